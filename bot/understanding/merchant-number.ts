// Finds the code of the acquirer in a message: the first three of the 15 digits of a merchant number, or those three alone.
import { normalise } from "../text/normalise.ts";

/** 15 digits in one, or as slips group them. A card has 16 or more, but for Amex, whose numbers are masked before. */
const NUMBER = /(?<![\d*])(?:\d{15}|\d{3}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{4}\2\d{4}\2\d{3})(?![\d*])/g;
/** What stands before other numbers of that length. */
const OF_SOMETHING_ELSE =
  /(?:单号?|流水号?|参考号?|凭证号?|批次号?|授权码|受理(?:编?号)?|序列号|机身号?|设备号?|imei|sn|tusn|快递|运单|身份证号?码?|证件号?|卡号|账号|帐号|信用代码|税号|order|trace|ref(?:erence)?|serial|tracking)(?:no|number|号|码|是|为|[\s:：.#]){0,8}$/;
const ABOUT_MERCHANT_NUMBER = /商户|商编|商戶|编号|編號|小票|签购单|簽購單|mid\b|merchant|slip|receipt/;
const LABELLED = [
  /(?:商[户戶][编編]?[号號]|商编|[前头首](?:面|边)?[三3](?:位数?|个(?:数字?|字|号)?))(?:数字|编?号|[前头首](?:面|边)?[三3](?:位数?|个(?:数字?|字|号)?)|开头|是|系|为|shi|的|啊|[\s:：=,，、“"「])*(\d{3})(?!\d)/,
  /(?:merchant (?:no|number|id)|\bmid|first (?:three|3)(?: digits| numbers)?)(?: (?:is|are|of it|on the slip)|[\s:=,.“"])*(\d{3})(?!\d)/,
];
const BEGINS_WITH = [
  /(?<!\d)(\d{3})\d{0,11}\s*(?:打头|开头|起头|開頭)/,
  /(?:starts?|begins?|beginning|starting) with[\s:“"]*(\d{3})\d{0,11}(?!\d)/,
];
/** Only the three digits, with a few words around that count nothing. */
const ALONE = /^\D{0,10}(\d{3})\D{0,6}$/;
const COUNTS_SOMETHING = /[元块钱万%天次年月楼室点分]|yuan|rmb|day|percent|people/;
/** The same directly behind the digits, in a message of more words. */
const COUNTED = /^\s*(?:[元块万%天次年月楼室点分号多几]|个(?!数|字)|yuan|rmb|day|percent|people)/;
/** It is the beginning of a number that is told. */
const NAMES_BEGINNING = /[前头首](?:面|边)?[三3](?:位|个)|打头|开头|起头|開頭/;
/** Single digits read out one after the other: 「8 2 2」. */
const READ_OUT = /(?<=(?<![\d.])\d) (?=\d(?!\d))/g;

/**
 * The code that a message tells, as three digits. `asked`: we asked for them, so that three bare digits are the answer,
 * and in a sentence the only number in it, where it is a code we know. A number that is called something else is none.
 */
export function merchantCodeIn(
  text: string,
  { asked, isKnown }: { readonly asked: boolean; readonly isKnown: (digits: string) => boolean },
): string | undefined {
  const normalised = normalise(text);
  const said = asked || NAMES_BEGINNING.test(normalised) ? normalised.replace(READ_OUT, "") : normalised;
  for (const { 0: number, index } of said.matchAll(NUMBER)) {
    if (!OF_SOMETHING_ELSE.test(said.slice(0, index))) return number.slice(0, 3);
  }
  const isAbout = asked || ABOUT_MERCHANT_NUMBER.test(said);
  const labelled = [...LABELLED, ...BEGINS_WITH].map((pattern) => pattern.exec(said)?.[1]);
  const told = labelled.find((code) => code !== undefined && (isAbout || isKnown(code)));
  if (told !== undefined || !asked) return told;
  const alone = COUNTS_SOMETHING.test(said) ? undefined : ALONE.exec(said)?.[1];
  return alone ?? onlyNumber(said, isKnown);
}

/** 「上头写 822 后头还一大串」: nothing else is counted or numbered in the message. */
function onlyNumber(said: string, isKnown: (digits: string) => boolean): string | undefined {
  const [number, ...others] = [...said.matchAll(/\d+/g)];
  if (number === undefined || others.length > 0 || number[0].length !== 3 || !isKnown(number[0]))
    return undefined;
  const { index } = number;
  return COUNTED.test(said.slice(index + 3)) || OF_SOMETHING_ELSE.test(said.slice(0, index))
    ? undefined
    : number[0];
}

/** Whether the message says that it is the merchant number's, so that an unknown code is worth an answer. */
export function namesMerchantNumber(text: string): boolean {
  return ABOUT_MERCHANT_NUMBER.test(normalise(text));
}
