// Which of the words that name a number belongs to a number.

import type { LabelKind } from "./names/label-words.ts";
import type { Label } from "./names/labels-in.ts";
import { READ, type View } from "./view/view.ts";

type Text = Pick<View, "words" | "digits">;

/** How far a label may stand before its number; "银行卡的号码我发给你：" is 8. */
const REACH_BEFORE = 14;
const REACH_AFTER = 12;
/** English says who sent it in between: "the code they texted me is". */
const FAR_BEFORE = 40;
const TOLD_OF = /^[a-z' ]*(?: (?:is|was):?|:)\s*$/;
/** And whose it is behind: "G-482913 is your Alipay verification code". */
const FAR_AFTER = 32;
const OF_WHOM = /^ (?:is|was) [a-z' ]*$/;
/** Another number, an address, a mask or the end of a sentence stands between. */
const BARRIER = new RegExp(`[\\d@。!?;…${READ}]|\\*{4}`);
const COUNTED = /\d{1,2}位/g;
/** What may stand between a number and a label that follows it. */
const LINK =
  /^(?:[\s,.:()[\]"'「」“”=-]|[是为我的这那個个就叫做您你他她刚才]|is|my|your|the|this|收到|发来|短信|银行|登录|取款|支付|交易)*$/;
const NEXT_NUMBER = new RegExp(`^(?:[\\s,:(="'“*-]|[是为])*(?:[\\da-z${READ}]|\\*{4})`);

/**
 * The label of what stands at `start`–`end`: the nearest before it in the same sentence, else one right after it that
 * does not lead on to another number.
 */
export function labelFor(
  text: Text,
  labels: readonly Label[],
  start: number,
  end: number,
): Label | undefined {
  return labelBefore(text, labels, start) ?? labelAfter(text, labels, end);
}

/** The longest number with its separators, and what may follow it before its label. */
const FARTHEST = 22 * 9 + REACH_AFTER;

/** A quick no: without a label of the kind around, no number that begins at `start` has one. */
export function mayBeLabelled(labels: readonly Label[], kind: LabelKind, start: number): boolean {
  const next = countEndedBy(labels, start);
  const before = labels.slice(Math.max(0, next - LABELS_LOOKED_AT), next);
  if (before.some((label) => label.kind === kind && start - label.end <= FAR_BEFORE)) return true;
  for (let index = next; index < labels.length; index += 1) {
    const label = labels[index];
    if (!label || label.start > start + FARTHEST) return false;
    if (label.kind === kind) return true;
  }
  return false;
}

function labelBefore(text: Text, labels: readonly Label[], start: number): Label | undefined {
  const label = labels[countEndedBy(labels, start) - 1];
  return label && reaches(text, label, start) ? label : undefined;
}

function reaches(text: Text, label: Label, start: number): boolean {
  const distance = start - label.end;
  if (distance > FAR_BEFORE) return false;
  if (distance > REACH_BEFORE && !TOLD_OF.test(text.words.slice(label.end, start))) return false;
  return !BARRIER.test(text.digits.slice(label.end, start).replace(COUNTED, ""));
}

function labelAfter(text: Text, labels: readonly Label[], end: number): Label | undefined {
  const next = countEndedBy(labels, end);
  const label = (labels[next]?.start ?? end) < end ? labels[next + 1] : labels[next];
  if (!label || label.start - end > REACH_AFTER) return undefined;
  if (!LINK.test(text.words.slice(end, label.start))) return undefined;
  return NEXT_NUMBER.test(text.digits.slice(label.end, label.end + REACH_AFTER)) ? undefined : label;
}

/** A mobile phone is where a code arrives: 「验证码发到手机了 482913」. */
const LABELS_LOOKED_AT = 2;
/** What tells a number's name plainly; anything may stand behind it: 「482913 就是刚才银行发来的验证码」. */
const NAMES =
  /^[\s,.:)…~-]*(?:(?:上面|前面|刚刚?才?|上一[条个])?发?的?[这那](?:[个串条]|就)?|(?:上面|前面|刚刚?才)发?的?|就|它|吧|啊|哦|嗯|this|that|it)?\s*(?:是|为|叫|is|was|'s)[^\d。!?;不没]*$/;
const ONLY_MARKS = /^[\s,.:()[\]{}"'「」“”【】《》<>=…~*—-]*$/;
const WITH_OF = /^[^\d。!?;不没元]{0,8}的\s*$/;
/** 「5分钟有效」 goes on about the code, another number is another matter. */
const NEXT_CODE = new RegExp(
  `^(?:[\\s,:(="'“*-]|[是为])*(?:\\d(?!\\d*\\s*(?:分|秒|位|次|小时|元|天|min|sec|hour))|${READ}|[!-~]{0,3}\\*{4})`,
);
const DENIED =
  /不(?!是)|(?<!是)不是|没|無|无法|错|失败|过期|超时|\bnot\b|n't|never|fail|invalid|expired|wrong/;
const SAID_STRAIGHT = /[是为:=]\s*$|输的?\s*$/;
const FAULT_BEFORE =
  /(?:提示|报错?|错误码?|故障码?|代码|返回码?|显示|弹出?|终端|房间|版本|\berr(?:or)?|(?<![a-z\d./·_-])[a-z])[\s:是为了]*$/;
/** 「code 40312 网络异常」. */
const FAULT_BEHIND =
  /^[^\d。!?;\n]{0,8}?(?:异常|故障|超时|(?:连接|通[讯信]|读卡|交易)失败|(?<![a-z])(?:error|timeout|time out|not found))/;
const MAY_BE_FAULT = /(?<![一-鿿a-z])code[\s:=]*$/;
/** Where a text message comes from: 「10690123 发来的验证码」. */
const SENDER = /^106\d/;
const LONGEST_FAULT = 5;
const USUAL_LENGTH = 6;
/** 「刷了 4829」「2988.5」. */
const PAID_BEFORE = /(?:[扣刷付转收][了过]|到账|余额|金额|[¥￥$])\s*$/;
const DECIMALS = /^\.\d{1,2}(?!\d)/;
const LEAD = 10;
const AFTERMATH = 8;

/**
 * The label of a number of four to eight digits when it is a code's or a PIN's. A label that plainly names the number
 * wins over any before it. Where the words beside it say that the code did not come or is wrong, and where a fault or
 * a room is told, only six digits count: what codes have and those have not.
 */
export function codeLabelFor(
  text: Text,
  labels: readonly Label[],
  { start, end, digits }: { readonly start: number; readonly end: number; readonly digits: string },
): Label | undefined {
  const isUsual = digits.length === USUAL_LENGTH;
  const lead = text.words.slice(Math.max(0, start - LEAD), start);
  if (digits.length <= LONGEST_FAULT && isFault(text, lead, end)) return undefined;
  if (PAID_BEFORE.test(lead) || DECIMALS.test(text.digits.slice(end, end + 4))) return undefined;
  const before = codeBefore(text, labels, start, isUsual);
  if (before && (isCodeLabel(before) || isToldPassword(text, before, start))) return before;
  return codeAfter(text, labels, { end, isUsual, isOtherwise: before !== undefined, digits });
}

function isFault(text: Text, lead: string, end: number): boolean {
  if (FAULT_BEFORE.test(lead)) return true;
  return MAY_BE_FAULT.test(lead) && FAULT_BEHIND.test(text.words.slice(end, end + FAR_AFTER));
}

/** Codes, and PINs of four digits too. */
function isCodeLabel({ kind, text }: Label): boolean {
  return kind === "otp" || (kind === "password" && text.startsWith("pin"));
}

/** 「操作员密码 4471」「密码我改成8831」: with nothing but marks and what was done to it between, four digits are the password. */
const TOLD_PASSWORD =
  /^(?:[\s:=~>→—是为就的我试输过了记得又都-]|[改设换]成|[改设]为|现在|重新|一直|原来|默认|还是|应该|好像|可能|大概| (?:on|for|of|to) (?:the|my|our) [a-z]{2,12} )*$|^[就都]?是[^\d,。!?;\n不错忘没]{0,14}\d?$/;

function isToldPassword({ words }: Text, { kind, end }: Label, start: number): boolean {
  return kind === "password" && TOLD_PASSWORD.test(words.slice(end, start));
}

function codeBefore(
  text: Text,
  labels: readonly Label[],
  start: number,
  isUsual: boolean,
): Label | undefined {
  const next = countEndedBy(labels, start);
  const nearest = labels[next - 1];
  const isPassing = nearest && (nearest.kind === "mobile" || isWhereItIs(text, nearest, start));
  const label = isPassing ? (labels[next - 2] ?? nearest) : nearest;
  if (!label || !reaches(text, label, start)) return undefined;
  const between = text.words.slice(label.end, start);
  const isDenied = DENIED.test(between) && !SAID_STRAIGHT.test(between);
  return isDenied && !isUsual ? undefined : label;
}

/** "the PIN for the terminal is": what it is for, and not what it is. */
function isWhereItIs({ words }: Text, { kind, start, end }: Label, at: number): boolean {
  return (
    kind === "keep" &&
    /pin (?:code )?(?:for|of|on|to|in) (?:the|my|our|this|your) $/.test(
      words.slice(Math.max(0, start - 20), start),
    ) &&
    /^ (?:is|was) $/.test(words.slice(end, at))
  );
}

function codeAfter(
  text: Text,
  labels: readonly Label[],
  {
    end,
    isUsual,
    isOtherwise,
    digits,
  }: { end: number; isUsual: boolean; isOtherwise: boolean; digits: string },
): Label | undefined {
  const next = countEndedBy(labels, end);
  const label = labels
    .slice(next, next + LABELS_LOOKED_AT + 1)
    .find((one) => one.start >= end && isCodeLabel(one));
  if (!label || label.start - end > FAR_AFTER) return undefined;
  const between = text.words.slice(end, label.start);
  if (label.start - end > REACH_AFTER && !OF_WHOM.test(between)) return undefined;
  if (between.includes("****") || between.includes(READ)) return undefined;
  const isNamed = NAMES.test(between);
  if (isOtherwise && !isNamed) return undefined;
  if (!isNamed && !ONLY_MARKS.test(between) && !WITH_OF.test(between) && !LINK.test(between))
    return undefined;
  if (SENDER.test(digits) && /[发来头]/.test(between)) return undefined;
  if (NEXT_CODE.test(text.digits.slice(label.end, label.end + REACH_AFTER))) return undefined;
  const isDenied = DENIED.test(text.words.slice(label.end, label.end + AFTERMATH));
  return isDenied && !isNamed && !isUsual ? undefined : label;
}

/** How many of the sorted labels end by here; binary, so that many numbers and many labels stay cheap. */
function countEndedBy(labels: readonly Label[], at: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.end ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
