// What surely asks something that has an answer of its own.
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";

/** Questions that a page answers. */
const OF_A_PAGE = /^faq_/;

/** Read as one of `kinds` and sure enough to be answered as that, whatever else the words are like. */
export function isSureQuestion(
  { intent, zone, confidence }: Pick<Recognition, "intent" | "zone" | "confidence">,
  kinds: RegExp = OF_A_PAGE,
): boolean {
  return zone === "answer" && confidence >= SURE_FROM && kinds.test(intent);
}
