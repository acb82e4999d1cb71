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
/** Fewer are counted things; three are the back of a card where it is named. */
const SPOKEN_NUMBER = new RegExp(`(?<![a-z])(?:(?:${WORDS})(?![a-z'])[\\s,.、/-]{0,3}){3,}`, "g");
const ANY_WORD = new RegExp(`(?<![a-z])(?:${ENGLISH.join("|")})(?![a-z])`);

/** A row with figures among its words, or told in pairs: "one three 8, double five". */
const MIXED_NUMBER = new RegExp(
  `(?<![a-z\\d])(?:(?:(?:double|triple) )?(?:(?:${ENGLISH.join("|")}|oh)(?![a-z'])|\\d{1,8}(?![a-z\\d]))[\\s,.、/-]{0,3}){5,}`,
  "g",
);
const PART = new RegExp(`(?:(double|triple) )?(?:(${ENGLISH.join("|")}|oh)(?![a-z])|(\\d+))`, "g");
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 };
/** A mobile number, and less than a card: fewer is an address, or a list. */
const FEWEST_IN_MIXED = 11;
const MOST_IN_MIXED = 19;

function digitsOf([, times = "", word = "", figures]: readonly (string | undefined)[]): string {
  const value = figures ?? String(VALUES.get(word));
  return value.length > 1 ? value : value.repeat(TIMES[times] ?? 1);
}

/** Of a row that is as long as a number of a telephone or a card, each word as its digits and blanks. */
function withMixedDigits(text: string, ends: number[]): string {
  if (!ANY_WORD.test(text)) return text;
  return text.replace(MIXED_NUMBER, (row, from: number) => {
    const parts = [...row.matchAll(PART)];
    const length = parts.reduce((sum, part) => sum + digitsOf(part).length, 0);
    if (length < FEWEST_IN_MIXED || length > MOST_IN_MIXED) return row;
    let spoken = row;
    for (const part of parts) {
      const digits = digitsOf(part);
      const isFigures = part[3] === digits;
      const width = isFigures ? 1 : Math.floor(part[0].length / digits.length);
      const [start, end] = [part.index, part.index + part[0].length];
      const shown = [...digits]
        .map((digit) => digit.padEnd(width))
        .join("")
        .padEnd(part[0].length);
      ends[from + start + shown.trimEnd().length - 1] = ends[from + end - 1] ?? 0;
      spoken = spoken.slice(0, start) + shown + spoken.slice(end);
    }
    return spoken;
  });
}

/** Three or more digits in words, each as one digit and blanks; it ends where its word does. */
export function withSpokenDigits(text: string, ends: number[]): string {
  return withMixedDigits(text, ends).replace(SPOKEN_NUMBER, (number, from: number) =>
    number.replace(SPOKEN_DIGIT, (word, at: number) => {
      ends[from + at] = ends[from + at + word.length - 1] ?? 0;
      return String(VALUES.get(word)).padEnd(word.length);
    }),
  );
}
