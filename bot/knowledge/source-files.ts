// Reads the content folder: which files belong to a locale, their text, and the hash that names the snapshot.
import { createHash } from "node:crypto";
import { type Dirent, existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { ContentError, type Problem, type Report } from "./content-error.ts";

/** One content file as text, line ends unified to `\n`. */
export interface SourceFile {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface SourceTree {
  readonly files: readonly SourceFile[];
  /** sha256 over the sorted paths and bytes of every file, in hex. */
  readonly hash: string;
}

const SHARED_FILES = ["facts.yml", "not-to-route.yml"];
const KIBIBYTE = 1024;
const MAX_FILE_BYTES = 256 * KIBIBYTE; // the longest article is far below; more is a file that strayed in

/**
 * Reads providers, shared facts and one locale, all files in parallel. Other locales are not read and do not
 * change the hash. Throws ContentError when the folder or the locale is not there.
 */
export async function readSourceTree(dir: string, locale: string, report: Report): Promise<SourceTree> {
  for (const [folder, name] of [
    [dir, "."],
    [join(dir, locale), locale],
  ] as const) {
    if (!existsSync(folder)) {
      throw new ContentError([
        { file: name, line: 1, column: 1, field: "file", problem: `there is no folder ${folder}` },
      ]);
    }
  }
  const shared = SHARED_FILES.filter((name) => existsSync(join(dir, name)));
  const listed = await Promise.all([listFiles(dir, "providers"), listFiles(dir, locale)]);
  const paths = [...shared, ...listed.flat()].sort();
  const contents = await Promise.all(paths.map((path) => readBytes(dir, path, report)));
  const hash = createHash("sha256");
  const files = paths.flatMap((path, index) => {
    const bytes = contents[index];
    if (bytes === undefined) return [];
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    const text = decode(bytes);
    if (typeof text === "string") return [{ path, text }];
    report(atStart(path, text.problem));
    return [];
  });
  return { files, hash: hash.digest("hex") };
}

/** Where an offset into a file's text stands, as a problem to report. */
export function problemAt(file: SourceFile, offset: number, field: string, problem: string): Problem {
  const before = file.text.slice(0, offset);
  const line = before.split("\n").length;
  return { file: file.path, line, column: offset - before.lastIndexOf("\n"), field, problem };
}

/** A problem of a file as a whole. */
export function atStart(path: string, problem: string): Problem {
  return { file: path, line: 1, column: 1, field: "file", problem };
}

async function listFiles(dir: string, folder: string): Promise<string[]> {
  const top = join(dir, folder);
  if (!existsSync(top)) return [];
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !isEditorFile(entry))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/"));
}

/** Swap files, backups and `.DS_Store` come and go while somebody edits. */
function isEditorFile({ name }: Dirent): boolean {
  return name.startsWith(".") || name.endsWith("~");
}

async function readBytes(dir: string, path: string, report: Report): Promise<Buffer | undefined> {
  const { size } = await stat(join(dir, path));
  if (size <= MAX_FILE_BYTES) return readFile(join(dir, path));
  report(
    atStart(path, `has ${Math.ceil(size / KIBIBYTE)} KiB; at most ${MAX_FILE_BYTES / KIBIBYTE} KiB are read`),
  );
  return undefined;
}

function decode(bytes: Buffer): string | { readonly problem: string } {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) {
    return { problem: "begins with a byte order mark: save it as UTF-8 without BOM" };
  }
  if (bytes.includes(0)) return { problem: "holds a NUL byte: this is not a text file" };
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    return { problem: "is not valid UTF-8: save it as UTF-8" };
  }
}
