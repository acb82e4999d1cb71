// Finds codes that nobody names: sent alone, as one sends what just arrived, or in a writing that nobody uses for what may be read.
import {
  type Finding,
  hasUnit,
  inDate,
  inHotline,
  inLink,
  isMaskRest,
  labelOf,
  looksLikeDateOrAmount,
  type Scene,
  type Window,
  windowsFrom,
} from "./scene.ts";

const [SHORTEST, LONGEST] = [4, 8];
const USUAL = /^(?:6|3-3|2-2-2|1(?:-1){5})$/;

/** What people say around a code that they hand on, and what says nothing. */
const FILLER =
  /(?:嗯|不|啊|哦|噢|喔|喏|诺|呐|哎|唉|呃|额|哈|呀|啦|喇|了|吧|吗|嘛|么|呢|的|哒|好|行|对|是|就|这|那|它|个|串|我|你|您|快|给|看|发|过|收|收到|収到|刚|才|来|到|回|下|一|点|填|输|输入|入|念|报|拿|去|记|用|帮|请|麻烦|谢谢|亲|老板|客服|手机|短信|码|里|上|数字|号|震|弹|蹦|出|ok|okay|go|got|it's|it|its|is|the|this|that|here|you|one|now|yes|yeah|pls|please|hurry|quick|fast|up|just|came|in)/g;
/** What says that it came just now; four digits alone may be anything. */
const ARRIVED = /(?<!出)来[了啦]|短信|码|震|[弹蹦]出|刚发|just came|got it/;
/** 500000 is a sum, 202611 a month. */
const SUM_OR_MONTH = /00$|^20[0-4]\d(?:0[1-9]|1[0-2])$/;

/** A code that is all of its message, but for words that say nothing of another number. */
export function findBareCode(scene: Scene): Finding | undefined {
  const { groups, words } = scene.view;
  const count = groups.length;
  if (count === 0 || count > LONGEST || words.length > LONGEST_BARE) return undefined;
  const window = windowsFrom(scene, 0, [SHORTEST, LONGEST]).find((one) => one.count === count);
  if (!window || CARD.test(window.digits) || !isFree(scene, window)) return undefined;
  const rest = `${words.slice(0, window.start)} ${words.slice(window.end)}`;
  if (withoutFiller(rest) !== "") return undefined;
  const isCode = USUAL.test(layoutOf(window))
    ? !SUM_OR_MONTH.test(window.digits)
    : isOdd(scene, window) || isArrival(window, rest);
  return isCode ? otp(window) : undefined;
}

/** Four or five digits that came just now; terminals have eight, and sums end in noughts. */
function isArrival({ count, digits }: Window, rest: string): boolean {
  return count === 1 && digits.length <= LONGEST_ARRIVED && ARRIVED.test(rest) && !digits.endsWith("0");
}

function withoutFiller(words: string): string {
  return words.replace(FILLER, "").replace(/[\s\p{P}\p{S}]/gu, "");
}

const LONGEST_BARE = 60;
const LONGEST_ARRIVED = 6;
/** The beginning of a card, whose rest may come in the next message. */
const CARD = /^62/;

/** Writings, by how the digits were typed: each says which layouts may be a code whatever is said around it. */
const RINGED = /^(?:\p{No}(?:\s|\ufe0f){0,2}){4,8}$/u;
const KEYCAPS = /^(?:\d\ufe0f?\u20e3\s?){4,8}$/u;
const IN_WORDS = /^[a-z]+(?:[\s,.、/-]{1,3}[a-z]+){3,7}$/i;
const FORMAL = /^[零壹贰貳叁參肆伍陆陸柒捌玖](?:[\s,、-]?[零壹贰貳叁參肆伍陆陸柒捌玖]){3,7}$/;
const RADIO =
  /^(?=(?:.*[洞拐勾]){2})[零洞一幺二两三四五六七拐八九勾](?:[\s,、-]?[零洞一幺二两三四五六七拐八九勾]){3,7}$/;
const HAN_SIX = /^[零〇一二三四五六七八九幺](?:[\s,、·.-]?[零〇一二三四五六七八九幺]){5}$/;
/** A sign between each two, always the same: 「5🍎8🍎2🍎0」; of full stops only where there are as many as no version has. */
const LACED = /^\d{1,3}((?:\p{Extended_Pictographic}\ufe0f?){1,2})(?:\d{1,3}\1){1,6}\d{1,3}$/u;
const DOTTED = /^\d(?:[.。·*_]\d){5}$/;
const WRITINGS = [RINGED, KEYCAPS, IN_WORDS, FORMAL, RADIO, HAN_SIX, LACED, DOTTED];
/** A quick no. */
const MAY_BE_ODD = /[^ -~\s]|[a-z]{2}|\d[.*_]\d[.*_]\d/i;

/** A code in a writing that is only chosen so that a machine does not read it. */
export function findOddCodes(scene: Scene): Finding[] {
  const { view } = scene;
  if (!MAY_BE_ODD.test(view.raw) || isAlone(view.digits)) return [];
  const found: Finding[] = [];
  for (let index = 0; index < view.groups.length; ) {
    const window = wholeFrom(scene, index);
    index += window?.count ?? 1;
    if (window && isOdd(scene, window) && isFree(scene, window)) found.push(otp(window));
  }
  return found;
}

/** Alone it may be the next piece of a card: that is for `findBareCode`, which is asked when no piece is waiting. */
function isAlone(digits: string): boolean {
  return !/[^\d\s\p{P}\p{S}]/u.test(digits);
}

/** The groups that are joined, when they are as many digits as a code. */
function wholeFrom(scene: Scene, index: number): Window | undefined {
  const { groups } = scene.view;
  if (groups[index]?.joined) return undefined;
  const window = windowsFrom(scene, index, [SHORTEST, LONGEST]).at(-1);
  return window && !groups[index + window.count]?.joined ? window : undefined;
}

function isOdd({ view }: Scene, { digits, start, end }: Window): boolean {
  const written = view.raw.slice(view.starts[start], view.ends[end - 1]);
  return !isCounting(digits) && WRITINGS.some((writing) => writing.test(written));
}

/** ①②③④, one two three four. */
function isCounting(digits: string): boolean {
  return [...digits].every((digit, index) => index === 0 || Number(digit) - Number(digits[index - 1]) === 1);
}

/** 「六二幺零九八开头」. */
const OF_CARD = /^开?头/;

/** Called something else, counted in something, an address, a day or a service number. */
function isFree(scene: Scene, window: Window): boolean {
  const label = labelOf(scene, window)?.kind;
  if (label !== undefined && label !== "otp" && label !== "password") return false;
  if (
    hasUnit(scene, window.end) ||
    OF_CARD.test(scene.view.words.slice(window.end, window.end + 2)) ||
    inLink(scene, window.start) ||
    inHotline(scene, indexOf(scene, window))
  )
    return false;
  if (looksLikeDateOrAmount(scene, window) && window.count < 4) return false;
  return !window.groups.some((group) => isMaskRest(scene, group) || inDate(scene, group.start));
}

function indexOf({ view }: Scene, { start }: Window): number {
  return view.groups.findIndex((group) => group.start === start);
}

function layoutOf({ groups }: Window): string {
  return groups.map(({ digits }) => digits.length).join("-");
}

function otp({ start, end }: Window): Finding {
  return { kind: "otp", start, end, head: 0, tail: 0 };
}
