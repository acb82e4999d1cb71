// What a merchant tells about their own case, read into slots: 「我是个体户」「法人不在」「手机号停机了」.
import { RULES } from "../knowledge/own-ids.ts";
import { type Situation, SLOTS, type Slot } from "../knowledge/situation.ts";
import { hears, type Rule, type Rules } from "../rules/heard-rules.ts";
import { normalise } from "../text/normalise.ts";
import { clausesOrWhole } from "../text/pauses.ts";

/** Characters before the telling words that can deny or ask them; further away is another clause. */
const NEAR = 5;

/**
 * What the message states. Within a slot the first rule that hears it and is not denied wins; a slot said in two ways is
 * left out, and a denied value (「不是个体，是公司」) does not count. 「只能用我自己的卡吗」 asks: that something is in order is
 * believed from a statement only. Pure and total; costs one pass of a few patterns.
 */
export function readSituation(text: string, rules: Rules): Situation {
  return statedBy(toldBy(rules), text, rules);
}

/** What the message says of slots that are spoken of: beside a question or a noted fact 「能收到」「是我自己的」 say enough. */
export function readAnswers(text: string, rules: Rules, slots: readonly Slot[]): Situation {
  if (slots.length === 0) return {};
  const answers = [...(rules.get("situation-answer")?.values() ?? [])];
  return statedBy(
    answers.filter((rule) => slots.some((slot) => slot === slotOf(rule))),
    text,
    rules,
  );
}

/**
 * The slots of what was noted that the message denies: 「没说不记得旧卡」「谁说是别人的卡」. Within one clause: 「我不是业务员 我爸
 * 不会弄」 denies nothing of the father's card.
 */
export function readDenied(text: string, rules: Rules, known: Situation): readonly Slot[] {
  const noted = SLOTS.filter((slot) => known[slot] !== undefined);
  if (noted.length === 0) return [];
  const normalised = normalise(text);
  const parts = clausesOrWhole(normalised);
  const denials = [...(rules.get("situation-undone")?.values() ?? [])];
  const told = toldBy(rules);
  return noted.filter((slot) => {
    const about = `${slot}=${known[slot]}`;
    const denying = denials.filter((rule) => rule.about === about);
    const telling = told.filter((rule) => rule.about === about);
    return parts.some(
      (part) =>
        denying.some((rule) => rule.hears(part)) || telling.some((rule) => isDenied(part, rule, rules)),
    );
  });
}

function statedBy(told: readonly Rule[], text: string, rules: Rules): Situation {
  const normalised = normalise(text);
  const found = new Map<string, Set<string>>();
  const asks = hears(rules, RULES.situationAsks, normalised);
  for (const rule of told) {
    if (!states(normalised, rule, rules)) continue;
    const [slot = "", value = ""] = rule.about?.split("=") ?? [];
    if (asks && value === "yes") continue;
    found.set(slot, (found.get(slot) ?? new Set()).add(value));
  }
  const sure = [...found].flatMap(([slot, values]) => (values.size === 1 ? [[slot, [...values][0]]] : []));
  return Object.fromEntries(sure);
}

function slotOf({ about }: Rule): string | undefined {
  return about?.split("=")[0];
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
    const before = wordsBefore(text, at);
    return !hears(rules, RULES.situationDenied, before) && !hears(rules, RULES.situationAsked, before);
  });
}

function isDenied(text: string, rule: Rule, rules: Rules): boolean {
  return rule.found(text).some(({ at }) => hears(rules, RULES.situationDenied, wordsBefore(text, at)));
}

function wordsBefore(text: string, at: number): string {
  return text.slice(Math.max(0, at - NEAR), at);
}
