// After the official line was called: what to do with what they said there. Nobody is told to call who has just called.

import { rebindOption } from "../../dialogs/answers.ts";
import { answerWithin, runningGuide, showStep } from "../../dialogs/guide-dialog.ts";
import { placeInGuide } from "../../dialogs/solver/walk.ts";
import type { IntentId } from "../../knowledge/intent.ts";
import { intentOption, option } from "../../say/options.ts";
import { knownChannels, say } from "../../say/say.ts";
import type { DialogState, GuideFrame, Option } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { countedSpan } from "./hear-span.ts";

interface Told {
  /** What a next question is likely to be about. */
  readonly leadsTo: IntentId;
  /** Told a second time it is told in other words: to call once more led nowhere. */
  readonly complains?: true;
  /** With that answer the call is made, and the next step can be taken. */
  readonly settles?: true;
}

/** What they may have said, by the rules `call-said/<kind>`; each has its answer in replies.yml under `call-<kind>`. */
const TOLD: ReadonlyMap<string, Told> = new Map<string, Told>([
  ["regulator", { complains: true, leadsTo: "faq_complaint" }],
  ["refund", { leadsTo: "faq_not_received" }],
  ["busy", { complains: true, leadsTo: "faq_complaint" }],
  ["visit", { leadsTo: "faq_agent_check", settles: true }],
  ["language", { leadsTo: "contact_official_support" }],
  ["agent", { complains: true, leadsTo: "faq_complaint" }],
  ["sms", { leadsTo: "faq_phone_changed" }],
  ["counter", { leadsTo: "faq_required_documents", settles: true }],
  ["person", { leadsTo: "faq_required_documents", settles: true }],
  ["app", { leadsTo: "faq_which_software", settles: true }],
  ["fee", { leadsTo: "faq_fee" }],
  ["unknown", { leadsTo: "faq_whose_terminal" }],
  ["refused", { complains: true, leadsTo: "faq_complaint" }],
  ["papers", { leadsTo: "faq_required_documents", settles: true }],
  ["wait", { complains: true, leadsTo: "faq_when_effective", settles: true }],
]);
/** They were called, and it is not told what they said. */
export const ONLY_CALLED = "noted";

/** Who tells the same again is not told the same again. The answer to what they said, and then the step after the call where steps run and it is done by that. */
export function afterCall(turn: Turn, kind: string): Outcome {
  const key = `call-${kind}`;
  const told: Told = TOLD.get(kind) ?? { leadsTo: "contact_official_support", settles: true };
  const isAgain = told.complains === true && turn.state.toldOf === key;
  const state: DialogState = {
    ...turn.state,
    misses: 0,
    calledLine: true,
    toldOf: key,
    lastIntent: told.leadsTo,
  };
  const next: Turn = { ...turn, state };
  const { recognition: _, ...spoken } = next;
  const channels = knownChannels(next);
  const counted = kind === "wait" ? countedSpan(next) : undefined;
  const answer = (options: readonly Option[]) =>
    counted
      ? say(spoken, counted.key, { params: counted.params, facts: counted.facts, channels, options })
      : say(spoken, isAgain ? "call-again" : key, { channels, options });
  const following = told.settles && afterCallStep(next);
  if (!following) return outcome(state, answerWithin(next, waysOn(next, kind, told), answer));
  const shown = showStep(next, following);
  return { ...shown, said: [answer([]), ...shown.said] };
}

/** Whether the running steps stand at the call. */
export function standsAtCall({ knowledge, state }: Turn): boolean {
  const frame = runningGuide(state);
  if (!frame) return false;
  const { guide, index } = placeInGuide(knowledge, frame, state.situation);
  return index === guide.steps.findIndex(({ title, text }) => CALLS.test(`${title} ${text}`));
}

/** Where they stand at the call, the step after it. */
export function afterCallStep(turn: Turn): GuideFrame | undefined {
  const frame = runningGuide(turn.state);
  if (!frame || !standsAtCall(turn)) return undefined;
  const { guide, index } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const step = guide.steps[index + 1];
  return step && { ...frame, step: step.id };
}

/** A step that names the hotline, as it is written. */
const CALLS = /\{\{(?:provider:|fact:[\w-]+\.)hotline\}\}/;

function waysOn(turn: Turn, kind: string, { leadsTo }: Told): Option[] {
  const { knowledge } = turn;
  const related = intentOption(knowledge, leadsTo);
  return [
    ...(kind === "unknown" ? [option(knowledge, "unknown-provider")] : related ? [related] : []),
    rebindOption(turn),
    option(knowledge, "human"),
  ];
}
