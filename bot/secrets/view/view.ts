// The masker's view of a text: folded, with every position mapped back to the original, and its digit groups.
import { unfold } from "../../text/unfold.ts";
import { GAP, isGap, LONGEST_GAP } from "./gap.ts";
import { withLetterDigits } from "./letter-digits.ts";
import { withProgramDigits } from "./program-digits.ts";
import { withSpokenDigits } from "./spoken-digits.ts";

export interface View {
  /** The text as it was given. */
  readonly raw: string;
  /** Folded text: NFKC, lower case, no invisible characters; digits in words as digits and blanks. */
  readonly words: string;
  /** Same length as `words`, with numerals of every script, and letters typed for digits, as ASCII digits. */
  readonly digits: string;
  /** Position in the original at which the folded character at this index begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly groups: readonly Group[];
  /** The digits of all groups, one after the other. */
  readonly numerals: string;
}

/** Digits without anything between them. Positions are those of the folded text. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** Place of its first digit among the digits of all groups. */
  readonly at: number;
  /** True when only separators that people write inside numbers stand between it and the group before. */
  readonly joined: boolean;
}

const LAST_ASCII = "\u007f";
/** The common Chinese characters, which are folded already. */
const [FIRST_HAN, LAST_HAN] = ["\u4e00", "\u9fff"];
/** Accents too, typed behind their letter. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cf}|[\u0300-\u036f\u20e3\ufffc]/u;
/** Letters with an accent, as pinyin and Vietnamese have them. */
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/;
/** Circled digits that NFKC leaves alone: each row from one up, and the zero by itself. */
const CIRCLED_FROM_ONE: readonly number[] = [0x2776, 0x2780, 0x278a, 0x24f5];
const CIRCLED_ZERO: readonly string[] = ["\u24ff", "\u{1f10b}", "\u{1f10c}"];
/** ① is a list mark more often than a digit of what follows it. */
const ENCLOSED = /\p{No}/u;
/** What ⑴ and ⒈ have around their number, which is read apart anyway. */
const MARKS = /[().]/g;
const DECIMAL = /\p{Nd}/u;
const HAN_VALUES: Readonly<Record<string, string>> = Object.fromEntries(
  ["〇○零洞", "一壹幺", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒拐", "八捌", "九玖勾"].flatMap(
    (numerals, value) => [...numerals].map((numeral) => [numeral, String(value)]),
  ),
);

/** "6位": how many digits, not a digit of the number. */
const COUNT = /^(?:\d|1\d)位$/;

/** Folds a text. Linear; every text is fine, lone surrogates too. */
export function viewOf(text: string): View {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    if (character <= LAST_ASCII || (character >= FIRST_HAN && character <= LAST_HAN)) {
      units.push(character.toLowerCase());
      starts.push(at);
      ends.push(end);
      at = end;
      continue;
    }
    if (INVISIBLE.test(character) && ends.length > 0) ends[ends.length - 1] = end;
    for (const unit of fold(character)) {
      units.push(unit);
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  const words = withSpokenDigits(units.join(""), ends);
  const numerals = withHanNumerals(withCountedDigits(words, starts).split("")).join("");
  const digits = withProgramDigits(withLetterDigits(numerals), starts);
  return { raw: text, words, digits, starts, ends, ...groupsOf(digits) };
}

/** Letters of other scripts that look like Latin ones: соdе, рassword, сvv. */
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "aаɑα",
    "cсϲ",
    "dԁ",
    "eе",
    "hһ",
    "iіι",
    "jј",
    "kкκ",
    "mм",
    "oоο",
    "pрρ",
    "sѕ",
    "tтτ",
    "vνѵ",
    "wωԝ",
    "xхχ",
    "yуγ",
    "/⁄∕",
  ].flatMap(([latin = "", ...others]) => others.map((other) => [other, latin])),
);

/** UTF-16 units of the folded character, which is beyond ASCII; none for an invisible one. */
function fold(character: string): readonly string[] {
  if (INVISIBLE.test(character)) return [];
  const lower = unfold(character).toLowerCase();
  const folded = ACCENTED.test(lower)
    ? lower.normalize("NFD").charAt(0)
    : (LOOK_ALIKES[lower] ?? circled(lower));
  if (ENCLOSED.test(character)) return ` ${folded.replace(MARKS, "")} `.split("");
  return DECIMAL.test(folded) ? [...folded].map(decimal).join("").split("") : folded.split("");
}

