// 「弄好了 提交了」, 「写着审核中」, 「被退回来了」, 「它要我刷脸」 in the middle of steps: at which of them the merchant stands by that.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { placeInGuide } from "../../dialogs/solver/walk.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import type { Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { besideDenial } from "../../understanding/safety/denied-fraud.ts";
import { statedIn } from "./stated.ts";

/** The step of every guide to a change in which it is handed in. */
const HANDS_IN: readonly string[] = ["submit", "hand-in"];

export interface ToldPlace {
  /** The turn with the merchant at that step. */
  readonly turn: Turn;
  /** Told without a question, it is answered by the step itself. */
  readonly isAnswer: boolean;
}

/**
 * Whatever comes up to handing in is done once it was handed in, however few steps were said to be. Who got it back hands
 * it in again, and who is asked by the app for a photo or the face is about to. Undefined where nothing of the kind is told,
 * or the merchant stands there or further already; and where the review has passed or the money came, which is more.
 */
export function toldPlace(turn: Turn, read: string = normalise(turn.text)): ToldPlace | undefined {
  const { rules } = turn.knowledge;
  const frame = runningGuide(turn.state);
  if (!frame || frame.guide === VERIFY_TERMINAL) return undefined;
  const said = besideDenial(rules, read) ?? read;
  const stated = statedIn(rules, read);
  if (hears(rules, RULES.passed, stated) || hears(rules, RULES.firstArrived, stated)) return undefined;
  const { guide, index } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const handsIn = guide.steps.findIndex(({ id }) => HANDS_IN.includes(id));
  const at = (place: number, rule: string, isAnswer: boolean): ToldPlace | undefined => {
    const step = guide.steps[place];
    if (step === undefined || (place === index && rule !== RULES.inApp)) return undefined;
    const stack = [...turn.state.stack.slice(0, -1), { ...frame, step: step.id, stuck: 0 }];
    return { turn: { ...turn, rule, state: { ...turn.state, stack } }, isAnswer };
  };
  if (handsIn < 0) return undefined;
  if (hears(rules, RULES.rejected, read)) return at(handsIn, RULES.rejected, false);
  if (hears(rules, RULES.submitted, read))
    return index > handsIn ? undefined : at(handsIn + 1, RULES.submitted, true);
  return index <= handsIn && hears(rules, RULES.inApp, said) ? at(handsIn, RULES.inApp, true) : undefined;
}
