// Reads the content folder, all files in parallel.
import { type Dirent, existsSync } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { BASE_LOCALE, foldersOf, LOCALES, type Locale } from "../knowledge/locale.ts";
import { ContentError, type Report } from "./content-error.ts";
import {
  atStart,
  isRead,
  lengthProblem,
  mayMeanContent,
  type RawFile,
  SHARED_FILES,
  SHARED_FOLDERS,
  type SourceTree,
  toSourceTree,
} from "./source-files.ts";

/** What such a link shows would change without a change here. One that stays inside is how some systems lay files out. */
const SYMLINK = "is a symbolic link out of the content folder: put the file itself here";

/** The locales of a content folder: zh-CN must be there, another one when somebody began to translate. */
export function localesIn(dir: string): readonly Locale[] {
  return LOCALES.filter((locale) => locale === BASE_LOCALE || existsSync(join(dir, locale)));
}

/**
 * Reads what is shared, one locale and what it translates. Other locales are not read and do not change the hash.
 * Throws ContentError when the folder or the locale is not there.
 */
export async function readFolder(dir: string, locale: string, report: Report): Promise<SourceTree> {
  for (const name of [".", ...foldersOf(locale)]) {
    const folder = name === "." ? dir : join(dir, name);
    if (!existsSync(folder)) throw new ContentError([atStart(name, noFolder(folder, locale))]);
  }
  const listed = await Promise.all(
    [...SHARED_FOLDERS, ...foldersOf(locale)].map((folder) => listFiles(dir, folder, report)),
  );
  const shared = SHARED_FILES.filter((name) => existsSync(join(dir, name)));
  const paths = [...shared, ...listed.flat()].filter((path) => isRead(path, locale));
  const raw = await Promise.all(paths.map((path) => readRaw(dir, path, report)));
  return toSourceTree(
    raw.flatMap((file) => file ?? []),
    report,
  );
}

function noFolder(folder: string, locale: string): string {
  return `there is no folder ${folder}: CONTENT_DIR, or the link it names, has to lead to a folder with ${locale}/ in it`;
}

async function readRaw(dir: string, path: string, report: Report): Promise<RawFile | undefined> {
  const stats = await stat(join(dir, path));
  const refused = (await isInside(dir, path)) ? lengthProblem(path, stats.size) : atStart(path, SYMLINK);
  if (!refused) return readOrReport(dir, path, report);
  report(refused);
  return undefined;
}

async function readOrReport(dir: string, path: string, report: Report): Promise<RawFile | undefined> {
  try {
    return { path, bytes: await readFile(join(dir, path)) };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    // Gone between listing and reading: somebody is editing, and the whole load is repeated.
    if (code === "ENOENT") throw error;
    report(atStart(path, `cannot be read: ${message}`));
    return undefined;
  }
}

/** A linked folder of the top is followed as its files are, as a ConfigMap links them; one further down is not. */
async function listFiles(dir: string, folder: string, report: Report): Promise<string[]> {
  const top = join(dir, folder);
  if (!existsSync(top)) return [];
  if (!(await isInside(dir, folder))) {
    report(atStart(folder, SYMLINK));
    return [];
  }
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  const pathOf = (entry: Dirent) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/");
  const listed: string[] = [];
  for (const entry of entries) {
    const path = pathOf(entry);
    if (entry.isFile()) listed.push(path);
    if (!entry.isSymbolicLink()) continue;
    const target = await stat(join(dir, path)).catch(() => undefined);
    if (target?.isFile() && (await isInside(dir, path))) listed.push(path);
    else if (mayMeanContent(path, target?.isDirectory() === true)) report(atStart(path, SYMLINK));
  }
  return listed;
}

async function isInside(dir: string, path: string): Promise<boolean> {
  const [top, target] = await Promise.all([realpath(dir), realpath(join(dir, path))]);
  return target.startsWith(top + sep);
}
