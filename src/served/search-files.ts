// The built search index on disk: one folder for each content and code that made it, so an old one is never opened.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Postings } from "../../bot/search/postings.ts";
import { decodePostings } from "../../bot/search/postings-file.ts";
import { codeStamp } from "./code-stamp.ts";

const ROOT = resolve(import.meta.dirname, "../..");
export const SEARCH_DIR = resolve(ROOT, "dist/search");
/** Enough for the servers and branches that share a checkout; each takes some hundred kB. */
const KEPT = 8;
const WORDS = "words.bin";
const PINYIN = "pinyin.bin";
/** What decides which terms a text has, besides the text; with everything that these import. */
const SOURCES = ["bot/search/documents.ts", "bot/search/index-pair.ts", "bot/search/postings-file.ts"];

/** The two files as bytes. */
export interface SearchBytes {
  readonly words: Uint8Array;
  readonly pinyin: Uint8Array;
}

export interface BuiltPostings {
  readonly words: Postings;
  /** Reads the second file. Throws when it has gone meanwhile. */
  pinyin(): Postings;
}

/** Undefined when nothing was built from this content by this code, or when it cannot be read. */
export function readBuiltIndex(dir: string, knowledge: Knowledge): BuiltPostings | undefined {
  const folder = folderOf(dir, knowledge);
  if (!existsSync(folder)) return undefined;
  try {
    return {
      words: decodePostings(readFileSync(resolve(folder, WORDS))),
      pinyin: () => decodePostings(readFileSync(resolve(folder, PINYIN))),
    };
  } catch {
    return undefined; // a damaged file is as good as none: it is built again
  }
}

/** Both files appear at once, so no reader meets half an index. A folder that is there already is replaced. */
export async function writeBuiltIndex(
  dir: string,
  knowledge: Knowledge,
  { words, pinyin }: SearchBytes,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  const unfinished = await mkdtemp(resolve(dir, "unfinished-"));
  await writeFile(resolve(unfinished, WORDS), words);
  await writeFile(resolve(unfinished, PINYIN), pinyin);
  const folder = folderOf(dir, knowledge);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  await sweep(dir);
}

/** Every edit of the content leaves a folder behind; whoever still reads from an old one can do without it. */
async function sweep(dir: string): Promise<void> {
  const names = await readdir(dir);
  const folders = await Promise.all(
    names.map(async (name) => ({ name, changed: (await stat(resolve(dir, name))).mtimeMs })),
  );
  const old = folders.sort((a, b) => b.changed - a.changed).slice(KEPT);
  await Promise.all(old.map(({ name }) => rm(resolve(dir, name), { recursive: true, force: true })));
}

function folderOf(dir: string, { hash, locale }: Knowledge): string {
  const name = createHash("sha256").update(`${searchStamp()}\0${locale}\0${hash}`).digest("hex").slice(0, 32);
  return resolve(dir, name);
}

let stamp: string | undefined;

/** Read once: the code of a running process does not change. */
function searchStamp(): string {
  stamp ??= codeStamp(SOURCES);
  return stamp;
}
