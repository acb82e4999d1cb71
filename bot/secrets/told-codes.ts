// Finds codes and passwords that are told in parts, or by how they are made: 「先输41再输90最后36」「六个八」「我生日」.
import { type Finding, hasUnit, inDate, inLink, isMaskRest, labelOf, type Scene } from "./scene.ts";
import type { Group } from "./view/view.ts";

/** Six digits in two or three parts. */
const LENGTH = 6;
const LONGEST_PART = 3;
const MOST_PARTS = 3;
/** What leads on to the next part, and what is typed. */
const NEXT_PART =
  /^[\s,、;.]{0,2}(?:(?:然后|接着|最后|再|后面|后[三两23]位|中间)(?:[输按打填]|的?[三两23]?位?)?(?:是|数)?)[\s:]{0,2}$/;
const FIRST_PART = /(?:先|前面?|头)(?:[输按打填]|的?[三两23]位?)?(?:是|数)?[\s:]{0,2}$/;
const TOGETHER = /连起来|拼起来|合起来|凑起来|连一起|卡输|码/;

/** A quick no. */
const MAY_BE_TOLD = /[先前头连拼合凑码]|卡输/;

export function findToldCodes(scene: Scene): Finding[] {
  const { groups, words } = scene.view;
  const found: Finding[] = [];
  if (!MAY_BE_TOLD.test(words)) return found;
  for (let from = 0; from + 1 < groups.length; from += 1) {
    const parts = partsFrom(scene, from);
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last || parts.length < 2) continue;
    const around = words.slice(Math.max(0, first.start - 12), last.end + 12);
    if (!FIRST_PART.test(words.slice(0, first.start)) && !TOGETHER.test(around)) continue;
    if (parts.some((part) => isElse(scene, part))) continue;
    found.push(...parts.map(({ start, end }): Finding => ({ kind: "otp", start, end, head: 0, tail: 0 })));
    from += parts.length - 1;
  }
  return found;
}

/** Groups with nothing but words that lead on between them, together as long as a code; none where they are not. */
function partsFrom({ view: { groups, words } }: Scene, from: number): readonly Group[] {
  let length = 0;
  for (let index = from; index < Math.min(groups.length, from + MOST_PARTS); index += 1) {
    const [before, group] = [groups[index - 1], groups[index]];
    if (!group || group.digits.length > LONGEST_PART) return [];
    if (before && index > from && !NEXT_PART.test(words.slice(before.end, group.start))) return [];
    length += group.digits.length;
    if (length === LENGTH) return groups.slice(from, index + 1);
  }
  return [];
}

/** A sum, a day, an address, the rest of a mask, or a part of what is called something else. */
function isElse(scene: Scene, part: Group): boolean {
  if (/00$/.test(part.digits) || hasUnit(scene, part.end)) return true;
  if (inDate(scene, part.start) || inLink(scene, part.start) || isMaskRest(scene, part)) return true;
  const label = labelOf(scene, part);
  return label !== undefined && !/^(?:otp|password|cvv)$/.test(label.kind) && !label.text.includes("位");
}

const COUNT = "[一两二三四五六七八2-8]";
const NUMERAL = "[\\d零〇一二三四五六七八九]";
/** 「六个八」「两个五、三个九、一个零」. */
const REPEATED = new RegExp(
  `${COUNT}个${NUMERAL}(?![\\d零一二三四五六七八九十百千万点])(?:[,、\\s]{0,2}${COUNT}个${NUMERAL}(?![\\d十百千万点]))*`,
  "g",
);
const OF_PASSWORD = /(?:[密蜜秘][码碼]|口令|pin|六个数|[六6]位数?)[\s:,是为就用的]{0,6}$/;

/** Passwords told by how often each digit comes. */
export function findRepeated({ view: { words } }: Scene): Finding[] {
  return [...words.matchAll(REPEATED)].flatMap(({ 0: text, index }) =>
    OF_PASSWORD.test(words.slice(Math.max(0, index - 16), index))
      ? [{ kind: "password" as const, start: index, end: index + text.length, head: 0, tail: 0 }]
      : [],
  );
}

const DAY_OF_LIFE = /生日|纪念日|生辰|birthday|date of birth|anniversary/;
const LOGS_IN = /登[录陆錄陸](?:用|的|时)|登[进進]去?|进后台/;
/** A day however it is written, and what is put before or behind it: one expression each, so that each is linear. */
const DAYS = [
  /(?<!\d)(?:(?:19|20)?\d\d|[零〇一二三四五六七八九]{2,4})\s{0,3}年[^\s,。!?;]{1,8}/g,
  /(?:(?<!\d)(?:19|20)?\d\d\s{0,3}年\s{0,3})?(?:\d{1,2}|十[一二]?|[一二三四五六七八九])\s{0,3}月\s{0,3}(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]?/g,
  /\d{1,2} ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} ?(?:\d{4})?/g,
  /(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/g,
  /(?<!\d)\d{2,8}(?!\d|\s?[元块次秒分位%])/g,
];

/** A message that names a password and a birthday makes it of that day. */
export function findDaysOfLife({ kinds, view: { words } }: Scene): Finding[] {
  if (!(kinds.has("password") || LOGS_IN.test(words)) || !DAY_OF_LIFE.test(words)) return [];
  const days = DAYS.flatMap((day) => [...words.matchAll(day)]);
  return days.map(({ 0: text, index }) => ({
    ...{ kind: "password" as const, start: index, end: index + text.trimEnd().length },
    ...{ head: 0, tail: 0 },
  }));
}
