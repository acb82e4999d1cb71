// The end of a guide: what shows that the change is done, and the steps on paper.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { RULES, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { bareOf, hears } from "../rules/heard-rules.ts";
import { guideUrl } from "../say/guide-steps.ts";
import { intentOption, option } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type DialogState, type GuideFrame, type Option, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";

/** The replies after which only the first settlement is waited for. */
export const AWAITS: readonly string[] = ["guide-done-early", "progress-passed"];
/** The reply after which nothing is waited for. */
export const ARRIVED = "progress-arrived";

/** After the last step. */
export function finishGuide(turn: Turn, frame: GuideFrame): Outcome {
  const { knowledge } = turn;
  const plain = frame.guide === VERIFY_TERMINAL;
  const followUps = plain ? [option(knowledge, "rebind")] : afterChange(knowledge);
  const options = [...followUps, option(knowledge, "human")];
  const state: DialogState = { ...withoutFrame(turn.state, "guide"), misses: 0 };
  const links = [checklistLink(knowledge, frame)];
  return outcome(state, [
    say({ ...turn, state }, plain ? "guide-done-plain" : "guide-done", { options, links }),
  ]);
}

/** Whether a merchant says that the card is changed, and not only this step done: 「换好了」. */
export function saysAllDone({ knowledge, text }: Turn): boolean {
  return hears(knowledge.rules, RULES.allDone, bareOf(normalise(text)));
}

/** The card is changed before the last step: what still shows that it is, and the place is kept. */
export function finishEarly(turn: Turn, frame: GuideFrame): Outcome {
  return finishBut(turn, frame, "guide-done-early");
}

/** The review has passed and the new card is shown: only the first settlement is left to wait for. */
export function finishPassed(turn: Turn, frame: GuideFrame | undefined): Outcome {
  return finishBut(turn, frame, "progress-passed");
}

/** Steps that ran are kept; where none did, there are none to go on with. */
function finishBut(turn: Turn, frame: GuideFrame | undefined, key: string): Outcome {
  const { knowledge } = turn;
  const over = atTheEnd(turn);
  const state: DialogState = { ...over, toldOf: key, ...(frame && { paused: frame }) };
  const on = frame ? [option(knowledge, "resume")] : [];
  const options = [...afterChange(knowledge), ...on, option(knowledge, "human")];
  return outcome(state, [say({ ...turn, state }, key, { options, ...onPaper(knowledge, frame) })]);
}

/** The first settlement came to the new card: nothing is left to do but to keep what shows it. */
export function finishArrived(turn: Turn, frame: GuideFrame | undefined): Outcome {
  const { paused: _, ...over } = atTheEnd(turn);
  const state: DialogState = { ...over, toldOf: ARRIVED };
  const options = afterArrival(turn.knowledge);
  return outcome(state, [say({ ...turn, state }, ARRIVED, { options, ...onPaper(turn.knowledge, frame) })]);
}

/** Asked on after that: the same, from where they stand. */
export function arrivedAgain(turn: Turn): Outcome {
  const state: DialogState = { ...turn.state, misses: 0 };
  const options = afterArrival(turn.knowledge);
  return outcome(state, [say({ ...turn, state }, ARRIVED, { options, again: true })]);
}

/** Neither steps nor the question whose terminal it is. */
function atTheEnd({ state }: Turn): DialogState {
  return { ...withoutFrame(withoutFrame(state, "guide"), "choose-provider"), misses: 0 };
}

function onPaper(knowledge: Knowledge, frame: GuideFrame | undefined) {
  return frame ? { links: [checklistLink(knowledge, frame)] } : {};
}

function afterArrival(knowledge: Knowledge): Option[] {
  const questions = ["faq_old_card_closed_or_lost", "faq_confirm_success"] as const;
  return [
    ...questions.flatMap((intent) => intentOption(knowledge, intent) ?? []),
    option(knowledge, "rebind"),
    option(knowledge, "human"),
  ];
}

function afterChange(knowledge: Knowledge): Option[] {
  const questions = ["faq_confirm_success", "faq_not_received"] as const;
  return [
    option(knowledge, "timeline"),
    ...questions.flatMap((intent) => intentOption(knowledge, intent) ?? []),
  ];
}

/** The steps on paper: a page that can be printed, or saved and read without a network. */
export function checklistLink(
  knowledge: Knowledge,
  frame: Pick<GuideFrame, "guide" | "provider">,
): { title: string; url: string } {
  return { title: replyText(knowledge, "link.checklist"), url: `${guideUrl(knowledge, frame)}/checklist` };
}