function circled(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const row = CIRCLED_FROM_ONE.find((one) => code >= one && code < one + 9);
  if (row !== undefined) return String(code - row + 1);
  return CIRCLED_ZERO.includes(character) ? "0" : character;
}

/** Digits of a script stand in a row from zero up, and rows begin where no digit stands before. */
function decimal(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80 || !DECIMAL.test(character)) return character;
  let before = 0;
  while (DECIMAL.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/** A word among others, and a digit where a number is read out over a radio: 「幺洞两四」. */
const TWO_THINGS = "两";

function isReadOut(units: readonly string[], index: number): boolean {
  return (units[index - 1] ?? "") in HAN_VALUES && (units[index + 1] ?? "") in HAN_VALUES;
}

/** Two numerals in a row are a number read out; a single one is a word, unless it stands right between digits. */
function withHanNumerals(units: readonly string[]): string[] {
  const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= "0" && unit <= "9";
  const neighbour = (from: number, step: 1 | -1): string => {
    for (let away = 1; away <= LONGEST_GAP; away += 1) {
      const unit = units[from + away * step] ?? "";
      if (!GAP.test(unit) || unit === "") return unit;
    }
    return "";
  };
  return units.map((unit, index) => {
    const value = HAN_VALUES[unit];
    if (unit === TWO_THINGS && isReadOut(units, index)) return "2";
    if (value === undefined) return unit;
    const inRow = neighbour(index, -1) in HAN_VALUES || neighbour(index, 1) in HAN_VALUES;
    const [next, afterNext = ""] = [units[index + 1], units[index + 2]];
    const isInTurn = isDigit(next) && (isDigit(units[index - 1]) || afterNext in HAN_VALUES);
    return inRow || isInTurn ? value : unit;
  });
}

const HAN_DIGITS = "零〇一二三四五六七八九两";
const VALUE_OF: Readonly<Record<string, string>> = { ...HAN_VALUES, 两: "2" };
/** 七百三十九, 四千零二十一: nobody counts so exactly, but for money, which its unit says. */
const COUNTED = new RegExp(
  `(?:([一二三四五六七八九两])千)?(?:([零〇一二三四五六七八九两])百)?(?:[零〇]?([一二三四五六七八九]?)十|[零〇])([一二三四五六七八九])(?![${HAN_DIGITS}十百千万萬亿])`,
  "g",
);

/** A number that is told by hundreds and tens, as blanks and its digits, so that its unit stays beside it. */
function withCountedDigits(text: string, starts: number[]): string {
  if (!/[百千]/.test(text)) return text;
  return text.replace(COUNTED, (number, thousands, hundreds, tens, ones, at: number) => {
    if (thousands === undefined && hundreds === undefined) return number;
    const worth = (numeral: string | undefined, absent: number) =>
      numeral === undefined || numeral === "" ? absent : Number(VALUE_OF[numeral] ?? 0);
    const ten = number.includes("十") ? worth(tens, 1) : 0;
    const value = [worth(thousands, 0), worth(hundreds, 0), ten, worth(ones, 0)].join("");
    const digits = thousands === undefined ? value.slice(1) : value;
    starts[at + number.length - digits.length] = starts[at] ?? 0;
    return digits.padStart(number.length);
  });
}

/** Stands for a character that was read already. Typed ones are invisible, so that nobody can put it into a view. */
export const READ = "\ufffc";

/** The view without some stretches, which now only keep apart what stands around them. */
export function without(view: View, stretches: readonly { start: number; end: number }[]): View {
  const blot = (text: string): string => {
    let at = 0;
    let result = "";
    for (const { start, end } of stretches) {
      result += text.slice(at, start) + READ.repeat(end - start);
      at = end;
    }
    return result + text.slice(at);
  };
  const digits = blot(view.digits);
  return { ...view, words: blot(view.words), digits, ...groupsOf(digits) };
}

function groupsOf(digits: string): Pick<View, "groups" | "numerals"> {
  const groups: Group[] = [];
  const numerals: string[] = [];
  let at = 0;
  for (const match of digits.matchAll(/\d+/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (digits[end] === "位" && COUNT.test(digits.slice(start, end + 1))) continue;
    const before = groups.at(-1);
    const joined = before !== undefined && isGap(digits.slice(before.end, start));
    groups.push({ start, end, digits: match[0], at, joined });
    numerals.push(match[0]);
    at += match[0].length;
  }
  return { groups, numerals: numerals.join("") };
}
