// After something said in between: that what comes first still waits, twice in words and then only as an option.

import { withOffers } from "../say/offers.ts";
import { option } from "../say/options.ts";
import { topFrame } from "../say/state.ts";
import type { Outcome, Said, Turn } from "../say/turn-context.ts";
import { callsPerson } from "./escalation.ts";
import { pathOf, targetOf } from "./path-dialog.ts";
import { sayPathBack } from "./path-replies.ts";

const MOST_REMINDERS = 2;

/**
 * What came first still does, unless a fraud is going on. It is named in one line, the next time in other words; after
 * that, and for whoever asked for a person, it is offered and no longer said.
 */
export function withPathAgain(turn: Turn, answered: Outcome): Outcome {
  const { state, said, effects } = answered;
  const waiting = topFrame(state);
  if (topFrame(turn.state)?.dialog !== "path" || waiting?.dialog !== "path") return answered;
  if (said.some(({ reply }) => /^path-|^scam|^did-you-mean$/.test(reply.key))) return answered;
  const { reminded = 0 } = waiting;
  const isSilent = reminded >= MOST_REMINDERS || effects.some(callsPerson);
  const noted = { ...waiting, reminded: isSilent ? MOST_REMINDERS : reminded + 1 };
  const after: Outcome = { ...answered, state: { ...state, stack: [...state.stack.slice(0, -1), noted] } };
  if (isSilent) return withOffers(after, [option(turn.knowledge, "resume")]);
  const reminder = remindOf({ ...turn, state, rule: "path/again" }, reminded > 0);
  if (!reminder) return answered;
  const quiet = said.map(({ reply }): Said => ({ reply: { ...reply, choices: [] }, options: [] }));
  return { ...after, said: [...quiet, reminder] };
}

function remindOf(turn: Turn, again: boolean): Said | undefined {
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  return path && path.kind !== "guide" ? sayPathBack(turn, path, again) : undefined;
}
