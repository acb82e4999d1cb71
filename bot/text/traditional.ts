// Simplified Chinese in traditional characters, for merchants who write those.
import { Locale } from "opencc-js/cn2t";
import { pairsIn } from "./simplified.ts";

/**
 * What merchants are used to where the tables say otherwise: a simplified word → how it is written, or one traditional
 * character → the form that is used for it.
 */
export type Exceptions = ReadonlyMap<string, string>;

type Words = ReadonlyMap<string, string>;

interface Tables {
  /** Characters, and the words in which they become others: 后 後, 皇后 皇后. */
  readonly words: Words;
  /** Of each first character the length of the longest word. */
  readonly longest: ReadonlyMap<string, number>;
  /** The form of a character that is in use: 爲 為, 衆 眾. */
  readonly forms: Words;
  readonly onlySimplified: ReadonlySet<string>;
}

/**
 * Those in use in Taiwan. Those of Hong Kong write 户, 税 and 脱, as simplified Chinese does, and of our content 1 300
 * characters would look unconverted; without any it would show 爲, 衆 and 覈, which neither place writes.
 */
const CHAIN = "s2tw";

let read: Tables | undefined;

/**
 * Read once, in 90 ms and 7 MB. The package's own converter makes a tree of every word instead, in 400 ms and 44 MB, and
 * knows no exceptions; `traditional.test.ts` holds that both write the same.
 */
function tables(): Tables {
  if (read) return read;
  const [words, forms] = (Locale.configs[CHAIN]?.conversionChain ?? []).map(wordsIn);
  if (!words || !forms) throw new Error(`opencc-js has no tables ${CHAIN}`);
  read = { words, longest: longestOf(words), forms, onlySimplified: withoutTraditional(words, forms) };
  return read;
}

function wordsIn(table: unknown): Words {
  return new Map(pairsIn(table).map(([from = "", to = ""]) => [from, to]));
}

function longestOf(words: Words): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const word of words.keys()) {
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    longest.set(first, Math.max(longest.get(first) ?? 0, word.length));
  }
  return longest;
}

/** Makes the conversion: from left to right the longest word at each place. The first one reads the tables. */
export function createTraditional(exceptions: Exceptions): (text: string) => string {
  const { words, longest, forms } = tables();
  const own = longestOf(exceptions);
  const formOf = (character: string) => exceptions.get(character) ?? forms.get(character) ?? character;
  const formed = (written: string) => written.replace(/./gu, formOf);
  const inWords = (word: string) =>
    exceptions.get(word) ?? (words.has(word) ? formed(words.get(word) ?? word) : undefined);
  return (text) => {
    let written = "";
    for (let at = 0; at < text.length; ) {
      const first = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const most = Math.max(longest.get(first) ?? 0, own.get(first) ?? 0, first.length);
      const word = wordAt(text, at, most, inWords) ?? first;
      written += inWords(word) ?? formed(word);
      at += word.length;
    }
    return written;
  };
}

function wordAt(text: string, at: number, most: number, inWords: (word: string) => string | undefined) {
  for (let length = Math.min(most, text.length - at); length > 0; length -= 1) {
    const word = text.slice(at, at + length);
    if (inWords(word) !== undefined) return word;
  }
  return undefined;
}

/** The characters that no traditional text holds: 户, 换, 机. Not 后, 里 or 台, which are words of their own in it. */
export function simplifiedOnly(): ReadonlySet<string> {
  return tables().onlySimplified;
}

function withoutTraditional(words: Words, forms: Words): ReadonlySet<string> {
  const traditional = new Set([...words.values(), ...forms.values()].flatMap((written) => [...written]));
  const changed = [...words].filter(([from, to]) => [...from].length === 1 && from !== to);
  return new Set(changed.flatMap(([from]) => (traditional.has(from) ? [] : [from])));
}
