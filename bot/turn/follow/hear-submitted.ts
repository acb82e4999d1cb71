// 「弄好了 提交了」 in the middle of steps: whatever comes up to handing in is done, however few steps were said to be.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { placeInGuide } from "../../dialogs/solver/walk.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import type { Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";

/** The step of every guide to a change in which it is handed in. */
const HANDS_IN = "submit";

/** The turn with the merchant at the step behind handing in; undefined where they do not say it, or stand there already. */
export function behindSubmitting(turn: Turn): Turn | undefined {
  const frame = runningGuide(turn.state);
  if (!frame || !hears(turn.knowledge.rules, RULES.submitted, normalise(turn.text))) return undefined;
  const { guide, index } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const handsIn = guide.steps.findIndex(({ id }) => id === HANDS_IN);
  const next = guide.steps[handsIn + 1];
  if (handsIn < index || next === undefined) return undefined;
  const stack = [...turn.state.stack.slice(0, -1), { ...frame, step: next.id, stuck: 0 }];
  return { ...turn, rule: RULES.submitted, state: { ...turn.state, stack } };
}
