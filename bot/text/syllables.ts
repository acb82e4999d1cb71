// Chinese as people type it on a Latin keyboard: whole syllables (lakala, zenme huan) or initials (yhk, zfb).
import { pinyin } from "pinyin-pro";

const HAN_RUN = /\p{Script=Han}+/gu;
/** Nobody types the initials of a longer name. */
const LONGEST_INITIALS = 6;
const LONGEST_SYLLABLE = 6; // zhuang

/** Syllables without tones of each run of Chinese characters; ü is v, as on a keyboard. */
export function syllablesOf(text: string): string[][] {
  return [...text.matchAll(HAN_RUN)].map(([run]) =>
    pinyin(run, { toneType: "none", type: "array", v: true }).map((syllable) => syllable.toLowerCase()),
  );
}

/** First letters of every stretch of two to six syllables. */
export function initialsOf(syllables: readonly string[]): string[] {
  const letters = syllables.map((syllable) => syllable.charAt(0)).join("");
  const stretches: string[] = [];
  for (let from = 0; from < letters.length; from += 1) {
    for (let length = 2; length <= LONGEST_INITIALS && from + length <= letters.length; length += 1) {
      stretches.push(letters.slice(from, from + length));
    }
  }
  return stretches;
}

/**
 * Splits letters typed without blanks into known syllables, as few as possible; empty when it cannot be done. Two
 * readings of equal length (xian, xi an) end the same way in search: both stand in the index. Takes a step or six for each
 * letter; who reads what anybody may send limits the length.
 */
export function splitSyllables(word: string, isKnown: (syllable: string) => boolean): string[] {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start += 1) {
      const syllable = word.slice(start, end);
      const before = best[start];
      if (!before || !isKnown(syllable)) continue;
      if ((best[end]?.length ?? Number.POSITIVE_INFINITY) > before.length + 1)
        best[end] = [...before, syllable];
    }
  }
  return best[word.length] ?? [];
}

/** Initials and finals of standard Chinese; together they allow a few syllables that no character has. */
const SYLLABLE =
  /^(?:[bpmf]|[dtnl]|[gkh]|[jqx]|[zcs]h?|[ryw])?(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|er|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ueng|ue|v|ve)$/;

/** Whether a word of lower-case letters can be typed Chinese of at least so many syllables: "huanka", not "change". */
export function isPinyin(word: string, fewest = 1): boolean {
  return splitSyllables(word, (syllable) => SYLLABLE.test(syllable)).length >= fewest;
}
