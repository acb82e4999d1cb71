// The built search index on disk: one folder for each content and code that made it, so an old one is never opened.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Postings } from "../../bot/search/postings.ts";
import { decodePostings } from "../../bot/search/postings-file.ts";
import { codeStamp } from "./code-stamp.ts";
import { writeKept } from "./kept-folders.ts";

const ROOT = resolve(import.meta.dirname, "../..");
export const SEARCH_DIR = resolve(ROOT, "dist/search");
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
  const folder = resolve(dir, nameOf(knowledge));
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

export async function writeBuiltIndex(
  dir: string,
  knowledge: Knowledge,
  { words, pinyin }: SearchBytes,
): Promise<void> {
  await writeKept(dir, nameOf(knowledge), { [WORDS]: words, [PINYIN]: pinyin });
}

function nameOf({ hash, locale }: Knowledge): string {
  return createHash("sha256").update(`${searchStamp()}\0${locale}\0${hash}`).digest("hex").slice(0, 32);
}

let stamp: string | undefined;

/** Read once: the code of a running process does not change. */
function searchStamp(): string {
  stamp ??= codeStamp(SOURCES);
  return stamp;
}
