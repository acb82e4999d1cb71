// What a message tells, without what it asks: 「第一笔到新卡了 那老卡能销了不」 tells that it came.
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules } from "../../rules/heard-rules.ts";
import { clausesOf } from "../../text/pauses.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";

/** Where the sign of a question is gone with the clauses. */
const QUESTIONS = [RULES.closesOld, RULES.asksWhether] as const;

/** The clauses that tell; whether the old card can go is a question however it is put. */
export function statedIn(rules: Rules, normalised: string): string {
  const clauses = clausesOf(normalised);
  if (clauses.length === 0) return normalised;
  return clauses
    .filter((clause) => !wordsAsk(rules, clause) && !QUESTIONS.some((rule) => hears(rules, rule, clause)))
    .join(" ");
}
