// What a merchant tells about their own case, read into slots: 「我是个体户」「法人不在」「手机号停机了」.
import { RULES } from "../knowledge/own-ids.ts";
import type { Situation } from "../knowledge/situation.ts";
import { hears, type Rule, type Rules } from "../rules/heard-rules.ts";
import { normalise } from "../text/normalise.ts";

/** Characters before the telling words that can deny or ask them; further away is another clause. */
const NEAR = 5;

/**
 * What the message states. Within a slot the first rule that hears it and is not denied wins; a slot said in two ways is
 * left out, and a denied value (「不是个体，是公司」) does not count. 「只能用我自己的卡吗」 asks: that something is in order is
 * believed from a statement only. Pure and total; costs one pass of a few patterns.
 */
export function readSituation(text: string, rules: Rules): Situation {
  const normalised = normalise(text);
  const found = new Map<string, Set<string>>();
  const asks = hears(rules, RULES.situationAsks, normalised);
  for (const rule of toldBy(rules)) {
    const [slot = "", value = ""] = rule.about?.split("=") ?? [];
    if ((asks && value === "yes") || !states(normalised, rule, rules)) continue;
    found.set(slot, (found.get(slot) ?? new Set()).add(value));
  }
  const told = [...found].flatMap(([slot, values]) => (values.size === 1 ? [[slot, [...values][0]]] : []));
  return Object.fromEntries(told);
}

/** Whether a message tells about the case and says nothing else, so that there is no question to answer in it. */
export function tellsOnly(text: string, rules: Rules): boolean {
  const normalised = normalise(text);
  const rest = toldBy(rules).reduce((left, rule) => rule.without(left), normalised);
  return rest !== normalised && hears(rules, RULES.situationAlone, rest);
}

/** Each is about `slot=value`. */
function toldBy(rules: Rules): readonly Rule[] {
  return [...(rules.get("situation")?.values() ?? [])];
}

function states(text: string, rule: Rule, rules: Rules): boolean {
  return rule.found(text).some(({ words, at }) => {
    if (hears(rules, RULES.situationHow, words)) return false;
    const before = text.slice(Math.max(0, at - NEAR), at);
    return !hears(rules, RULES.situationDenied, before) && !hears(rules, RULES.situationAsked, before);
  });
}
