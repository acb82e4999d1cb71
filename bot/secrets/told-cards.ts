// Finds a card number that one message tells in parts, with words between that say which: 「前八位…后八位…」「6228开头，接着…」.
import { isCheckedUnionPay, LONGEST } from "./cards.ts";
import { type Finding, hasUnit, inDate, inLink, isMaskRest, labelOf, type Scene } from "./scene.ts";
import type { Group } from "./view/view.ts";

/** Longer words between two numbers are of something else. */
const LONGEST_WORDS = 14;
/** What says that a number is a part: its place, or that more follows. */
const OF_PARTS = /[前后後头頭尾始接半段剩余余]|中间|然|再|末|最|first|last|then|next|rest/;

/** UnionPay numbers only, and Luhn has to agree; the words go with them, since they tell how many digits stood there. */
export function findToldCards(scene: Scene): Finding[] {
  const { groups } = scene.view;
  const found: Finding[] = [];
  for (let from = 0; from < groups.length; from += 1) {
    const lead = groups[from]?.digits.charAt(0);
    const to = lead === "6" || lead === "1" ? endOfTold(scene, from) : undefined;
    const [first, last] = [groups[from], groups[(to ?? 0) - 1]];
    if (to === undefined || !first || !last) continue;
    found.push({
      kind: lead === "6" ? "pan" : "mobile",
      start: first.start,
      end: last.end,
      head: 0,
      tail: 0,
    });
    from = to - 1;
  }
  return found;
}

/** Behind the last group of a number that begins here and is told in parts; undefined where none does. */
function endOfTold(scene: Scene, from: number): number | undefined {
  const { groups, words } = scene.view;
  let digits = "";
  let isInParts = false;
  for (const [away, group] of groups.slice(from, from + LONGEST).entries()) {
    if (isElse(scene, group) || (away > 0 && !goesOn(scene, from + away))) return undefined;
    isInParts ||= away > 0 && !group.joined;
    digits += group.digits;
    if (isInParts && MOBILE.test(digits) && OF_MOBILE.test(around(words, groups[from], group)))
      return from + away + 1;
    if (isInParts && (isCheckedUnionPay(digits) || isToldWhole(scene, [from, from + away], digits)))
      return from + away + 1;
  }
  return undefined;
}

/** A mobile number, where it is called so near by. */
const MOBILE = /^1[3-9]\d{9}$/;
const OF_MOBILE = /手[机機]|电话|電話|号码|號碼|(?<![a-z])(?:phone|mobile|cell|call me)/;
const NEAR = 20;

function around(words: string, first: Group | undefined, last: Group): string {
  return words.slice(Math.max(0, (first?.start ?? 0) - NEAR), last.end + NEAR);
}

/** Beginning, middle and end, each said so, are a card even where a digit was misread. */
const BEGINNING = /(?:前|开头|开始)[面几三四五六七八九位]*(?:是|数)?[\s:]{0,2}$/;
const LENGTH = /^62\d{14,17}$/;

function isToldWhole(
  { view: { groups, words } }: Scene,
  [from, to]: [number, number],
  digits: string,
): boolean {
  const [first, last] = [groups[from], groups[to]];
  if (!first || !last || !LENGTH.test(digits) || !BEGINNING.test(words.slice(0, first.start))) return false;
  const between = words.slice(first.end, last.start);
  return /中间/.test(between) && /[后末尾]/.test(between);
}

/** Whether a group is the next part of a number, by what stands between. */
function goesOn(scene: Scene, index: number): boolean {
  const { groups, words } = scene.view;
  const [before, group] = [groups[index - 1], groups[index]];
  if (!before || !group || hasUnit(scene, before.end)) return false;
  const between = words.slice(before.end, group.start);
  return group.joined || (between.length <= LONGEST_WORDS && OF_PARTS.test(between));
}

/** A day, an address, the rest of a mask, or called something else; 「前八位」 only says which part it is. */
function isElse(scene: Scene, group: Group): boolean {
  if (inDate(scene, group.start) || inLink(scene, group.start) || isMaskRest(scene, group)) return true;
  const label = labelOf(scene, group);
  const isNamed = label?.kind === "keep" || label?.kind === "keep-loose";
  return isNamed && !label.text.includes("位");
}
