// Finds short secrets and account numbers, which only the words around them give away.
import type { Label } from "./names/labels-in.ts";
import {
  codeLabelOf,
  type Finding,
  hasUnit,
  inDate,
  inHotline,
  inLink,
  isMaskRest,
  isNear,
  labelOf,
  looksLikeDateOrAmount,
  type Scene,
  type Window,
  walkGroups,
  walkNear,
  windowsFrom,
} from "./scene.ts";
import { isHotline } from "./view/plain-numbers.ts";

const OTP_LONGEST = 8;
const OTP_LAYOUT = /^(?:[4-8]|3-3|4-4|2-2-2|2-2|3-4|4-3|1(?:-1){3,7})$/;

/** One-time codes: 4–8 digits with a code word before or after. */
export function findOneTimeCodes(scene: Scene): Finding[] {
  if (!scene.kinds.has("otp") && !scene.kinds.has("password")) return [];
  return walkGroups(scene, (index) => {
    if (!isNear(scene, "otp", index) && !isNear(scene, "password", index)) return undefined;
    if (inHotline(scene, index)) return undefined;
    const window = windowsFrom(scene, index, [4, OTP_LONGEST]).findLast(
      (candidate) => OTP_LAYOUT.test(layoutOf(candidate)) && isCode(scene, candidate),
    );
    if (!window || inLink(scene, window.start)) return undefined;
    const label = codeLabelOf(scene, window);
    return label && hidden(label.kind === "password" ? "password" : "otp", window);
  });
}

