// After something said in between: that what comes first still waits, once in words and then only as an option.

import { withOffers } from "../say/offers.ts";
import { option } from "../say/options.ts";
import { topFrame, withoutFrame } from "../say/state.ts";
import type { Outcome, Said, Turn } from "../say/turn-context.ts";
import { callsPerson } from "./escalation.ts";
import { backToStep, runningGuide } from "./guide-dialog.ts";
import { pathOf, targetOf } from "./path-dialog.ts";
import { sayPathBack } from "./path-replies.ts";

const MOST_REMINDERS = 1;

/**
 * What came first still does, unless a fraud is going on. It is named in one line; after that, and for whoever asked for a
 * person, it is offered and no longer said. What has been answered meanwhile waits no more.
 */
export function withPathAgain(turn: Turn, answered: Outcome): Outcome {
  const { state, said, effects } = answered;
  const waiting = topFrame(state);
  if (topFrame(turn.state)?.dialog !== "path" || waiting?.dialog !== "path") return answered;
  if (said.some(({ reply }) => /^path-|^scam|^did-you-mean$/.test(reply.key))) return answered;
  const target = targetOf({ ...turn, state });
  const path = target && pathOf({ ...turn, state }, target);
  if (!path) return answered;
  if (path.kind === "guide") return withoutPath(turn, answered);
  const { reminded = 0 } = waiting;
  const isSilent = reminded >= MOST_REMINDERS || effects.some(callsPerson);
  const noted = { ...waiting, reminded: MOST_REMINDERS };
  const after: Outcome = { ...answered, state: { ...state, stack: [...state.stack.slice(0, -1), noted] } };
  if (isSilent) return withOffers(after, [option(turn.knowledge, "resume")]);
  const reminder = sayPathBack({ ...turn, state, rule: "path/again" }, path);
  const quiet = said.map(
    ({ reply: { leads: _, shown: _all, ...reply } }): Said => ({
      reply: { ...reply, choices: [] },
      options: [],
    }),
  );
  return { ...after, said: [...quiet, reminder] };
}

/** Nothing stands in the way any more: a guide below goes on, else the steps are offered. */
function withoutPath(turn: Turn, answered: Outcome): Outcome {
  const state = withoutFrame(answered.state, "path");
  const after = { ...answered, state };
  const guide = runningGuide(state);
  return guide
    ? { ...after, said: [...after.said, backToStep({ ...turn, state }, guide)] }
    : withOffers(after, [option(turn.knowledge, "rebind")]);
}
