// Two characters of a company that we know inside the longer name of one that we do not: the 易宝 of 网易宝, the 华夏 of 华夏通支付.
import { derive } from "../../knowledge/derived.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { beginsAfter } from "./short-names.ts";
import { createStrangeness } from "./unheard-of.ts";

const PAUSE = /[\s\p{P}]/u;
const SHORT = /^\p{Script=Han}{2}$/u;
const BEFORE = /^\p{Script=Han}{1,2}$/u;
/** So much may follow until the name ends. */
const MOST_BEHIND = 4;

/** Compiles the rules once. What it finds is to be asked about. */
export function createLongerNames(
  knowledge: Knowledge,
): (normalised: string, mention: { readonly text: string }) => boolean {
  const { rules } = knowledge;
  const { isStrange, looksLikeCompany } = derive(knowledge, createStrangeness);
  const around = ruleOf(rules, RULES.aroundCompany);
  const ends = (rest: string) => rest === "" || hears(rules, RULES.behindName, rest);
  /** How the name goes on to its end, beyond what every company of its kind may add. */
  const goesOn = (after: string) =>
    Array.from({ length: MOST_BEHIND }, (_, at) => after.slice(0, at + 1)).find(
      (end, at) =>
        end.length === at + 1 &&
        looksLikeCompany(end) &&
        !hears(rules, RULES.plainEnding, end) &&
        ends(after.slice(at + 1)),
    );
  return (normalised, { text }) => {
    const at = normalised.indexOf(text);
    if (!SHORT.test(text) || at < 0) return false;
    const head = normalised.slice(0, at).split(PAUSE).at(-1) ?? "";
    const before = around?.without(head) ?? head;
    const after = normalised.slice(at + text.length).split(PAUSE, 1)[0] ?? "";
    const end = goesOn(after);
    if (before === "") return end !== undefined && isStrange(`${text}${end}`);
    const isOneName = BEFORE.test(before) && !beginsAfter(before) && (end !== undefined || ends(after));
    return isOneName && isStrange(`${before}${text}${end ?? ""}`);
  };
}
