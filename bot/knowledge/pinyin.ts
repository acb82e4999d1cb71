// Chinese as people type it on a Latin keyboard: whole syllables (lakala, zenme huan) or initials (yhk, zfb).
import { pinyin } from "pinyin-pro";

const HAN_RUN = /\p{Script=Han}+/gu;
/** Longer stretches are typed with blanks, or split into syllables at the query. */
const LONGEST_TYPED = 6;

export interface PinyinTerm {
  readonly term: string;
  /** A single syllable is shared by many words. */
  readonly kind: "syllable" | "syllables" | "initials";
}

/** Every stretch of the text that a reader may type: syllables joined, and their initials. */
export function pinyinTerms(text: string): PinyinTerm[] {
  return [...text.matchAll(HAN_RUN)].flatMap(([run]) => {
    const syllables = pinyin(run, { toneType: "none", type: "array", v: true }).map((one) =>
      one.toLowerCase(),
    );
    return syllables.flatMap((_, from) => stretchesFrom(syllables, from));
  });
}

function stretchesFrom(syllables: readonly string[], from: number): PinyinTerm[] {
  const terms: PinyinTerm[] = [];
  for (let length = 1; length <= LONGEST_TYPED && from + length <= syllables.length; length += 1) {
    const stretch = syllables.slice(from, from + length);
    terms.push({ term: stretch.join(""), kind: length === 1 ? "syllable" : "syllables" });
    if (length > 1)
      terms.push({ term: stretch.map((syllable) => syllable.charAt(0)).join(""), kind: "initials" });
  }
  return terms;
}

/** Letters that may be pinyin, in a query without Chinese. */
export function isLatinOnly(normalised: string): boolean {
  return /[a-z]/.test(normalised) && !/\p{Script=Han}/u.test(normalised);
}

const LONGEST_SYLLABLE = 6; // zhuang
const LONGEST_WORD = 48; // letters; a longer one is no sentence anybody typed

/**
 * Splits letters typed without blanks into known syllables, as few as possible; empty when it cannot be done. Two
 * readings of equal length (xian, xi an) end the same way in search: both stand in the index.
 */
export function splitSyllables(word: string, known: ReadonlySet<string>): string[] {
  if (word.length > LONGEST_WORD) return [];
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start += 1) {
      const syllable = word.slice(start, end);
      const before = best[start];
      if (!before || !known.has(syllable)) continue;
      if ((best[end]?.length ?? Number.POSITIVE_INFINITY) > before.length + 1)
        best[end] = [...before, syllable];
    }
  }
  return best[word.length] ?? [];
}
