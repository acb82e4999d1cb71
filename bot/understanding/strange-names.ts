// A name that stands nowhere: the brand on a terminal, 「CPOS」, 「那点刷」. Told by its form alone, so that it is called unknown.
import type { IntentId } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { bareOf, hears, type Rules, ruleOf } from "../rules/heard-rules.ts";
import type { Decision } from "./decide.ts";
import type { Named } from "./named.ts";

interface Heard {
  readonly rules: Rules;
  readonly named: Named;
  readonly decision: Decision;
}

/** What a brand's name is easily taken for. */
const NOTHING_OF_OURS: readonly IntentId[] = [
  "illegal_request",
  "out_of_scope",
  "chitchat",
  "abusive",
  "acknowledge",
];
const SURE_BY_FORM = 0.9; // as a name alone is
const LATIN_NAME = /[a-z][a-z0-9 -]*[a-z0-9]/u;

/**
 * A message that is the name of nobody we know and little else, while nothing runs or while we ask whose terminal it is:
 * as any name alone, its card is to be changed. Undefined for what is no such name.
 */
export function namedByForm(
  heard: Heard,
  { idle, open }: { readonly idle?: boolean; readonly open?: IntentId },
): (Decision & { readonly unlisted: string }) | undefined {
  const isOpen = idle === true || open === "faq_whose_terminal";
  const unlisted = isOpen ? strangeName(heard) : undefined;
  if (unlisted === undefined) return undefined;
  const rule = RULES.nameAlone;
  return {
    ...heard.decision,
    intent: "rebind_howto",
    confidence: SURE_BY_FORM,
    zone: "answer",
    rule,
    unlisted,
  };
}

/** In the form of a card reader's brand, said to stand on the machine, or a Latin word of which nothing else is known. */
function strangeName({ rules, named, decision }: Heard): string | undefined {
  const { normalised, mentions, unlisted } = named;
  if (mentions.length > 0 || unlisted !== undefined) return undefined;
  const bare = bareOf(normalised);
  const isSure = decision.zone === "answer" && decision.confidence >= SURE_BY_FORM;
  const saysElse = isSure && !NOTHING_OF_OURS.includes(decision.intent);
  if (!saysElse && hears(rules, RULES.brandAlone, bare))
    return ruleOf(rules, RULES.brandAround)?.without(bare) ?? bare;
  const isLatin =
    hears(rules, RULES.brandTold, bare) ||
    (decision.confidence === 0 && hears(rules, RULES.latinAlone, bare));
  return isLatin ? LATIN_NAME.exec(bare)?.[0].toUpperCase() : undefined;
}
