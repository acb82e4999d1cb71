// One folding for index, query and bot: whatever differs only in script, width, case or spelling habit becomes equal.
import { simplified } from "./simplified.ts";
import { unfold } from "./unfold.ts";

/** Spellings merchants use to get past filters, and their plain words. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/银行\s*(?:ka|咔|咖)\s*卡/g, "银行卡"],
  [/银行\s*ka(?![a-z])/g, "银行卡"],
  [/(?<![a-z])ka\s*卡/g, "卡"],
  [/(?<=[换绑改张行算款蓄用])(?:咔|咖(?!啡)|佧)/g, "卡"],
  [/po[sz]\s*(?:机器|机子|机)/g, "pos机"],
];

/** Each digit's words, in its place: as they are written, read aloud, and written on forms. */
const DIGITS = ["零〇", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
/** Five or more digits in words are a number that somebody read aloud: 「九五零一六」. */
const SPOKEN_NUMBER = new RegExp(`[${DIGITS.join("")}]{5,}`, "g");

function toDigits(spoken: string): string {
  return spoken.replace(/./g, (word) => String(DIGITS.findIndex((words) => words.includes(word))));
}

/** Nothing else is converted, and no number is read aloud without: English goes without both. */
const IDEOGRAPH = /[\u2e80-\u{3ffff}]/u;

/**
 * Rounds after which folding stops. Two settle every character and phrase that the conversion knows; what a third
 * would change needs a replaced piece to make a new one with its neighbours.
 */
const MOST_ROUNDS = 8;

/** A turn asks for its message and its clauses dozens of times; this was a fifth of its time. */
const REMEMBERED = 16;
const recent = new Map<string, string>();
let last = { text: "", normalised: "" };

/**
 * NFKC, lower case, traditional → simplified, numbers in words → digits, zero-width characters out, white space to
 * single blanks; again until nothing changes, since what one rule writes another may read (薴 becomes 苧, and 苧 苎).
 * So it is idempotent; it never throws. Used on every text before it is indexed, searched or recognised.
 */
export function normalise(text: string): string {
  if (text === last.normalised) return text;
  if (text !== last.text) last = { text, normalised: recent.get(text) ?? remembered(text, settle(text)) };
  return last.normalised;
}

/** The last few: nothing of what merchants write is kept for long. What was normalised is its own normal form. */
function remembered(text: string, normalised: string): string {
  for (const one of new Set([text, normalised])) {
    recent.delete(one);
    recent.set(one, normalised);
  }
  for (const oldest of recent.keys()) {
    if (recent.size <= REMEMBERED) break;
    recent.delete(oldest);
  }
  return normalised;
}

function settle(text: string): string {
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const folded = fold(current);
    if (folded === current) return current;
    current = folded;
  }
  return current;
}

function fold(text: string): string {
  const folded = unfold(text)
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .toLowerCase();
  const plain = IDEOGRAPH.test(folded) ? simplified(folded).replace(SPOKEN_NUMBER, toDigits) : folded;
  const spaced = plain.replace(/\s+/g, " ").trim();
  return SPELLINGS.reduce((current, [spelling, word]) => current.replace(spelling, word), spaced);
}
