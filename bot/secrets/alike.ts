// Finds what is told twice under one name: 「有效期填1127还是填11/27」「验证码先是335802后是916647」.
import { expiryAt } from "./codes.ts";
import { type Finding, hasUnit, inDate, inLink, isMaskRest, type Scene } from "./scene.ts";

/** What stands between a number and another of the same name. */
const OR_ANOTHER =
  /^[\s,、;]{0,2}(?:还是|還是|或者?|和|跟|后来?是?|后面是?|又(?:来个|是)?|再|然后是?|接着是?|另一[个条]是?|or|and|then)\s?(?:[填写打输试报念]|一[个条]|is|was)?[\s:]{0,2}$/;

/** `found` is in order; of the kinds that are made of digits only and named by a word. */
export function findAlike(scene: Scene, found: readonly Finding[]): Finding[] {
  return found.flatMap((one) => {
    if (one.kind !== "otp" && one.kind !== "cvv" && one.kind !== "expiry") return [];
    const { groups, words, digits } = scene.view;
    const next = groups.find(({ start }) => start >= one.end);
    if (!next || !OR_ANOTHER.test(words.slice(one.end, next.start))) return [];
    if (inDate(scene, next.start) || inLink(scene, next.start) || isMaskRest(scene, next)) return [];
    const length =
      one.kind === "expiry"
        ? expiryAt(digits, next.start)
        : next.digits.length === countOf(digits.slice(one.start, one.end)) && next.digits.length;
    if (!length || hasUnit(scene, next.start + length)) return [];
    return [{ ...one, start: next.start, end: next.start + length }];
  });
}

function countOf(text: string): number {
  return text.replace(/\D/g, "").length;
}
