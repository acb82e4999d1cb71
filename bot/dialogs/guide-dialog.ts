// Walks a guide one step at a time: forward, back, repeat, stuck, where, restart, leave and resume.

import { NO_PROVIDER } from "../knowledge/condition.ts";
import type { Step } from "../knowledge/guide.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { findGuide } from "../say/guide-steps.ts";
import { option } from "../say/options.ts";
import { providerName, say, sayStep } from "../say/say.ts";
import { type DialogState, type GuideFrame, type Option, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "../say/turn-context.ts";
import { escalate } from "./escalation.ts";
import { checklistLink, finishEarly, finishGuide, saysAllDone } from "./guide-end.ts";
import { placeInGuide, walkOf } from "./solver/walk.ts";

/** The guide now running, if one is. */
export function runningGuide(state: DialogState): GuideFrame | undefined {
  const frame = topFrame(state);
  return frame?.dialog === "guide" ? frame : undefined;
}

/** Begins the steps that apply to a provider: its own, or the generic ones of its class, said to be generic. */
export function startProviderGuide(turn: Turn, provider: string): Outcome {
  const { knowledge } = turn;
  const found = knowledge.providers.get(provider);
  if (!found) throw new Error(`no provider ${provider}`);
  const guide = walkOf(knowledge, { guide: found.class, provider }, turn.state.situation ?? {});
  const next: Turn = { ...turn, state: { ...turn.state, provider } };
  // Steps that are only in another language are published all the same.
  const isTranslated = found.stepsInChinese === true;
  const key = guide.generic ? "guide-start-generic" : "guide-start";
  const params = { provider: found.name, title: guide.title, count: String(guide.steps.length) };
  const intro = say(next, isTranslated ? "guide-start-plain" : key, {
    params,
    links: [checklistLink(knowledge, { guide: guide.id, provider })],
  });
  return enter(
    next,
    { dialog: "guide", guide: guide.id, provider, step: firstStep(guide.steps), stuck: 0 },
    intro,
  );
}

/**
 * Begins a guide of no particular provider: the generic steps of a class, or the check of a terminal. Steps that the check
 * stands in between wait for its end.
 */
export function startGuide(turn: Turn, id: string): Outcome {
  const { provider, situation = {} } = turn.state;
  const owner = id === VERIFY_TERMINAL ? provider : undefined;
  const guide = walkOf(turn.knowledge, { guide: id, provider: owner }, situation);
  const intro = say(turn, "guide-start-plain", {
    params: { title: guide.title, count: String(guide.steps.length) },
    links: [checklistLink(turn.knowledge, { guide: id })],
  });
  const frame: GuideFrame = {
    dialog: "guide",
    guide: id,
    ...(owner !== undefined && { provider: owner }),
    step: firstStep(turn.state.company === undefined ? guide.steps : withoutFinding(guide.steps)),
    stuck: 0,
  };
  const left = runningGuide(turn.state);
  const begun = enter(turn, frame, intro);
  return left && id === VERIFY_TERMINAL ? { ...begun, state: { ...begun.state, paused: left } } : begun;
}

/** A company that was named, though it has no page, need not be found out. */
function withoutFinding(steps: readonly Step[]): readonly Step[] {
  const finds = (step: Step) =>
    step.if?.some(({ subject, values }) => subject === "provider" && values.includes(NO_PROVIDER));
  return steps.filter((step) => !finds(step));
}

function firstStep(steps: readonly { id: string }[]): string {
  const first = steps[0];
  if (!first) throw new Error("a guide without steps: the loader must have refused this content");
  return first.id;
}

function enter(turn: Turn, frame: GuideFrame, intro: Said): Outcome {
  const { paused: _, ...rest } = withoutFrame(turn.state, "guide");
  const state: DialogState = { ...rest, misses: 0, stack: [frame] };
  return outcome(state, [intro, sayPlace({ ...turn, state }, frame)]);
}

function sayPlace(turn: Turn, frame: GuideFrame): Said {
  const place = placeInGuide(turn.knowledge, frame, turn.state.situation);
  return sayStep(turn, place, "step", stepOptions(turn, frame));
}

/** What can be done at a step; always a way on, a way out and a person. Help and a person are shown at once, whatever else is. */
export function stepOptions(
  { knowledge, state }: Pick<Turn, "knowledge" | "state">,
  frame: GuideFrame,
): Option[] {
  const { guide, index } = placeInGuide(knowledge, frame, state.situation);
  const last = index === guide.steps.length - 1;
  return [
    option(knowledge, last ? "done" : "next"),
    option(knowledge, "stuck"),
    option(knowledge, "human"),
    ...(index > 0 ? [option(knowledge, "back")] : []),
    option(knowledge, "leave"),
  ];
}

/** On from a step that is done; 「换好了」 says that the rest is, too. */
export function stepDone(turn: Turn, frame: GuideFrame): Outcome {
  return saysAllDone(turn) && frame.guide !== VERIFY_TERMINAL && !isLast(turn, frame)
    ? finishEarly(turn, frame)
    : move(turn, frame, 1);
}

function isLast({ knowledge, state }: Turn, frame: GuideFrame): boolean {
  const { guide, index } = placeInGuide(knowledge, frame, state.situation);
  return index === guide.steps.length - 1;
}

/** Moves by one step; past the last the guide is done, before the first it says so. */
export function move(turn: Turn, frame: GuideFrame, by: 1 | -1): Outcome {
  const { guide, index: from } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const index = from + by;
  if (index < 0) return prefixed([say(turn, "guide-first")], showStep(turn, frame));
  const step = guide.steps[index];
  return step ? showStep(turn, { ...frame, step: step.id, stuck: 0 }) : finishGuide(turn, frame);
}

/** The step with that number, from 1, or the last for Infinity; where there is none, where the merchant stands. */
export function showNumbered(turn: Turn, frame: GuideFrame, number: number): Outcome {
  const { guide } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const step = number === Number.POSITIVE_INFINITY ? guide.steps.at(-1) : guide.steps[number - 1];
  return step ? showStep(turn, { ...frame, step: step.id }) : where(turn, frame);
}

export function showStep(turn: Turn, frame: GuideFrame): Outcome {
  const { frame: standing } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const state: DialogState = {
    ...turn.state,
    misses: 0,
    stack: [...turn.state.stack.slice(0, -1), standing],
  };
  return outcome(state, [sayPlace({ ...turn, state }, standing)]);
}

/** From the first step again. */
export function restart(turn: Turn, frame: GuideFrame): Outcome {
  const [first] = findGuide(turn.knowledge, frame).steps;
  return showStep(turn, { ...frame, stuck: 0, step: first?.id ?? frame.step });
}

export function where(turn: Turn, frame: GuideFrame): Outcome {
  const params = placeParams(turn, frame);
  return outcome(turn.state, [say(turn, "guide-where", { params, options: stepOptions(turn, frame) })]);
}

/** First time: what to try at this step. Second time in one guide: a person, and the record of where it stopped. */
export function stuck(turn: Turn, frame: GuideFrame): Outcome {
  const { step } = placeInGuide(turn.knowledge, frame, turn.state.situation);
  const tried: GuideFrame = { ...frame, stuck: frame.stuck + 1 };
  const state: DialogState = { ...turn.state, misses: 0, stack: [...turn.state.stack.slice(0, -1), tried] };
  const next: Turn = { ...turn, state };
  if (tried.stuck >= 2 || step.stuck === undefined) {
    return escalate(next, "stuck-twice", {
      key: "stuck-twice",
      params: { title: step.title },
      options: stepOptions(turn, frame).filter(({ action }) => action.do !== "human"),
    });
  }
  const advice = sayStep(next, placeInGuide(turn.knowledge, tried, turn.state.situation), "stuck", []);
  const { knowledge } = turn;
  const options = [...stepOptions(turn, frame), option(knowledge, "repeat")];
  return outcome(state, [advice, say(next, "stuck-more", { options })]);
}

/** Leaves the guide but remembers the place. */
export function leave(turn: Turn, frame: GuideFrame): Outcome {
  const { knowledge } = turn;
  const state: DialogState = { ...withoutFrame(turn.state, "guide"), misses: 0, paused: frame };
  const options = [option(knowledge, "resume"), option(knowledge, "human")];
  return outcome(state, [say({ ...turn, state }, "guide-left", { options })]);
}

/** Takes a paused guide up again at its step. */
export function resume(turn: Turn, frame: GuideFrame): Outcome {
  const { paused: _, ...rest } = turn.state;
  const state: DialogState = { ...rest, stack: [frame], misses: 0 };
  return showStep({ ...turn, state }, frame);
}

/** The reminder after a question asked in the middle of a guide, with the step's options. */
export function backToStep(turn: Turn, frame: GuideFrame): Said {
  const params = placeParams(turn, frame);
  return say(turn, "resume-step", { params, options: stepOptions(turn, frame) });
}

/**
 * A reply as it is said wherever the merchant stands: in the middle of a guide without options of its own, and then the
 * step is pointed back to; else with the options.
 */
export function answerWithin(
  turn: Turn,
  options: readonly Option[],
  reply: (options: readonly Option[]) => Said,
): Said[] {
  const guide = runningGuide(turn.state);
  return guide ? [reply([]), backToStep(turn, guide)] : [reply(options)];
}

/** Where a guide stands, for replies: `{step}`, `{of}` and `{title}`. */
export function placeParams({ knowledge, state }: Pick<Turn, "knowledge" | "state">, frame: GuideFrame) {
  const { guide, index, step } = placeInGuide(knowledge, frame, state.situation);
  return { step: String(index + 1), of: String(guide.steps.length), title: step.title };
}

/** Who the running guide is for, in words. */
export function guideTitle(knowledge: Knowledge, frame: GuideFrame): string {
  const guide = findGuide(knowledge, frame);
  return frame.provider === undefined
    ? guide.title
    : `${providerName(knowledge, frame.provider)}：${guide.title}`;
}
