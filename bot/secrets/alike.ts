// Finds what is told twice under one name: 「有效期填1127还是填11/27」「验证码先是335802后是916647」.
import { expiryAt } from "./codes.ts";
import { type Finding, hasUnit, inDate, inLink, isMaskRest, type Scene } from "./scene.ts";

/** What stands between a number and another of the same name. */
const OR_ANOTHER =
  /^[\s,、;]{0,2}(?:第?[二两三2-4][次个條条回遍][是]?|还是|還是|或者?|和|跟|后来?是?|后面是?|又(?:来个|是)?|再|然后是?|接着是?|另?一[个条]是?|or|and|then)\s?(?:[填写打输试报念]|一[个条]|is|was)?[\s:]{0,2}$/;

/** `found` is in order; of the kinds that a word names and that may be told twice. */
export function findAlike(scene: Scene, found: readonly Finding[]): Finding[] {
  return found.flatMap((one) => {
    if (one.kind === "password") return nextPassword(scene.view.digits, one);
    return one.kind === "otp" || one.kind === "cvv" || one.kind === "expiry" ? nextNumber(scene, one) : [];
  });
}

function nextNumber(scene: Scene, one: Finding): Finding[] {
  const { groups, words, digits } = scene.view;
  const next = groups.find(({ start }) => start >= one.end);
  if (!next || !OR_ANOTHER.test(words.slice(one.end, next.start))) return [];
  if (inDate(scene, next.start) || inLink(scene, next.start) || isMaskRest(scene, next)) return [];
  const length = one.kind === "expiry" ? expiryAt(digits, next.start) : next.digits.length;
  const isLike = one.kind === "expiry" || length === countOf(digits.slice(one.start, one.end));
  if (length === 0 || !isLike || hasUnit(scene, next.start + length)) return [];
  return [{ ...one, start: next.start, end: next.start + length }];
}

/** 「原来是 a1b2c3，后来改成 d4e5f6」. */
const CHANGED_TO =
  /^([\s,、;.]{0,2}(?:后来|然后|现在|又|再|还是|或者?)?(?:改成?|换成?|试过?|变成?|用过?)了?[是:]?\s?)([!-~]{6,64})/;
const CHANGE_REACH = 90;

function nextPassword(digits: string, one: Finding): Finding[] {
  const [, link = "", token = ""] = CHANGED_TO.exec(digits.slice(one.end, one.end + CHANGE_REACH)) ?? [];
  if (!/\d/.test(token) || token.includes("****")) return [];
  return [{ ...one, start: one.end + link.length, end: one.end + link.length + token.length }];
}

function countOf(text: string): number {
  return text.replace(/\D/g, "").length;
}
