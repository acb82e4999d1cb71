// Finds bank card numbers, and the expiry and CVV written right beside one.
import {
  type Finding,
  hasUnit,
  inDate,
  inHotline,
  inLink,
  isMaskRest,
  isNear,
  labelOf,
  looksLikeDateOrAmount,
  numeralsAt,
  type Scene,
  type Window,
  windowsFrom,
} from "./scene.ts";
import { type Group, READ } from "./view/view.ts";

const ZERO = "0".charCodeAt(0);
/** Old Visa, Diners and Amex cards, and whatever is called a card. */
const SHORTEST = 13;
/** All others. */
const SHORTEST_OTHERS = 16;
export const LONGEST = 19;
/** UnionPay has no shorter cards, and its numbers need not pass Luhn. */
const UNIONPAY = /^62\d{14,17}$/;
const PART_OF_UNIONPAY = /^62\d{0,13}$/;
/** Issuers by first digit and prefix, each with its lengths. 15 digits are an Amex card, else a merchant number or an IMEI. */
const ISSUERS: Readonly<Record<string, RegExp>> = {
  2: /^2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/,
  3: /^3(?:[47]\d{13}|[0689]\d{12}|[05689]\d{14,17})$/,
  4: /^4(?:\d{12}|\d{15}|\d{17,18})$/,
  5: /^5[1-5]\d{14}$/,
  6: /^6[0345]\d{14,17}$/,
  8: /^81\d{14,17}$/,
  9: /^(?:9558\d|95599)\d{11,14}$/,
};
/** The first two digits of any of them, and of UnionPay. */
const ANY_ISSUER = /^(?:2[2-7]|3|4|5[1-5]|6[02-5]|81|95)/;
/** Telecom, by the first digits of every SIM card number. */
const ICCID = /^8986/;

export function findCards(scene: Scene): Finding[] {
  const findings: Finding[] = [];
  let covered = 0;
  for (const [index, group] of scene.view.groups.entries()) {
    const isInside = group.start < covered;
    const card = isInside ? secondCardAt(scene, index) : cardAt(scene, index);
    const found = card ?? (isInside ? undefined : (gluedCardAt(scene, index) ?? spokenCardAt(scene, index)));
    if (!found) continue;
    const beside = card ? codesBeside(scene, index + card.count) : [];
    const end = beside.at(-1)?.end ?? found.end;
    const sure = card !== undefined && beside.length === 0 && isWhole(card);
    findings.push({ kind: "pan", start: found.start, end, head: 0, tail: sure ? 4 : 0 });
    covered = Math.max(covered, end);
  }
  return findings;
}

/** Two readings may overlap: within one, only UnionPay's prefix is worth a second. */
function secondCardAt(scene: Scene, index: number): Window | undefined {
  if (!scene.view.groups[index]?.digits.startsWith("6")) return undefined;
  const card = cardAt(scene, index);
  return card && UNIONPAY.test(card.digits) ? card : undefined;
}

/** A whole UnionPay number whose last digit checks the others. */
export function isCheckedUnionPay(digits: string): boolean {
  return UNIONPAY.test(digits) && passesLuhn(digits);
}

/** Whether the last digit checks the others. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - ZERO;
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** A number that alone is long enough wins; else the longest that passes Luhn; else the longest. */
function cardAt(scene: Scene, index: number): Window | undefined {
  const labelled = isNear(scene, "card", index);
  const prefix = numeralsAt(scene, index, 2);
  const first = prefix.charAt(0);
  if (!labelled && !ANY_ISSUER.test(prefix)) return undefined;
  const shortest = labelled || first === "3" || first === "4" ? SHORTEST : SHORTEST_OTHERS;
  const windows = windowsFrom(scene, index, [shortest, LONGEST]).filter(
    (window) =>
      isUnionPay(scene, window) ||
      (labelled && isCalledCard(scene, window)) ||
      isIssued(scene, window, index),
  );
  const likely = windows.filter(({ digits }) => !PART_OF_UNIONPAY.test(digits));
  return (
    likely.find(({ count }) => count === 1) ??
    likely.findLast(({ digits }) => passesLuhn(digits)) ??
    windows.at(-1)
  );
}

/** A short last group that Luhn does not vouch for may be the CVV of a shorter number, which must not be shown. */
function isWhole({ digits, count }: Window): boolean {
  return count === 1 || digits.length === 16 || passesLuhn(digits);
}

function isUnionPay(scene: Scene, window: Window): boolean {
  if (!UNIONPAY.test(window.digits)) return false;
  return passesLuhn(window.digits) || !isIrregular(scene, window) || isCalledNumber(scene, window);
}

/** 「卡号」 and not only 「信用卡」, after which amounts may come. */
function isCalledNumber(scene: Scene, window: Window): boolean {
  const label = labelOf(scene, window);
  return label?.kind === "card" && /[号號码碼]|n(?:o|umber)$|kahao/.test(label.text);
}

function isCalledCard(scene: Scene, window: Window): boolean {
  return labelOf(scene, window)?.kind === "card" && !ICCID.test(window.digits) && !isIrregular(scene, window);
}

