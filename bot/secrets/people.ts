// Finds what names a person: identity cards, permits, mobile numbers.

import type { LabelKind } from "./names/label-words.ts";
import {
  type Finding,
  inLink,
  isNear,
  labelOf,
  numeralsAt,
  type Scene,
  type Window,
  walkGroups,
  windowsFrom,
} from "./scene.ts";

const ID_LENGTH = 18;
/** Identity cards before 1999 had no century and no check digit. */
const OLD_ID_LENGTH = 15;
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const ID_FORM = /^\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/;
const LATEST_BIRTH = 2012;
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = "10x98765432";

export function findIdCards(scene: Scene): Finding[] {
  return walkGroups(scene, (index) => {
    const called = isNear(scene, "id-card", index) || isNear(scene, "permit", index);
    if (!called && !PROVINCE.test(numeralsAt(scene, index, 2))) return undefined;
    const shortest = called ? OLD_ID_LENGTH : ID_LENGTH - 1;
    const found = windowsFrom(scene, index, [shortest, ID_LENGTH]).findLast((window) => {
      const digits = window.digits + checkPart(scene, window).slice(-1);
      const labelled = () => isPersonal(labelOf(scene, window)?.kind);
      if (digits.length === ID_LENGTH)
        return (
          isIdNumber(digits) || labelled() || (isBornLong(digits) && labelOf(scene, window)?.kind !== "keep")
        );
      return digits.length === OLD_ID_LENGTH && labelled();
    });
    if (!found) return undefined;
    const end = found.end + checkPart(scene, found).length;
    return {
      finding: { kind: "id-card", start: found.start, end, head: 0, tail: 4 },
      groups: found.count,
    };
  });
}

/** Permits of residence carry numbers of the same form. */
function isPersonal(label: LabelKind | undefined): boolean {
  return label === "id-card" || label === "permit";
}

/** Province, birthday and the check digit of GB 11643. */
export function isIdNumber(digits: string): boolean {
  if (!PROVINCE.test(digits) || !ID_FORM.test(digits)) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return ID_CHECKS[sum % 11] === digits[17];
}

/** With a slip in it, it is a person's number all the same: what else is as long and holds a day holds one of these years. */
function isBornLong(digits: string): boolean {
  return PROVINCE.test(digits) && ID_FORM.test(digits) && Number(digits.slice(6, 10)) <= LATEST_BIRTH;
}

/** The check letter with the blank that may stand before it. */
function checkPart({ view }: Scene, { digits, end }: Window): string {
  if (digits.length !== ID_LENGTH - 1) return "";
  const part = /^[\s-]?(?:x(?![a-z])|叉)/.exec(view.digits.slice(end, end + 3))?.[0] ?? "";
  return part.replace("叉", "x");
}

const PERMIT =
  /^(?:[^\da-z*]|is |was |hao |ma |no\.? ?){0,8}((?:[a-z]{1,3} ?)?(?:\d{6,12}|(?=[oil]*(?:\d[oil]*){4})[\doil]{8}(?![\da-z])|\d{5}(?=x)|\d{4} \d{4}|\d \d{7}|\d{2} \d{2} \d{6}|\d{2} ?(?:№|n°|no\.?)? ?\d{7}|\d\/\d{6}\/\d)(?: ?\([\da-z]\)|[a-z])?)(?![\da-z*])/;
/** The number first, its name after: 「H08812345（通行证）」. Without a letter it may be any number. */
const PERMIT_BEFORE = /(?<![\da-z*])([a-z]{1,3}\d{7,12}|\d{8,10}(?=[是係]我))[^\da-z*。!?;]{0,6}$/;
const PERMIT_REACH = 24;

