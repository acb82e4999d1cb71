// 「我没销户」 after the page on a card that was closed: what was answered is denied.
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import type { Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";

const SHORTEST_WORD = 4; // letters of an English word that says something

/** Whether a clause denies what the page that was told last is about; what nobody spoke of is told, and puts nothing right. */
export function deniesTold({ knowledge, state }: Turn, clause: string): boolean {
  const { rules, intents, faqs } = knowledge;
  const page = state.lastIntent === undefined ? undefined : intents.get(state.lastIntent)?.faq;
  const question = page === undefined ? undefined : faqs.get(page)?.question;
  if (question === undefined || !hears(rules, RULES.deniesTold, clause)) return false;
  const denied = ruleOf(rules, RULES.denialWords)?.without(clause) ?? clause;
  const words = /\p{Script=Han}/u.test(denied)
    ? [...denied].filter((one) => /\p{Script=Han}/u.test(one))
    : denied.split(/[^a-z]+/).filter((word) => word.length >= SHORTEST_WORD);
  const asked = normalise(question);
  return words.some((word) => asked.includes(word));
}
