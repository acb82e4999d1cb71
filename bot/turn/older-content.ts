// A conversation that stands in older content than is served: which snapshot it needs, and how it comes over.
import { z } from "zod";
import { showStep } from "../dialogs/guide-dialog.ts";
import { finishGuide } from "../dialogs/guide-end.ts";
import { placeInGuide, walkOf } from "../dialogs/solver/walk.ts";
import type { Guide, Step } from "../knowledge/guide.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { replyText } from "../knowledge/reply-text.ts";
import type { Situation } from "../knowledge/situation.ts";
import { stepIndex } from "../say/guide-steps.ts";
import { mainOptions } from "../say/options.ts";
import { say } from "../say/say.ts";
import { DialogState, type GuideFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { type CarryOver, carryOver, firstNotDone } from "./carry-over.ts";
import { guideIn } from "./fit-state.ts";

/** The guide a conversation stands in, running or left for later, and the snapshot it was begun with. */
export interface Standing {
  readonly frame: GuideFrame;
  readonly paused: boolean;
  readonly content: string;
}

/** Undefined when the merchant stands at no step. */
export function standingOf(state: DialogState): Standing | undefined {
  const frame = guideFrame(state);
  if (frame) return { frame, paused: false, content: state.content };
  const { paused, pausedContent = state.content } = state;
  return paused && { frame: paused, paused: true, content: pausedContent };
}

function guideFrame(state: DialogState): GuideFrame | undefined {
  return state.stack.findLast((frame) => frame.dialog === "guide");
}

const Contents = z.object({
  content: z.string(),
  pausedContent: z.string().optional(),
  locale: z.string().optional(),
});

/** The locale a conversation is held in, or undefined before its first turn. */
export function spokenLocale(stored: unknown): string | undefined {
  const named = Contents.safeParse(stored).data;
  return named && (named.locale ?? BASE_LOCALE);
}

/** The snapshot of the last turn, or undefined before the first. */
export function lastContent(stored: unknown): string | undefined {
  return Contents.safeParse(stored).data?.content;
}

/** The snapshot a turn wants beside the current one, or undefined: most turns want none. */
export function neededSnapshot(stored: unknown, current: string): string | undefined {
  const named = Contents.safeParse(stored).data;
  if (!named || (named.content === current && named.pausedContent === undefined)) return undefined;
  const { data } = DialogState.safeParse(stored);
  const needed = data && standingOf(data)?.content;
  return needed === current ? undefined : needed;
}

/**
 * Where the standing leads in newer content, for this merchant's own walk through it. No walk goes on past a fact that
 * was corrected: it is brought over at once, or ends.
 */
export function placeIn(
  before: Knowledge,
  after: Knowledge,
  { standing, situation }: { standing: Standing; situation: Situation },
): CarryOver {
  const { frame } = standing;
  const from = placeInGuide(before, frame, situation);
  const to = guideIn(after, frame) && walkOf(after, frame, situation);
  const place = carryOver(from.guide, to, from.step.id);
  if (place.kind === "gone" || !isCorrected(before, after, { guide: from.guide, provider: frame.provider })) {
    return place;
  }
  return place.kind === "carries" ? { ...place, same: true } : { kind: "gone" };
}

/** Whether a fact that the guide or its provider rests on has another value now, or none. */
function isCorrected(
  before: Knowledge,
  after: Knowledge,
  { guide, provider }: { guide: Guide; provider: string | undefined },
): boolean {
  const steps = JSON.stringify(guide.steps);
  return [...before.facts.values()].some((fact) => {
    const isOwn = provider !== undefined && fact.provider === provider;
    const isNamed = isOwn || steps.includes(`{{fact:${fact.id}}}`);
    return isNamed && after.facts.get(fact.id)?.value !== fact.value;
  });
}

/** The same state, standing at a step of the newer content. */
export function broughtOver(state: DialogState, { paused, frame }: Standing, at: string, hash: string) {
  const moved: GuideFrame = { ...frame, step: at };
  return paused
    ? { ...state, paused: moved, pausedContent: hash }
    : { ...state, stack: state.stack.map((one) => (one === frame ? moved : one)) };
}

/**
 * What a turn in the middle of an older guide comes to, once it was tried on the older content: that content's
 * answer, the current content (at no step, at the step carried over, or with a guide begun anew), or the walk's end.
 */
export type Passage = "older" | "current" | "anew" | "expired" | { readonly step: string };

export function passageOf(tried: {
  readonly place: CarryOver;
  readonly standing: Standing;
  /** State and reply keys as the older content would have it. */
  readonly after: DialogState;
  readonly keys: readonly string[];
  readonly joined: boolean;
}): Passage {
  const { place, standing, after, keys } = tried;
  const now = whereabouts(after, standing);
  const stays = standing.paused ? tried.joined : now === "there";
  if (stays) return "older";
  if (standing.paused && now === "out") return "current";
  if (place.kind === "carries") return { step: place.step };
  if (keys.some((key) => key.startsWith("guide-start"))) return "anew";
  const isWalked = now !== "out" || keys.some((key) => key.startsWith("guide-done"));
  return place.kind === "gone" && isWalked ? "expired" : "older";
}

/** Whether a turn left the merchant in that guide: at its step, at another one, or not in it any more. */
function whereabouts(state: DialogState, { frame }: Standing): "there" | "elsewhere" | "out" {
  const now = guideFrame(state);
  if (!now || now.guide !== frame.guide || now.provider !== frame.provider) return "out";
  return now.step === frame.step ? "there" : "elsewhere";
}

/**
 * Ends a walk whose step is gone: says so, lists what was done, and goes on at the first step that was not.
 * What is done are the steps before the one to which the older content would have moved in `stayed`.
 */
export function expire(
  turn: Turn,
  { before, standing, stayed }: { before: Knowledge; standing: Standing; stayed: DialogState },
): Outcome {
  const { frame } = standing;
  const reached = whereabouts(stayed, standing) === "out" ? undefined : guideFrame(stayed)?.step;
  const { knowledge, state } = turn;
  const { situation = {} } = state;
  const { guide: from, step } = placeInGuide(before, frame, situation);
  const to = guideIn(knowledge, frame) && walkOf(knowledge, frame, situation);
  const end = reached === undefined ? from.steps.length : stepIndex(from, reached);
  const done = from.steps.slice(0, end);
  const { paused: _, ...rest } = withoutFrame(state, "guide");
  const told = { title: step.title, done: listed(knowledge, done) };
  if (!to) {
    const options = mainOptions(knowledge);
    return outcome({ ...rest, stack: [], misses: 0 }, [
      say(turn, "guide-withdrawn", { params: told, options }),
    ]);
  }
  const replaced = to.id !== from.id;
  const note = say(turn, replaced ? "guide-replaced" : "guide-expired", { params: told });
  const next = replaced ? to.steps[0] : firstNotDone(from, to, done);
  const at = next ?? to.steps.at(-1);
  if (!at) throw new Error("a guide without steps: the loader must have refused this content");
  const taken: GuideFrame = { ...frame, step: at.id };
  const onIt: Turn = { ...turn, state: { ...rest, stack: [taken] } };
  return prefixed([note], next ? showStep(onIt, taken) : finishGuide(onIt, taken));
}

function listed(knowledge: Knowledge, done: readonly Step[]): string {
  if (done.length === 0) return replyText(knowledge, "guide-nothing-done");
  return done.map(({ title }, index) => `\n${index + 1}. ${title}`).join("");
}
