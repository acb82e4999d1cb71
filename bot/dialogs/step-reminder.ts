// After something said in the middle of steps: that the step still waits, twice in words and then only by its buttons.
import { withOffers } from "../say/offers.ts";
import { hasOtherWords, say } from "../say/say.ts";
import type { DialogState, GuideFrame, Option } from "../say/state.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { placeParams, runningGuide, stepOptions } from "./guide-dialog.ts";

/** So often the step is named after something else; whoever asks a third thing knows where they stand. */
export const MOST_REMINDERS = 2;
const REMINDER = "resume-step";

/**
 * The outcome with the step named the first time as it is, the second time in other words, and then no more: its buttons
 * stand under the answer. Where the reminder is all there is to say it stays. A step that is shown counts anew.
 */
export function withStepReminded(turn: Turn, answered: Outcome): Outcome {
  // Content from before has no other words for it, and says it each time.
  if (!hasOtherWords(turn.knowledge, REMINDER)) return answered;
  const { reminded: before = 0, ...state } = answered.state;
  const guide = runningGuide(answered.state);
  const last = answered.said.at(-1)?.reply;
  const isSame = guide !== undefined && samePlace(runningGuide(turn.state), guide);
  if (!guide || !isSame || answered.said.some(({ reply }) => reply.key === "step"))
    return { ...answered, state };
  const counted = (reminded: number): DialogState => ({ ...state, ...(reminded > 0 && { reminded }) });
  if (last?.key !== REMINDER) return { ...answered, state: counted(before) };
  if (answered.said.length === 1) return { ...answered, state: counted(Math.max(before, 1)) };
  const reminded = Math.min(before + 1, MOST_REMINDERS);
  if (before === 0) return { ...answered, state: counted(reminded) };
  const told = { ...answered, state: counted(reminded), said: answered.said.slice(0, -1) };
  if (before >= MOST_REMINDERS) return withOffers(told, offersOf(turn, answered, guide));
  return { ...told, said: [...told.said, inOtherWords(turn, answered, guide)] };
}

/** The step's buttons, and what else the reminder offered: another question of the same message. */
function offersOf(turn: Turn, { said }: Outcome, guide: GuideFrame): readonly Option[] {
  const steps = stepOptions(turn, guide);
  const more = said.at(-1)?.options.filter(({ label }) => !steps.some((step) => step.label === label)) ?? [];
  return [...steps, ...more];
}

function samePlace(one: GuideFrame | undefined, other: GuideFrame): boolean {
  return one?.guide === other.guide && one.provider === other.provider && one.step === other.step;
}

/** The reminder as it was to be said, with its options and reasons, in the second wording. */
function inOtherWords(turn: Turn, { said, state }: Outcome, guide: GuideFrame) {
  const [reminder] = said.slice(-1);
  const params = placeParams({ knowledge: turn.knowledge, state }, guide);
  const { reply, options } = say({ ...turn, state }, REMINDER, { params, again: true });
  return {
    reply: { ...(reminder?.reply ?? reply), text: reply.text },
    options: reminder?.options ?? options,
  };
}
