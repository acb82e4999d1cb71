// Finds card numbers, ID numbers and codes before a message leaves the device. The server masks once more.
import { CODE_WORDS, NO_CODES } from "../../../bot/secrets/names/code-words.ts";
import { hasUnitAt, isHotline } from "../../../bot/secrets/view/plain-numbers.ts";

/** What is covered here, by the server's names. */
export type CoveredKind = "pan" | "id-card" | CodeKind;
type CodeKind = "otp" | "password" | "cvv";

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: CoveredKind;
}

export interface Covered {
  readonly text: string;
  /** Each kind once; the server's warning names them. */
  readonly kinds: readonly CoveredKind[];
}

const CHINESE_DIGITS = "零一二三四五六七八九";
/** One alone is a word: 一下. */
const CHINESE_NUMBER =
  /(?<=[\d零〇一二三四五六七八九幺])[零〇一二三四五六七八九幺]|[零〇一二三四五六七八九幺](?=[\d零〇一二三四五六七八九幺])/g;
const FULL_WIDTH_OFFSET = 0xfee0;
const PAN_MIN = 13;
const PAN_MAX = 19;
/** Half a card number is already too much to keep in a draft; hotlines and amounts are shorter. */
const LONGEST_RUN_KEPT = 8;

const RUN = /\d(?:[ \u00a0\u3000\-–—.·_]{0,2}\d)*/g;
const ID_CARD = /(?<!\d)\d{17}[\dx](?![\dx])/gi;

const LABEL_ROWS = [...NO_CODES, ...CODE_WORDS];
const LABEL = new RegExp(LABEL_ROWS.map(([, source]) => `(${source})`).join("|"), "g");
const AFTER_LABEL =
  /^(?:[\s:=,、"“'「【(*是为就我的你号他她]|后三位|分别|(?:is|are|shi)(?![a-z]))*(\d(?: ?\d){2,7})(?! ?\d)/;
const BEFORE_LABEL =
  /(?<![\d.a-z] ?)(\d(?: ?\d){2,7})((?:[\s,:()"'“”「」【】=-]|[是为我的这那个就刚才新收到发来银行手机]|(?:is|my|the|your)(?![a-z]))*)$/;
/** Without a word that says so, only what has the length of a code. */
const SAYS_SO = /[是为的]|is/;
/** 「尾号 0128 的验证码收不到」: no code came. */
const DENIED = /[没不错]/;
const USUAL = 6;
const REACH = 40;
const SHORTEST: Readonly<Record<CodeKind, number>> = { otp: 4, password: 6, cvv: 3 };

/** The text as words, and with Chinese numbers as digits. */
interface Folded {
  readonly words: string;
  readonly digits: string;
}

/** One code unit for one, so that positions stay the same. */
function fold(text: string): Folded {
  const words = text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const digits = words.replace(CHINESE_NUMBER, (numeral) =>
    numeral === "〇" ? "0" : numeral === "幺" ? "1" : String(CHINESE_DIGITS.indexOf(numeral)),
  );
  return { words, digits };
}

/** What every second digit counts, from the right: twice itself, and its digits added. */
const DOUBLED = "0246813579";

function passesLuhn(digits: string): boolean {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(index % 2 ? DOUBLED[Number(digit)] : digit), 0);
  return sum % 10 === 0;
}

function passesIdChecksum(id: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += Number(id[index]) * (2 ** (17 - index) % 11);
  return "10X98765432"[sum % 11] === id[17]?.toUpperCase();
}

function isCard(digits: string): boolean {
  if (digits.length < PAN_MIN || digits.length > PAN_MAX) return false;
  return digits.startsWith("62") || passesLuhn(digits);
}

/** Cards inside one run of digits: any neighbouring groups may belong together, as in a phone number and a card. */
function findCards(run: string, offset: number): Span[] {
  const groups = [...run.matchAll(/\d+/g)].map((group) => ({
    start: group.index,
    end: group.index + group[0].length,
  }));
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first++) {
    for (let last = groups.length - 1; last >= first; last--) {
      const start = groups[first]?.start ?? 0;
      const end = groups[last]?.end ?? 0;
      if (!isCard(run.slice(start, end).replace(/\D/g, ""))) continue;
      spans.push({ start: offset + start, end: offset + end, kind: "pan" });
      first = last;
      break;
    }
  }
  return spans;
}

/** Codes, passwords of digits and security codes, by the same words as on the server. */
function findCodes({ words, digits }: Folded): Span[] {
  return [...words.matchAll(LABEL)].flatMap((label) => {
    const kind = LABEL_ROWS[label.slice(1).findIndex((group) => group !== undefined)]?.[0];
    if (!kind || kind === "keep") return [];
    const end = label.index + label[0].length;
    const span =
      numberAfter(digits, end) ??
      (DENIED.test(words.slice(end, end + 4)) ? undefined : numberBefore(digits, label.index));
    if (!span || span.digits.length < SHORTEST[kind]) return [];
    return isHotline(span.digits) || hasUnitAt(words, span.end) ? [] : [{ ...span, kind }];
  });
}

function numberAfter(text: string, at: number) {
  const match = AFTER_LABEL.exec(text.slice(at, at + REACH));
  return match?.[1] ? toNumber(match[1], at + match[0].length - match[1].length) : undefined;
}

function numberBefore(text: string, at: number) {
  const from = Math.max(0, at - REACH);
  const match = BEFORE_LABEL.exec(text.slice(from, at));
  if (!match?.[1]) return undefined;
  const number = toNumber(match[1], from + match.index);
  return SAYS_SO.test(match[2] ?? "") || number.digits.length === USUAL ? number : undefined;
}

function toNumber(written: string, start: number) {
  return { start, end: start + written.length, digits: written.replaceAll(" ", "") };
}

function findSpans(text: string): Span[] {
  const folded = fold(text);
  const { digits } = folded;
  const ids = [...digits.matchAll(ID_CARD)]
    .filter((match) => passesIdChecksum(match[0]))
    .map((match): Span => ({ start: match.index, end: match.index + 18, kind: "id-card" }));
  const cards = [...digits.matchAll(RUN)].flatMap((run) => findCards(run[0], run.index));
  const spans = [...ids, ...cards, ...findCodes(folded)].sort((a, b) => a.start - b.start);
  return spans.filter((span, index) => spans.slice(0, index).every((earlier) => earlier.end <= span.start));
}

/** The first kind of secret in a text, or undefined. Order and terminal numbers that fail the checksums pass. */
export function findSecret(text: string): CoveredKind | undefined {
  return findSpans(text)[0]?.kind;
}

/** Covers every secret; of cards and ID numbers the last four stay, because merchants tell their cards apart by them. */
export function coverSecrets(text: string): Covered {
  const spans = findSpans(text);
  let covered = "";
  let from = 0;
  for (const { start, end, kind } of spans) {
    const isShown = kind === "pan" || kind === "id-card";
    const lastFour = isShown ? text.slice(start, end).replace(/\s/g, "").slice(-4) : "";
    covered += `${text.slice(from, start)}****${lastFour}`;
    from = end;
  }
  return { text: covered + text.slice(from), kinds: [...new Set(spans.map(({ kind }) => kind))] };
}

/** Whether a half-written text may be kept on the device: not when it may grow into a card number. */
export function mayBeKept(text: string): boolean {
  if (findSecret(text)) return false;
  const runs = [...fold(text).digits.matchAll(RUN)];
  return runs.every((run) => run[0].replace(/\D/g, "").length <= LONGEST_RUN_KEPT);
}