/** Identity cards of Hong Kong and permits of permanent residence: no other number has these forms. */
const PERMIT_FORM =
  /(?<![\da-z*])(?:[a-z]{1,2}\d{6}\([\da]\)|[a-z]{3}(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{10})(?![\da-z*])/g;

/** Of passports and permits to cross a border, where the words are of crossing one. */
const BORDER_FORM = /(?<![\da-z*])(?:[eg]\d{8}|e[a-z]\d{7}|[hmc]\d{8,10})(?![\da-z*])/g;
const OF_BORDERS =
  /出国|出境|小本|本本|本子|港澳|签证|簽證|过关|過關|護照|护照|(?<![a-z])(?:passport|visa|abroad|border)/;

export function findPermits({ view, labels }: Scene): Finding[] {
  const told = [...view.digits.matchAll(PERMIT_FORM)].map(({ 0: text, index }) =>
    permit(index + text.length, text.length),
  );
  const named = labels.flatMap((label) => {
    if (label.kind !== "permit") return [];
    const after = view.digits.slice(label.end, label.end + PERMIT_REACH);
    const match = PERMIT.exec(after);
    if (match?.[1]) return [permit(label.end + match[0].length, match[1].length)];
    const before = view.digits.slice(Math.max(0, label.start - PERMIT_REACH), label.start);
    const earlier = PERMIT_BEFORE.exec(before);
    if (!earlier?.[1]) return [];
    return [permit(label.start - earlier[0].length + earlier[1].length, earlier[1].length)];
  });
  if (!OF_BORDERS.test(view.words)) return [...told, ...named];
  const crossing = [...view.digits.matchAll(BORDER_FORM)].map(({ 0: text, index }) =>
    permit(index + text.length, text.length),
  );
  return [...told, ...named, ...crossing];
}

const permit = (end: number, length: number): Finding => ({
  ...{ kind: "permit", start: end - length, end },
  ...{ head: 0, tail: 2 },
});

/** How people group the eleven digits; other layouts are chance. One digit at a time counts too. */
const MOBILE_LAYOUTS = [
  "11",
  "3-4-4",
  "4-4-3",
  "3-3-5",
  "4-3-4",
  "3-8",
  "7-4",
  "5-6",
  "6-5",
  "3-2-2-2-2",
  "1-1-1-1-1-1-1-1-1-1-1",
];
const MOBILE = /^1[3-9]\d{9}$/;
const COUNTRY_AND_MOBILE = /^(?:00)?86(1[3-9]\d{9})$/;

export function findMobiles(scene: Scene): Finding[] {
  return walkGroups(scene, (index) => {
    if (isAbroad(scene, index)) return abroad(scene, index);
    const near = hongKong(scene, index);
    if (near) return near;
    if (!/^(?:1|8|0)/.test(scene.view.groups[index]?.digits ?? "")) return undefined;
    const window = windowsFrom(scene, index, [11, 15]).find((one) => isMobile(scene, one));
    if (!window || !mayBeMobile(scene, window)) return undefined;
    const head = window.digits.length === 11 ? 3 : 0;
    const finding: Finding = { kind: "mobile", start: window.start, end: window.end, head, tail: 4 };
    return { finding, groups: window.count };
  });
}

/** 「手提電話 9274 6318」: mobile numbers of Hong Kong, only where they are called so. */
function hongKong(scene: Scene, index: number): ReturnType<typeof abroad> {
  if (!isNear(scene, "mobile", index)) return undefined;
  const window = windowsFrom(scene, index, [8, 8])[0];
  if (!window || !/^[5679]/.test(window.digits) || window.count > 2) return undefined;
  if (scene.view.groups[index + window.count]?.joined) return undefined;
  const label = labelOf(scene, window);
  if (label?.kind !== "mobile" || !/^(?:手|冧巴)/.test(label.text)) return undefined;
  const finding: Finding = { kind: "mobile", start: window.start, end: window.end, head: 0, tail: 4 };
  return { finding, groups: window.count };
}

/** 00852, 0044: how one dials another country, before a blank. */
const DIALLED = /^00(?!86)[1-9]\d{1,2}$/;

/** +852 6193 4027: whoever writes a plus means a telephone; those of the mainland are told by their form. */
function isAbroad(scene: Scene, index: number): boolean {
  const { view } = scene;
  const { start = 0, digits = "", joined } = view.groups[index] ?? {};
  if (!joined && DIALLED.test(digits))
    return labelOf(scene, { start, end: start + digits.length })?.kind !== "keep";
  return view.words[start - 1] === "+" && !view.digits.startsWith("86", start);
}

function abroad(scene: Scene, index: number): { finding: Finding; groups: number } | undefined {
  const window = windowsFrom(scene, index, [10, 15]).at(-1);
  if (!window) return undefined;
  const finding: Finding = { kind: "mobile", start: window.start, end: window.end, head: 0, tail: 4 };
  return { finding, groups: window.count };
}

function isMobile(scene: Scene, window: Window): boolean {
  const { digits, count } = window;
  if (count === 1 && COUNTRY_AND_MOBILE.test(digits)) return true;
  if (DICTATED.test(digits) && isDictated(scene, window)) return true;
  if (!MOBILE.test(digits)) return false;
  const layout = window.groups.map((group) => group.digits.length).join("-");
  return MOBILE_LAYOUTS.includes(layout) || labelOf(scene, window)?.kind === "mobile";
}

/** Read out in words, where a digit more is a slip. */
const DICTATED = /^1[3-9]\d{9,10}$/;

function isDictated({ view }: Scene, { start, end }: Window): boolean {
  return /\p{L}/u.test(view.raw.slice(view.starts[start], view.ends[end - 1]));
}

/** Numbers of orders look the same: their label, a letter right before or a link says so. */
function mayBeMobile(scene: Scene, window: Window): boolean {
  const label = labelOf(scene, window)?.kind;
  if (label === "mobile") return true;
  const before = scene.view.words.slice(Math.max(0, window.start - 4), window.start);
  if (/(?<![a-z])(?:[wv]x?|sjh?|dh|zh|hm|tel)$/.test(before)) return true;
  return (
    (label !== "keep" || namesEnd(scene, window)) && !inLink(scene, window.start) && !/[a-z_]$/.test(before)
  );
}

/** 「尾号不对，完整的 150…」: what names four digits names no whole number. */
function namesEnd(scene: Scene, window: Window): boolean {
  return /^(?:尾|末|后|最后)/.test(labelOf(scene, window)?.text ?? "");
}
