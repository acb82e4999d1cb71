// 「慢慢说，我识字不多」: said beside a question or alone; what waits is said one thing at a time.
import { runCommand } from "../../dialogs/act.ts";
import { takeNote } from "../../dialogs/by-intent.ts";
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { say } from "../../say/say.ts";
import { type Outcome, prefixed, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOrWhole } from "../../text/pauses.ts";

const SLOWLY = "slowly";

/** The answer to what else is said, with the promise to go slowly before it. Content from before has no words for it. */
export function withPlainWords<Message extends { readonly text: string }>(
  turn: Turn,
  message: Message,
  answer: (turn: Turn, message: Message) => Outcome,
): Outcome {
  const { rules, replies } = turn.knowledge;
  const normalised = normalise(message.text);
  if (!replies.has(SLOWLY) || !hears(rules, RULES.plainWords, normalised)) return answer(turn, message);
  const rest = clausesOrWhole(normalised).filter((clause) => !hears(rules, RULES.plainWords, clause));
  const asked: Turn = { ...turn, rule: RULES.plainWords };
  const slowly = say(asked, SLOWLY);
  if (rest.length === 0)
    return prefixed([slowly], runningGuide(turn.state) ? runCommand(asked, "repeat") : takeNote(asked));
  const text = rest.join("，");
  return prefixed([slowly], answer({ ...turn, text }, { ...message, text }));
}
