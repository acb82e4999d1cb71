// 「能不能直接在 app 里弄，不打电话」 in the middle of steps: yes, and the step after the call is the next.
import { answerWithin, runningGuide, showStep } from "../../dialogs/guide-dialog.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { knownChannels, say } from "../../say/say.ts";
import type { DialogState } from "../../say/state.ts";
import { type Outcome, outcome, type Said, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { afterCallStep } from "./after-call.ts";
import { asksOfPhoto } from "./hear-screen.ts";

const ANSWER = "app-not-call";

/**
 * That the official app will do; with what it wants of them, where that is asked too. Who stood at the call goes on behind
 * it. Undefined where the call is not in question.
 */
export function heardAppInstead(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { rules, replies } = turn.knowledge;
  const guide = runningGuide(turn.state);
  const text = recognition.read ?? normalise(turn.text);
  if (!guide || guide.guide === VERIFY_TERMINAL || !replies.has(ANSWER)) return undefined;
  if (!hears(rules, RULES.skipsCall, text)) return undefined;
  const state: DialogState = { ...turn.state, misses: 0, lastIntent: "faq_which_software" };
  const { recognition: _, ...told } = { ...turn, state, rule: RULES.skipsCall };
  const next: Turn = told;
  const channels = knownChannels(next);
  const photo: Said[] = asksOfPhoto(next, text) ? [say(next, "screen-wants-photo")] : [];
  const following = afterCallStep(next);
  const answer = (options: Said["options"]) => say(next, ANSWER, { channels, options });
  if (!following) {
    const [first, ...rest] = answerWithin(next, [], answer);
    return outcome(state, [...(first ? [first] : []), ...photo, ...rest]);
  }
  const shown = showStep(next, following);
  return { ...shown, said: [answer([]), ...photo, ...shown.said] };
}
