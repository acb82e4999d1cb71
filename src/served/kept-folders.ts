// Built files on disk: a folder for each thing that was built, named by all it was built from, so an old one is never
// opened.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
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
import { deserialize, serialize } from "node:v8";

/** Enough for the servers and branches that share a checkout; each takes some megabytes at most. */
const KEPT = 8;
const DIGEST_BYTES = 32;

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

/** Undefined when no value was kept under this name, or when it is damaged: as good as none, and made again. */
export function readKeptValue<T>(dir: string, name: string, file: string): T | undefined {
  try {
    const bytes = readFileSync(resolve(dir, name, file));
    const payload = bytes.subarray(DIGEST_BYTES);
    if (!digestOf(payload).equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
    return withOwnArrays(deserialize(payload), bytes.buffer) as T;
  } catch {
    return undefined;
  }
}

/**
 * Arrays of numbers that happen to lie well in the file are read as a view of it, and one of them keeps the whole file in
 * memory beside the copies of all others. Each gets memory of its own; the value, which nobody has yet, is changed in place.
 */
function withOwnArrays(value: unknown, file: ArrayBufferLike): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (ArrayBuffer.isView(value)) return value.buffer === file ? (value as Uint8Array).slice() : value;
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) value[at] = withOwnArrays(one, file);
  } else if (value instanceof Map) {
    for (const [key, one] of value) value.set(key, withOwnArrays(one, file));
  } else if (!(value instanceof Set)) {
    for (const [key, one] of Object.entries(value)) Reflect.set(value, key, withOwnArrays(one, file));
  }
  return value;
}

/** Keeps whatever can be cloned: plain data, maps, sets. */
export async function writeKeptValue(dir: string, name: string, file: string, value: unknown): Promise<void> {
  const payload = serialize(value);
  await writeKept(dir, name, { [file]: Buffer.concat([digestOf(payload), payload]) });
}

function digestOf(payload: Uint8Array): Buffer {
  return createHash("sha256").update(payload).digest();
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