/** By issuer and check digit alone, where no label says that it is something else. */
function isIssued(scene: Scene, window: Window, index: number): boolean {
  const { digits, count, start } = window;
  if (!ISSUERS[digits.charAt(0)]?.test(digits) || !passesLuhn(digits)) return false;
  if (inLink(scene, start) || isBarcode(window) || isRoundAmounts(window)) return false;
  if (isIrregular(scene, window)) return false;
  const label = labelOf(scene, window)?.kind;
  if (label === "keep" || label === "keep-loose") return false;
  return count === 1 || !window.groups.every((_, offset) => inHotline(scene, index + offset));
}

function isIrregular(scene: Scene, window: Window): boolean {
  return window.count > 1 && (looksLikeDateOrAmount(scene, window) || isPhoneList(scene, window));
}

/** Beijing's landlines begin with 62 too, and two of them have the length of a card number. */
function isPhoneList(scene: Scene, window: Window): boolean {
  if (window.count !== 2 || window.groups.some(({ digits }) => digits.length !== 8)) return false;
  return labelOf(scene, window)?.kind === "mobile";
}

/** "300 400 500 600 700 800": what somebody took or may take, not a number. */
function isRoundAmounts({ count, groups }: Window): boolean {
  return count > 3 && groups.every(({ digits }) => /^\d+00$/.test(digits));
}

/** EAN-13 begins with any digit, so that its own check digit must tell it from old 13-digit Visa numbers. */
function isBarcode({ digits, count }: Window): boolean {
  if (digits.length !== 13) return false;
  if (count > 1) return true;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
}

/**
 * Groups that hold a card number glued to other digits ("1" + number, number + amount). Only UnionPay numbers that
 * pass Luhn, and the whole groups are the secret: what would be left over means nothing to a reader.
 */
function gluedCardAt(scene: Scene, index: number): Window | undefined {
  const first = scene.view.groups[index];
  if (!first?.digits.includes("62")) return undefined;
  const label = labelOf(scene, first)?.kind;
  if (label === "keep" || label === "keep-loose") return undefined;
  return first.digits.length > 16 ? gluedWithin(scene, first) : gluedAcross(scene, index, first);
}

function gluedWithin(scene: Scene, group: Group): Window | undefined {
  const { digits, start, end } = group;
  if (ICCID.test(digits) || inLink(scene, start)) return undefined;
  for (let at = digits.indexOf("62"); at >= 0; at = digits.indexOf("62", at + 1)) {
    if (holdsUnionPay(digits, at)) return { groups: [group], count: 1, digits, start, end };
  }
  return undefined;
}

function gluedAcross(scene: Scene, index: number, first: Group): Window | undefined {
  const at = first.digits.indexOf("62");
  const window = windowsFrom(scene, index, [at + 16, at + 2 * LONGEST]).find(({ digits }) =>
    holdsUnionPay(digits, at),
  );
  if (!window || looksLikeDateOrAmount(scene, window)) return undefined;
  const inner = window.groups.slice(1, -1);
  return inner.every(({ digits }) => digits.length === inner[0]?.digits.length) ? window : undefined;
}

/** Words and marks between the groups of a number that is dictated; more is another subject. */
const SPOKEN_GAP = 8;
const PRINTED_LAYOUT = /^4-4-4-4(?:-[1-3])?$/;

/**
 * A UnionPay number in groups with anything short between them: 「6222 然后 0210 …」, `6222:0210:…`. Only as cards are
 * printed, or where it is called a card and Luhn agrees.
 */
function spokenCardAt(scene: Scene, index: number): Window | undefined {
  const window = spokenWindow(scene, index);
  if (!window || !UNIONPAY.test(window.digits)) return undefined;
  if (PRINTED_LAYOUT.test(window.groups.map(({ digits }) => digits.length).join("-"))) return window;
  const called = isNear(scene, "card", index) && labelOf(scene, window)?.kind === "card";
  return called && passesLuhn(window.digits) ? window : undefined;
}

/** The longest row of groups that may be one dictated number. */
function spokenWindow(scene: Scene, index: number): Window | undefined {
  const first = scene.view.groups[index];
  if (!first || !/^62\d{2,}$/.test(first.digits) || inLink(scene, first.start)) return undefined;
  const groups = [first];
  let { digits, end } = first;
  for (const next of scene.view.groups.slice(index + 1, index + LONGEST)) {
    if (digits.length + next.digits.length > LONGEST || !followsSpoken(scene, end, next)) break;
    groups.push(next);
    digits += next.digits;
    end = next.end;
  }
  return { groups, count: groups.length, digits, start: first.start, end };
}

function followsSpoken(scene: Scene, end: number, next: Group): boolean {
  const between = scene.view.words.slice(end, next.start);
  if (between.length > SPOKEN_GAP || /\*{4}|[%a-z]/.test(between) || between.includes(READ)) return false;
  if (hasUnit(scene, end) || inDate(scene, next.start) || isMaskRest(scene, next)) return false;
  const label = labelOf(scene, next)?.kind;
  return label === undefined || label === "card";
}

function holdsUnionPay(digits: string, at: number): boolean {
  return [16, 17, 18, 19].some(
    (length) => at + length <= digits.length && passesLuhn(digits.slice(at, at + length)),
  );
}

/** Up to three short numbers right after a card number: its last digits, the expiry, the CVV. */
function codesBeside(scene: Scene, index: number): Group[] {
  const beside: Group[] = [];
  for (const group of scene.view.groups.slice(index, index + 3)) {
    const own = group.joined && group.digits.length <= 4;
    if (!own || hasUnit(scene, group.end) || inDate(scene, group.start)) break;
    beside.push(group);
  }
  return beside;
}
