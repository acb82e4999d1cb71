// Built files on disk: a folder for each thing that was built, named by all it was built from, so an old one is never
// opened.
import {
  access,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { resolve } from "node:path";

/** Enough for the servers and branches that share a checkout; each takes some megabytes at most. */
const KEPT = 8;

/**
 * Where to keep what is built: beside what was built before, or, where that may not be written, in `cache`, which then
 * leads to what is there.
 */
export async function keptDir(built: string, cache: string): Promise<string> {
  try {
    await mkdir(built, { recursive: true });
    await access(built, constants.W_OK);
    return built;
  } catch {
    await mkdir(cache, { recursive: true });
  }
  for (const name of await readdir(built).catch(() => [])) {
    await symlink(resolve(built, name), resolve(cache, name)).catch(() => undefined); // from an earlier start
  }
  return cache;
}

/** All files of a folder appear at once, so no reader meets half of them. A folder that is there already is replaced. */
export async function writeKept(
  dir: string,
  name: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  const unfinished = await mkdtemp(resolve(dir, "unfinished-"));
  for (const [file, bytes] of Object.entries(files)) await writeFile(resolve(unfinished, file), bytes);
  const folder = resolve(dir, name);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  await sweep(dir);
}

/** Every edit of the content leaves a folder behind; whoever still reads from an old one can do without it. */
async function sweep(dir: string): Promise<void> {
  const names = await readdir(dir);
  const folders = await Promise.all(
    names.map(async (name) => ({ name, changed: (await lstat(resolve(dir, name))).mtimeMs })),
  );
  const old = folders.sort((a, b) => b.changed - a.changed).slice(KEPT);
  await Promise.all(old.map(({ name }) => rm(resolve(dir, name), { recursive: true, force: true })));
}
