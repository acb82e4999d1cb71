// Which way a merchant can go with what they have: the steps, the first thing missing, or only the acquirer.

import { judgeCondition } from "../../knowledge/condition.ts";
import type { OfficialChannel } from "../../knowledge/fact.ts";
import type { Guide } from "../../knowledge/guide.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { RouteRule } from "../../knowledge/routes.ts";
import { type Situation, SLOT_VALUES, type Slot, withSlot } from "../../knowledge/situation.ts";
import { officialChannels } from "../../official/channels.ts";
import { caseOf, type Target, walkOf } from "./walk.ts";

export type Path =
  /** Nothing known stands in the way: the steps that apply. */
  | { readonly kind: "guide"; readonly guide: Guide }
  /** Get this first. `ask` is the one question whose answer would lead elsewhere. */
  | { readonly kind: "missing"; readonly first: RouteRule; readonly ask?: Slot }
  /** Only the acquirer can say how. No channels: the label or contract names it. */
  | {
      readonly kind: "official";
      readonly rule: RouteRule;
      readonly channels: readonly OfficialChannel[];
      readonly ask?: Slot;
    };

/** Pure and total: every target of the content and every situation has a path. */
export function solvePath(knowledge: Knowledge, target: Target, situation: Situation): Path {
  const rule = ruleFor(knowledge, target, situation);
  if (!rule) return { kind: "guide", guide: walkOf(knowledge, target, situation) };
  const slot = questionFor(knowledge, { target, situation, rule });
  const ask = slot === undefined ? {} : { ask: slot };
  if (rule.route === "missing") return { kind: "missing", first: rule, ...ask };
  const { provider } = target;
  const channels = provider === undefined ? [] : officialChannels(knowledge, provider);
  return { kind: "official", rule, channels, ...ask };
}

/** The situation once what was missing is there. */
export function afterGetting(situation: Situation, { gives = [] }: Pick<RouteRule, "gives">): Situation {
  return gives.reduce((known, { slot, value }) => withSlot(known, slot, value), situation);
}

/** The first rule that is known to apply; a rule that only might is left to questions. */
function ruleFor(knowledge: Knowledge, target: Target, situation: Situation): RouteRule | undefined {
  const facts = caseOf(knowledge, target, situation);
  return knowledge.routes.rules.find(({ when }) => judgeCondition(when, facts) === "yes");
}

/** The first slot the rule asks for that is open and has an answer that leads to another rule. */
function questionFor(
  knowledge: Knowledge,
  { target, situation, rule }: { target: Target; situation: Situation; rule: RouteRule },
): Slot | undefined {
  return rule.asks.find((slot) => {
    if (situation[slot] !== undefined) return false;
    return SLOT_VALUES[slot].some(
      (value) => ruleFor(knowledge, target, withSlot(situation, slot, value)) !== rule,
    );
  });
}
