// The question whose terminal it is, said again after another question was answered beside it.
import { askProvider, chooseProvider } from "../dialogs/provider-dialog.ts";
import { type DialogState, topFrame, withoutFrame } from "../say/state.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";

/**
 * A question answered beside the name we waited for: what the name was asked for goes on. A company that is known is not
 * asked for again.
 */
function withWhatWaited(turn: Turn, answered: Outcome): Outcome | undefined {
  const frame = topFrame(answered.state);
  const { provider, guessed } = turn.recognition ?? {};
  if (frame?.dialog !== "choose-provider" || provider === undefined || guessed) return undefined;
  const goneOn = chooseProvider({ ...turn, state: answered.state }, provider, frame.purpose);
  const [reply] = answered.said;
  const more = goneOn.said.filter((said) => said.reply.text !== reply?.reply.text);
  return {
    ...goneOn,
    said: more.length === 0 ? goneOn.said : [...answered.said, ...more],
    effects: answered.effects,
  };
}

/**
 * A question answered while we wait for the provider's name: ask for the name again, briefly and once. Whoever asks on has
 * heard it, and a name is still taken for the answer; where it is known from before, nobody waits for it.
 */
export function withQuestionAskedAgain(turn: Turn, answered: Outcome): Outcome {
  const waiting = (state: DialogState) => topFrame(state)?.dialog === "choose-provider";
  if (!waiting(turn.state) || !waiting(answered.state) || answered.said.length !== 1) return answered;
  const frame = topFrame(answered.state);
  const key = answered.said[0]?.reply.key ?? "";
  if (frame?.dialog !== "choose-provider" || asksWhose(key) || endsTalk(key)) return answered;
  const goneOn = withWhatWaited(turn, answered);
  if (goneOn) return goneOn;
  const { company, provider } = answered.state;
  if (provider !== undefined && frame.guess === undefined)
    return { ...answered, state: withoutFrame(answered.state, "choose-provider") };
  if (frame.repeated !== undefined || company !== undefined) return answered;
  const asked = askProvider({ ...turn, state: answered.state }, frame.purpose);
  return { ...asked, said: [...answered.said, ...asked.said], effects: answered.effects };
}

/** Whoever thanks or leaves is not held back by a question. */
function endsTalk(key: string): boolean {
  return key === "thanks" || key === "goodbye";
}

/** Replies that are the question themselves, or say where the name stands. */
function asksWhose(key: string): boolean {
  return key === "whose-terminal" || /^(?:ask|provider)-/.test(key);
}
