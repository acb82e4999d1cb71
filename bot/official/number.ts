// Finds the phone numbers in a pasted text and judges each against the registry.
import { type ChannelRegistry, digitsOf, type Judgement, type Official, type Owner } from "./registry.ts";

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
export function judgeNumbers(text: string, registry: ChannelRegistry): Judgement[] {
  return [...text.matchAll(NUMBER)]
    .flatMap(([written]) => splitAtBlanks(written, registry))
    .filter((written) => digitsOf(written).length >= MIN_DIGITS)
    .map((written) => judge(written, registry))
    .filter((judgement) => judgement !== undefined);
}

/** 「95016 95588」 are two numbers, 「400 720 8888」 is one. */
function splitAtBlanks(written: string, { phones }: ChannelRegistry): string[] {
  const parts = written.split(" ");
  const separate = parts.length > 1 && parts.every((part) => phones.has(digitsOf(part)) || MOBILE.test(part));
  return separate ? parts : [written];
}

function judge(written: string, registry: ChannelRegistry): Judgement | undefined {
  const shown = written.trim();
  const letters = /[oil]/.test(shown);
  const digits = digitsOf(shown.replaceAll("o", "0").replace(/[il]/g, "1"));
  if (letters) return judgeWithLetters(shown, digits, registry);
  if (registry.banned.has(digits)) {
    return { verdict: "not-official", evidence: `${shown} 在已知的冒充或误导名单里。` };
  }
  const foreign = shown.includes("+") || digits.startsWith("00");
  const official = registry.phones.get(digits) ?? registry.phones.get(withoutCountry(digits));
  if (official && !(foreign && isShort(official.fact.value))) return officialNumber(shown, official);
  return judgeUnregistered(shown, digits, registry);
}

function judgeUnregistered(
  shown: string,
  digits: string,
  { phones, unproven }: ChannelRegistry,
): Judgement | undefined {
  if (MOBILE.test(withoutCountry(digits))) {
    return { verdict: "not-official", evidence: `${shown} 是个人手机号，不是任何收单机构的官方热线。` };
  }
  if (SMS_CHANNEL.test(digits)) {
    return { verdict: "unknown", evidence: `${shown} 是短信通道号，谁都能租用，只看号码分不出真假。` };
  }
  const owner = unproven.get(digits);
  if (owner) return about(owner, "unknown", `有人说 ${shown} 是${owner.name}的电话，但我们还没有核实。`);
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
): Judgement {
  if (!digits.endsWith(hotline)) {
    return about(owner, "unknown", `${shown} 比${owner.name}的 ${fact.value} 多了几位，不是同一个号码。`);
  }
  const evidence = `${shown} 是在${owner.name}的 ${fact.value} 前面加了别的数字或符号，真正的官方号码就是 ${fact.value}。`;
  return about(owner, "not-official", evidence);
}

/** Amounts, dates and step numbers in a message are not numbers to call: nothing is said of them. */
function judgeOther(shown: string, digits: string): Judgement | undefined {
  const callable = SERVICE_NUMBER.test(digits) || /^0\d{9,11}$/.test(digits) || shown.includes("+");
  const isDate = /^(?:19|20)\d\d[-.]?[01]?\d[-.]?[0-3]?\d$/.test(shown);
  if (!callable && (digits.length < MIN_WRAPPED || isDate)) return undefined;
  return { verdict: "unknown", evidence: `${shown} 不在我们核实过的官方名单里。` };
}

function judgeWithLetters(shown: string, digits: string, { phones }: ChannelRegistry): Judgement | undefined {
  const official = phones.get(digits);
  if (!official) return undefined;
  const { owner, fact } = official;
  const evidence = `${shown.toUpperCase()} 里混了字母，看着像${owner.name}的 ${fact.value}，其实不是电话号码。`;
  return about(owner, "not-official", evidence);
}

function officialNumber(shown: string, { owner, fact }: Official): Judgement {
  const name = owner.provider === undefined ? "" : owner.name;
  const evidence = `${shown} 是${name}${fact.label}（核对于 ${fact.verified}）。自己拨过去才算数，来电显示可以伪造。`;
  return about(owner, "official", evidence);
}

function about({ provider }: Owner, verdict: Judgement["verdict"], evidence: string): Judgement {
  return { verdict, evidence, ...(provider !== undefined && { provider }) };
}

function isShort(number: string): boolean {
  return digitsOf(number).length <= SHORT_NUMBER;
}

function withoutCountry(digits: string): string {
  return digits.replace(/^(?:0086|86)(?=\d{10,11}$)/, "");
}
