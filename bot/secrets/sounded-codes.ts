// Finds codes in characters that only sound like digits.
import type { Finding, Scene } from "./scene.ts";

/** Numerals by what sounds like them, beside the name of a code: 「妻叁酒衣溜肆 验证码」. */
const SOUNDED =
  "[\\d零玲领另灵凌洞一衣医依壹幺腰二儿耳而贰三伞散叁山四死思丝司肆五午舞屋吴伍六溜留刘流陆七妻期漆柒八爸吧巴捌九酒久玖]";
const SOUNDED_CODE = new RegExp(`(?<!${SOUNDED})${SOUNDED}(?:[\\s-]?${SOUNDED}){3,7}(?!${SOUNDED})`, "g");
/** Digits among few such characters are read as digits, and by the words around them. */
const FEWEST_SOUNDED = 3;
const NEAR_SOUNDED = /^[\s:,是为]{0,4}$/;

/** Codes in characters that only sound like digits; right beside their word, for they are words too. */
export function findSoundedCodes({ view, labels, kinds }: Scene): Finding[] {
  if (!kinds.has("otp") && !kinds.has("password")) return [];
  const named = labels.filter(({ kind }) => kind === "otp" || kind === "password");
  return [...view.words.matchAll(SOUNDED_CODE)].flatMap(({ 0: text, index: start }) => {
    const end = start + text.length;
    if (text.replace(/[\d\s-]/g, "").length < FEWEST_SOUNDED) return [];
    const label = named.find(
      (one) =>
        (one.end <= start && NEAR_SOUNDED.test(view.words.slice(one.end, start))) ||
        (one.start >= end && NEAR_SOUNDED.test(view.words.slice(end, one.start))),
    );
    if (!label) return [];
    return [{ kind: label.kind === "password" ? "password" : "otp", start, end, head: 0, tail: 0 }];
  });
}
