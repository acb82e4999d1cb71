// The answer to what waits before the steps, wherever in the message it stands: 「这个办好了，我有自己的卡」「能收到。那…」.

import { RULES } from "../knowledge/own-ids.ts";
import { type Situation, SLOT_VALUES, type Slot } from "../knowledge/situation.ts";
import { hears } from "../rules/heard-rules.ts";
import { bareText, namedOption, offeredOption } from "../say/options.ts";
import { topFrame } from "../say/state.ts";
import type { Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { clausesOf } from "../text/pauses.ts";
import { askedNow, pathOf, targetOf } from "./path-dialog.ts";
import { afterGetting } from "./solver/solve-path.ts";

/** What a clause of the message answers; a message of one clause is heard as a whole elsewhere. */
export function answeredInClauses(turn: Turn, text: string): Situation {
  if (topFrame(turn.state)?.dialog !== "path") return {};
  const clauses = clausesOf(normalise(text));
  const chosen = clauses.map((clause) => chosenIn(turn, clause)).find((one) => one !== undefined);
  const [first] = clauses;
  return chosen ?? (first === undefined ? {} : brief(turn, first));
}

/** A button's words: 「这个办好了」, or the answer to the question. */
function chosenIn(turn: Turn, clause: string): Situation | undefined {
  const { knowledge, state } = turn;
  const action = (offeredOption(knowledge, state.offered, clause) ?? namedOption(knowledge, clause))?.action;
  if (action?.do === "know") return { [action.slot]: action.value };
  if (action?.do !== "path" || action.with !== "got-it") return undefined;
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  return path?.kind === "missing" ? afterGetting({}, path.first) : undefined;
}

/** 「能」「收不到」 before anything else. */
function brief(turn: Turn, clause: string): Situation {
  const { rules } = turn.knowledge;
  const bare = bareText(clause);
  const asked = askedNow(turn);
  if (asked === undefined) return {};
  if (hears(rules, RULES.shortYes, bare)) return ifOf(asked, "yes");
  return hears(rules, RULES.shortNo, bare) ? ifOf(asked, "no") : {};
}

function ifOf(slot: Slot, value: string): Situation {
  const values: readonly string[] = SLOT_VALUES[slot];
  return values.includes(value) ? { [slot]: value } : {};
}
