// What is no words, or none that are known.
import { missed } from "../../dialogs/answers.ts";
import { takeNote } from "../../dialogs/by-intent.ts";
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules } from "../../rules/heard-rules.ts";
import { bareText } from "../../say/options.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";

/** 「？？」, 「👍」: no words that could have been missed. In the middle of steps they and a bare 「有」 are a nod. */
export function notUnderstood(turn: Turn): Outcome {
  const isBrief = runningGuide(turn.state) && answersBriefly(turn.knowledge.rules, turn.text);
  if (/[\p{L}\p{N}]/u.test(turn.text) && !isBrief) return missed(turn, "not-understood");
  return runningGuide(turn.state) ? takeNote(turn) : missed(turn, "other-question");
}

function answersBriefly(rules: Rules, text: string): boolean {
  const bare = bareText(text);
  return hears(rules, RULES.shortYes, bare) || hears(rules, RULES.shortNo, bare);
}