/** A code of letters and digits; a fault has one letter, and a word no digits. */
const LETTERED = /^[a-z\d]{5,12}(?![a-z\d*])/;
const CODE_LINK = /^[\s:=,"'“”「【《<[(是为短信来到了]*/;

/** 「Kp47Qz 说是激活码」: what it is said to be behind it. */
const SAID_BEHIND =
  /(?<![a-z\d*_.-])([a-z\d]{5,12})(\s?(?:这个|那个|那串)?(?:就是|说是|是|叫|is)\s?(?:我的|你的|你们的?|那个|刚才的?|my|the|your)?\s?)$/;
const SAID_REACH = 28;

/** One-time codes with letters in them, right behind their word or said to be one. */
export function findLetteredCodes({ view, labels }: Scene): Finding[] {
  return labels.flatMap(({ kind, start: from, end }) => {
    if (kind !== "otp") return [];
    const after = view.digits.slice(end, end + PASSWORD_REACH);
    const link = CODE_LINK.exec(after)?.[0] ?? "";
    const code = LETTERED.exec(after.slice(link.length))?.[0] ?? "";
    if (isLettered(code)) return [otp(end + link.length, code.length)];
    const before = view.digits.slice(Math.max(0, from - SAID_REACH), from);
    const [, earlier = "", said = ""] = SAID_BEHIND.exec(before) ?? [];
    return isLettered(earlier) && !LOST.test(after)
      ? [otp(from - said.length - earlier.length, earlier.length)]
      : [];
  });
}

function isLettered(code: string): boolean {
  const letters = code.replace(/\d/g, "").length;
  return letters >= 2 && code.length - letters >= 2;
}

function otp(start: number, length: number): Finding {
  return { kind: "otp", start, end: start + length, head: 0, tail: 0 };
}

/** 「收款码背面 2021A0033」: the beginning of a serial number. */
const PART_OF_NAME = /^[a-z]\d/;

/** 「型号 N910」: a letter right before that ends no name of a code. */
function isInName(scene: Scene, window: Window): boolean {
  if (!/[a-z]/.test(scene.view.words[window.start - 1] ?? "")) return false;
  return labelOf(scene, window)?.end !== window.start;
}

/** What is named in another message has to be all of its own: 「打 110」 is no CVV for whatever comes next. */
function isBeside({ view: { words } }: Scene, { start, end }: Window, label: Label): boolean {
  return !words.slice(end, label.start).includes("\n") || /(?:^|\n)\s*$/.test(words.slice(0, start));
}

/** The three or four digits on the back of a card. */
export function findCvvs(scene: Scene): Finding[] {
  return walkNear(scene, "cvv", (index) => {
    const window = windowsFrom(scene, index, [3, 4]).findLast(
      (candidate) =>
        /^(?:[34]|1-1-1(?:-1)?)$/.test(layoutOf(candidate)) &&
        isCode(scene, candidate) &&
        !isInName(scene, candidate) &&
        !PART_OF_NAME.test(scene.view.words.slice(candidate.end, candidate.end + 2)),
    );
    const label = window && labelOf(scene, window);
    return window && label?.kind === "cvv" && isBeside(scene, window, label)
      ? hidden("cvv", window)
      : undefined;
  });
}

const MONTH = "(?:0?[1-9]|1[0-2])";
/** 12/28, 1228, 12/2028, 122028: the year of a valid card. */
const EXPIRY = new RegExp(
  `^(?:${MONTH}\\s*[-/. |丨]\\s*(?:20)?[2-4]\\d|(?:0[1-9]|1[0-2])(?:20)?[2-4]\\d)(?![-/.\\d])`,
);
/** 2028年12月, 28年12月, 2028-12, 12月28年: also how other things expire. */
const LONG_EXPIRY = new RegExp(
  `^(?:(?:20)?[2-4]\\d\\s*[年/.-]\\s*(?:${MONTH}|十[一二]?|[一二三四五六七八九])(?:\\s*月(?:份|底)?)?|${MONTH}\\s*月\\s*(?:20)?[2-4]\\d\\s*年?)(?![-/.\\d]|\\s*月?\\s*\\d{1,2}\\s*[日号])`,
);
const EXPIRY_LONGEST = 16;

/** How long the expiry is that stands here; 0 where none does. */
export function expiryAt(digits: string, start: number): number {
  const text = digits.slice(start, start + EXPIRY_LONGEST);
  return (EXPIRY.exec(text) ?? LONG_EXPIRY.exec(text))?.[0].length ?? 0;
}

/** Expiry of a card, and of what nobody named: whose else it may be says so before it, 「执照有效期」. */
export function findExpiries(scene: Scene): Finding[] {
  const { view, kinds } = scene;
  if (!kinds.has("card-expiry") && !kinds.has("expiry")) return [];
  return walkGroups(scene, (index) => {
    const group = view.groups[index];
    if (!group || isMaskRest(scene, group)) return undefined;
    const length = expiryAt(view.digits, group.start);
    if (length === 0) return undefined;
    const end = group.start + length;
    const kind = labelOf(scene, { start: group.start, end })?.kind;
    if (kind !== "card-expiry" && kind !== "expiry") return undefined;
    const groups = Math.max(1, view.groups.slice(index, index + 2).filter(({ start }) => start < end).length);
    return { finding: { kind: "expiry", start: group.start, end, head: 0, tail: 0 }, groups };
  });
}

/** A password read out digit by digit. */
export function findSpelledPasswords(scene: Scene): Finding[] {
  return walkNear(scene, "password", (index) => {
    const window = windowsFrom(scene, index, [6, 12]).findLast((candidate) =>
      /^1(?:-1){5,}$/.test(layoutOf(candidate)),
    );
    return window && labelOf(scene, window)?.kind === "password" ? hidden("password", window) : undefined;
  });
}

/** The words between 密码 and the password itself. */
const PASSWORD_LINK =
  /^(?:[\s:=,"'“”「【《<[(~>→—-]|\d{1,2}位(?:数字?)?\)?|[的我你您设成改换为是係不了应该就叫用写记得它试输过哦啥]|[这那][个串]|(?:忘(?:记|掉)?了?,?\s?)?(?:原来|以前|之前|本来|现在|老|旧|新)的?(?=[是为叫:=])|[后後前]面?那?[几三四五六]位|老婆|老公|儿子|女儿|孩子|生日|纪念日|车牌号?|什么|来着|想起来|好像|发你|给你|留着|放这|如下|多少|我?看看|[等找][下一找]下?|shi(?![a-z])|[는은이가]|(?:es|est) |oт [\u0430-\u044fa-z]{2,12} |(?:is|was)(?=[\s:])|(?:for|of|on|to|in) (?:(?:the|my|our|this|your) )?[a-z]{2,14}(?= (?:is|was)[\s:]|:))*/;
const EXPLICIT_LINK = /[:=是为係]|[设改换]成/;
const TOKEN = /^[!-~]{6,64}/;
/** Letters and digits in turn are no word and no count. */
const SHORT_TOKEN = /^(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{4,5}(?![!-~])/;
const TOKEN_BEFORE =
  /(?<![!-~])[!-~]{6,64}(?=((?:[\s,这那就个是为我的卡用刚才改设新旧老登录陆取款支付交易银行上前面发以]|(?:is|was) (?:my|the)(?= ))*)$)/;
/** 「95588 银行卡密码忘了」: what stands before is not the password. */
const LOST = /^(?:[我又老总]*忘|不|错|錯|锁|怎|多少|重置|改|找回|在哪)/;
/** A password by another name; in digits it is a code. */
const SPOKEN = "口令";
const MASKED = /^[!-~]{0,3}\*{4}/;
const PASSWORD_REACH = 96;
const DIGIT = /\d/;
const ALL_DIGITS = /^\d+$/;

/** A word of six characters or more after a password word. Without a clear link it must hold a digit. */
export function findPasswords(scene: Scene): Finding[] {
  const { view, labels } = scene;
  return labels.filter(namesPassword).flatMap((label) => {
    const mayBe = (token: string, explicit: boolean) =>
      isPassword(token, explicit) && !(label.kind === "otp" && ALL_DIGITS.test(token));
    const after = view.digits.slice(label.end, label.end + PASSWORD_REACH);
    const link = PASSWORD_LINK.exec(after)?.[0] ?? "";
    const rest = after.slice(link.length);
    if (MASKED.test(rest)) return [];
    const token = TOKEN.exec(rest)?.[0] ?? SHORT_TOKEN.exec(rest)?.[0];
    const start = label.end + link.length;
    if (token && mayBe(token, EXPLICIT_LINK.test(link))) return [password(start, start + token.length)];
    const before = view.digits.slice(Math.max(0, label.start - PASSWORD_REACH), label.start);
    const earlier = TOKEN_BEFORE.exec(before);
    if (!earlier || !DIGIT.test(earlier[0]) || !mayBe(earlier[0], false)) return [];
    if (ALL_DIGITS.test(earlier[0]) && !/是|is|was/.test(earlier[1] ?? "") && LOST.test(after)) return [];
    const from = label.start - before.length + earlier.index;
    return [password(from, from + earlier[0].length)];
  });
}

function namesPassword({ kind, text }: Label): boolean {
  return kind === "password" || text.endsWith(SPOKEN);
}

function isPassword(token: string, explicit: boolean): boolean {
  if (token.includes("****") || /^(?:https?:\/\/|www\.)/.test(token)) return false;
  if (isHotline(token.replaceAll("-", ""))) return false;
  return explicit || DIGIT.test(token);
}

function password(start: number, end: number): Finding {
  return { kind: "password", start, end, head: 0, tail: 0 };
}

const ACCOUNT_SHORTEST = 9;
const ACCOUNT_LONGEST = 26;

/** Company and other accounts, by their word. */
export function findAccounts(scene: Scene): Finding[] {
  return walkNear(scene, "account", (index) => {
    const window = windowsFrom(scene, index, [ACCOUNT_SHORTEST, ACCOUNT_LONGEST]).findLast(
      (candidate) => !looksLikeDateOrAmount(scene, candidate),
    );
    if (!window || inHotline(scene, index) || inLink(scene, window.start)) return undefined;
    const label = labelOf(scene, window);
    if (label?.kind !== "account" || hasUnit(scene, window.end)) return undefined;
    if (label.start >= window.end && isLandline(window)) return undefined;
    const { start, end } = window;
    return { finding: { kind: "account", start, end, head: 0, tail: 4 }, groups: window.count };
  });
}

/** 010-62345678: what follows it is whose it is. */
function isLandline(window: Window): boolean {
  return window.digits.startsWith("0") && /^(?:3-8|4-[78])$/.test(layoutOf(window));
}

/** 「背面贴纸 2024-05」: a year goes on with its month. */
const YEAR = /^(?:19|20)\d\d$/;
const MONTH_NEXT = new RegExp(`^\\s?[-/.年]\\s?${MONTH}(?!\\d)`);

function isCode(scene: Scene, window: Window): boolean {
  const { groups, digits, end } = window;
  if (hasUnit(scene, end) || looksLikeDateOrAmount(scene, window)) return false;
  if (YEAR.test(digits) && MONTH_NEXT.test(scene.view.digits.slice(end, end + 6))) return false;
  return !groups.some((group) => isMaskRest(scene, group) || inDate(scene, group.start));
}

function layoutOf({ groups }: Window): string {
  return groups.map(({ digits }) => digits.length).join("-");
}

function hidden(kind: "otp" | "cvv" | "password", { start, end, count }: Window) {
  const finding: Finding = { kind, start, end, head: 0, tail: 0 };
  return { finding, groups: count };
}
