// A person asked for, and how far it is with one who was.
import { mainOptions, option } from "../say/options.ts";
import { knownChannels, say } from "../say/say.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { answerKey } from "./answers.ts";
import { escalate, placeInQueue } from "./escalation.ts";
import { runningGuide, stepOptions } from "./guide-dialog.ts";
import { showChannels } from "./provider-dialog.ts";

/** Never asks why: the official channel, and the queue where somebody stands behind the bot. */
export function human(turn: Turn): Outcome {
  const provider = turn.recognition?.provider;
  const state = provider === undefined ? turn.state : { ...turn.state, provider };
  const { knowledge } = turn;
  const findChannel = option(knowledge, "unknown-provider");
  const guide = runningGuide(state);
  const unhurried = guide
    ? stepOptions({ knowledge, state }, guide)
    : state.provider === undefined
      ? [findChannel]
      : mainOptions(knowledge);
  const options = unhurried.filter(({ action }) => action.do !== "human");
  const { desk } = turn;
  const reply = desk ? { key: "desk.human", params: placeInQueue(turn, desk), desk } : { key: "human" };
  const escalated = escalate({ ...turn, state }, "asked", { ...reply, options });
  const isNobodys = state.provider === undefined && state.company === undefined;
  return isNobodys && state.stack.length === 0 ? awaitingName(escalated) : escalated;
}

/** We said "tell me whose terminal it is, and I look for its line": a name that follows is the answer to that. */
function awaitingName(escalated: Outcome): Outcome {
  const stack = [{ dialog: "choose-provider" as const, purpose: "channels" as const }];
  return { ...escalated, state: { ...escalated.state, stack } };
}

/** The place in the queue, else where a review is looked up, and the official channel: we keep no tickets of acquirers. */
export function ticket(turn: Turn): Outcome {
  const { knowledge, state, desk } = turn;
  if (desk) {
    const options = mainOptions(knowledge).filter(({ action }) => action.do !== "human");
    return outcome(state, [say(turn, "desk.place", { params: placeInQueue(turn, desk), desk, options })]);
  }
  const { provider } = state;
  if (provider === undefined || knownChannels(turn).length === 0) return answerKey(turn, "no-tickets");
  return prefixed([say(turn, "no-tickets")], showChannels(turn, provider));
}
