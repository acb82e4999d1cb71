// Whether words ask something, so that a name, a choice or a command beside them is not taken for all that was said.
import { RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";

/** By the sign of a question, or by a rule of the content. */
export function wordsAsk(rules: Rules, normalised: string): boolean {
  return normalised.includes("?") || hears(rules, RULES.asksPart, normalised);
}
