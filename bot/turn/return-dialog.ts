// Where a merchant stood, and going on there: after hours or days away, and after a person had spoken.
import { backToStep, guideTitle, placeParams, runningGuide } from "../dialogs/guide-dialog.ts";
import { again as pathAgain, targetOf } from "../dialogs/path-dialog.ts";
import type { ReturnedBy } from "../ports.ts";
import { bareText, mainOptions, option } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type DialogState, topFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { isAway } from "./away.ts";
import type { Message, Recognise } from "./route.ts";

/** A message that asks nothing: a greeting, a question mark, silence. Anything more is answered as it is. */
export function isBare({ text, secrets }: Message, recognise: Recognise): boolean {
  if (secrets.length > 0) return false;
  if (bareText(text) === "") return true;
  const { intent, zone } = recognise(text, { inGuide: false });
  return intent === "greeting" && zone === "answer";
}

/**
 * Asks whether to go on where the guide stands, running or put aside; what was to be done before the steps is said
 * again. Undefined where nothing was under way.
 */
export function welcomeBack(turn: Turn): Outcome | undefined {
  const { knowledge } = turn;
  const target = topFrame(turn.state)?.dialog === "path" ? targetOf(turn) : undefined;
  if (target) return prefixed([say({ ...turn, rule: "time/came-back" }, "greeting-again")], pathAgain(turn));
  const { paused, ...rest } = turn.state;
  const guide = runningGuide(turn.state) ?? (turn.state.stack.length === 0 ? paused : undefined);
  if (!guide) return undefined;
  const state: DialogState = { ...rest, stack: [guide], misses: 0 };
  const next: Turn = { ...turn, state, rule: "time/came-back" };
  const params = { guide: guideTitle(knowledge, guide), ...placeParams(next, guide) };
  const keys = ["resume", "restart", "other", "human"] as const;
  const options = keys.map((key) => option(knowledge, key));
  return outcome(state, [say(next, "welcome-back", { params, options })]);
}

/** A person's part is over: says so, and shows the step that waited meanwhile. The guide itself was not touched. */
export function speakAgain(turn: Turn, by: ReturnedBy): Outcome {
  const guide = runningGuide(turn.state);
  const again: Turn = { ...turn, rule: `desk/${by}` };
  if (guide) return outcome(turn.state, [say(again, `desk.returned-${by}`), backToStep(again, guide)]);
  const options = mainOptions(turn.knowledge);
  return outcome(turn.state, [say(again, `desk.returned-${by}`, { options })]);
}

/** At the first sight of a merchant, and whenever they open the chat again. */
export function greet(turn: Turn): Outcome {
  const { knowledge, state } = turn;
  const away = isAway(state, turn.now) ? welcomeBack(turn) : undefined;
  if (away) return away;
  const guide = runningGuide(state);
  if (guide) return outcome(state, [say(turn, "greeting-again"), backToStep(turn, guide)]);
  const { paused } = state;
  if (!paused) return outcome(state, [say(turn, "greeting", { options: mainOptions(knowledge) })]);
  const options = [option(knowledge, "resume"), ...mainOptions(knowledge)];
  const params = { guide: guideTitle(knowledge, paused), ...placeParams(turn, paused) };
  return outcome(state, [say(turn, "greeting-again"), say(turn, "paused-hint", { params, options })]);
}
