// Digits in words, as they are read out in English, in pinyin, over a radio or in Roman numerals.

const ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const PINYIN = ["ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"];
const RADIO = ["dong", "yao", "liang", "", "", "", "", "guai", "", "gou"];
const ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
const VALUES = new Map(
  [ENGLISH, PINYIN, RADIO, ROMAN, ["oh"]].flatMap((row) =>
    row.flatMap((word, value) => (word === "" ? [] : [[word, value] as const])),
  ),
);
const WORDS = [...VALUES.keys()].join("|");
const SPOKEN_DIGIT = new RegExp(`(?:${WORDS})(?![a-z])`, "g");
/** Fewer are counted things. */
const SPOKEN_NUMBER = new RegExp(`(?<![a-z])(?:(?:${WORDS})(?![a-z'])[\\s,.、/-]{0,3}){4,}`, "g");

/** Four or more digits in words, each as one digit and blanks; it ends where its word does. */
export function withSpokenDigits(text: string, ends: number[]): string {
  return text.replace(SPOKEN_NUMBER, (number, from: number) =>
    number.replace(SPOKEN_DIGIT, (word, at: number) => {
      ends[from + at] = ends[from + at + word.length - 1] ?? 0;
      return String(VALUES.get(word)).padEnd(word.length);
    }),
  );
}
