// Finds the phone numbers in a pasted text and judges each against the registry.

import { type ChannelRegistry, digitsOf, type Official } from "./registry.ts";
import { aboutOwner, type Finding, finding } from "./verdict.ts";

/** Digits with single blanks or dashes between; o, l and i too, since swindlers type them for 0 and 1. */
const NUMBER =
  /(?<![a-z0-9*])(?:\+|\(\+?)?[\doil](?:[ \-().·–—]{0,2}[\doil])+(?![a-z0-9*])(?! ?(?:元|块|笔|万|%))/g;
const MIN_DIGITS = 3; // 110
const SERVICE_NUMBER = /^(?:95|96)\d{3,}$|^[48]00\d{7}$/;
const MOBILE = /^1[3-9]\d{9}$/;
const SMS_CHANNEL = /^106\d{4,}$/;
const MIN_WRAPPED = 5; // 95588; three digits end too many other numbers
const MAX_DIALLED = 14; // 0086 and ten digits
const SHORT_NUMBER = 6; // hotlines of up to this many digits are dialled without any prefix

/** Judges every number in the text, which is normalised and free of addresses. */
export function judgeNumbers(text: string, registry: ChannelRegistry): Finding[] {
  return [...text.matchAll(NUMBER)]
    .flatMap(([written]) => splitAtBlanks(written, registry))
    .filter((written) => digitsOf(written).length >= MIN_DIGITS)
    .map((written) => judgeNumber(written, registry))
    .filter((found) => found !== undefined);
}

/** 「95016 95588」 are two numbers, 「400 720 8888」 is one. */
function splitAtBlanks(written: string, { phones }: ChannelRegistry): string[] {
  const parts = written.split(" ");
  const separate = parts.length > 1 && parts.every((part) => phones.has(digitsOf(part)) || MOBILE.test(part));
  return separate ? parts : [written];
}

function judgeNumber(written: string, registry: ChannelRegistry): Finding | undefined {
  const shown = written.trim();
  const letters = /[oil]/.test(shown);
  const digits = digitsOf(shown.replaceAll("o", "0").replace(/[il]/g, "1"));
  if (letters) return judgeWithLetters(shown, digits, registry);
  if (registry.banned.has(digits)) return finding("banned", { value: shown });
  const foreign = shown.includes("+") || digits.startsWith("00");
  const official = registry.phones.get(digits) ?? registry.phones.get(withoutCountry(digits));
  if (official && !(foreign && isShort(official.fact.value))) return officialNumber(shown, official);
  return judgeUnregistered(shown, digits, registry);
}

function judgeUnregistered(
  shown: string,
  digits: string,
  { phones, unproven }: ChannelRegistry,
): Finding | undefined {
  if (MOBILE.test(withoutCountry(digits))) return finding("mobile-number", { value: shown });
  if (SMS_CHANNEL.test(digits)) return finding("sms-number", { value: shown });
  const owner = unproven.get(digits);
  if (owner) return aboutOwner("unproven-number", owner, { value: shown });
  const hotline = [...phones].find(([number]) => isShort(number) && isWrapped(number, digits));
  return hotline ? judgeWrapped(shown, digits, hotline) : judgeOther(shown, digits);
}

/** A hotline with more digits before or after it. Card numbers are longer than anything that can be dialled. */
function isWrapped(hotline: string, digits: string): boolean {
  const callable = hotline.length >= MIN_WRAPPED && digits.length <= MAX_DIALLED;
  return callable && (digits.endsWith(hotline) || digits.startsWith(hotline));
}

/** A forged caller display puts something before the hotline; a hotline itself has no prefix, not even +86. */
function judgeWrapped(
  shown: string,
  digits: string,
  [hotline, { owner, fact }]: [string, Official],
): Finding {
  const key = digits.endsWith(hotline) ? "prefixed-number" : "longer-number";
  return aboutOwner(key, owner, { value: shown, official: fact.value });
}

/** Amounts, dates and step numbers in a message are not numbers to call: nothing is said of them. */
function judgeOther(shown: string, digits: string): Finding | undefined {
  const callable = SERVICE_NUMBER.test(digits) || /^0\d{9,11}$/.test(digits) || shown.includes("+");
  const isDate = /^(?:19|20)\d\d[-.]?[01]?\d[-.]?[0-3]?\d$/.test(shown);
  if (!callable && (digits.length < MIN_WRAPPED || isDate)) return undefined;
  return finding("unlisted", { value: shown });
}

function judgeWithLetters(shown: string, digits: string, { phones }: ChannelRegistry): Finding | undefined {
  const official = phones.get(digits);
  if (!official) return undefined;
  const params = { value: shown.toUpperCase(), official: official.fact.value };
  return aboutOwner("lettered-number", official.owner, params);
}

function officialNumber(shown: string, { owner, fact: { label, verified } }: Official): Finding {
  const params = { value: shown, label, verified };
  return owner.provider === undefined
    ? finding("public-number", params)
    : aboutOwner("official-number", owner, params);
}

function isShort(number: string): boolean {
  return digitsOf(number).length <= SHORT_NUMBER;
}

function withoutCountry(digits: string): string {
  return digits.replace(/^(?:0086|86)(?=\d{10,11}$)/, "");
}
