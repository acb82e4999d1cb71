// Walks a guide one step at a time: forward, back, repeat, stuck, where, restart, leave and resume.
import { guideFor, type Knowledge } from "../knowledge/knowledge.ts";
import { escalate } from "./escalation.ts";
import { intentOption, option } from "./options.ts";
import { findGuide, providerName, say, sayStep, stepIndex } from "./say.ts";
import { type DialogState, type GuideFrame, type Option, topFrame, withoutFrame } from "./state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "./turn-context.ts";

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
  const guide = guideFor(knowledge, found);
  const next: Turn = { ...turn, state: { ...turn.state, provider } };
  const key = guide.generic ? "guide-start-generic" : "guide-start";
  const intro = say(next, key, { params: { provider: found.name, count: String(guide.steps.length) } });
  return enter(
    next,
    { dialog: "guide", guide: guide.id, provider, step: firstStep(guide.steps), stuck: 0 },
    intro,
  );
}

/** Begins a guide of no particular provider: the generic steps of a class, or the check of a terminal. */
export function startGuide(turn: Turn, id: string): Outcome {
  const guide = turn.knowledge.guides.get(id);
  if (!guide) throw new Error(`no guide ${id}`);
  const intro = say(turn, "guide-start-plain", {
    params: { title: guide.title, count: String(guide.steps.length) },
  });
  const { provider } = turn.state;
  const frame: GuideFrame = {
    dialog: "guide",
    guide: id,
    ...(provider !== undefined && id === "verify-terminal" && { provider }),
    step: firstStep(guide.steps),
    stuck: 0,
  };
  return enter(turn, frame, intro);
}

function firstStep(steps: readonly { id: string }[]): string {
  const first = steps[0];
  if (!first) throw new Error("a guide without steps: the loader must have refused this content");
  return first.id;
}

function enter(turn: Turn, frame: GuideFrame, intro: Said): Outcome {
  const { paused: _, ...rest } = withoutFrame(turn.state, "guide");
  const state: DialogState = { ...rest, misses: 0, stack: [frame] };
  return outcome(state, [
    intro,
    sayStep({ ...turn, state }, frame, "step", stepOptions(turn.knowledge, frame)),
  ]);
}

/** What can be done at a step; always a way on, a way out and a person. */
export function stepOptions(knowledge: Knowledge, frame: GuideFrame): Option[] {
  const guide = findGuide(knowledge, frame);
  const index = stepIndex(guide, frame.step);
  const last = index === guide.steps.length - 1;
  return [
    option(knowledge, last ? "done" : "next"),
    option(knowledge, "stuck"),
    ...(index > 0 ? [option(knowledge, "back")] : []),
    option(knowledge, "leave"),
    option(knowledge, "human"),
  ];
}

/** Moves by one step; past the last the guide is done, before the first it says so. */
export function move(turn: Turn, frame: GuideFrame, by: 1 | -1): Outcome {
  const guide = findGuide(turn.knowledge, frame);
  const index = stepIndex(guide, frame.step) + by;
  if (index < 0) return prefixed([say(turn, "guide-first")], showStep(turn, frame));
  const step = guide.steps[index];
  return step ? showStep(turn, { ...frame, step: step.id }) : finish(turn, frame);
}

export function showStep(turn: Turn, frame: GuideFrame): Outcome {
  const state: DialogState = { ...turn.state, misses: 0, stack: [...turn.state.stack.slice(0, -1), frame] };
  return outcome(state, [sayStep({ ...turn, state }, frame, "step", stepOptions(turn.knowledge, frame))]);
}

function finish(turn: Turn, frame: GuideFrame): Outcome {
  const { knowledge } = turn;
  const plain = frame.guide === "verify-terminal";
  const followUps = plain
    ? [option(knowledge, "rebind")]
    : (["faq_confirm_success", "faq_not_received"] as const).flatMap(
        (id) => intentOption(knowledge, id) ?? [],
      );
  const options = [...followUps, option(knowledge, "human")];
  const state: DialogState = { ...withoutFrame(turn.state, "guide"), misses: 0 };
  return outcome(state, [say({ ...turn, state }, plain ? "guide-done-plain" : "guide-done", { options })]);
}

export function where(turn: Turn, frame: GuideFrame): Outcome {
  const guide = findGuide(turn.knowledge, frame);
  const index = stepIndex(guide, frame.step);
  const title = guide.steps[index]?.title ?? "";
  const params = { step: String(index + 1), of: String(guide.steps.length), title };
  return outcome(turn.state, [
    say(turn, "guide-where", { params, options: stepOptions(turn.knowledge, frame) }),
  ]);
}

/** First time: what to try at this step. Second time in one guide: a person, and the record of where it stopped. */
export function stuck(turn: Turn, frame: GuideFrame): Outcome {
  const guide = findGuide(turn.knowledge, frame);
  const step = guide.steps[stepIndex(guide, frame.step)];
  const tried: GuideFrame = { ...frame, stuck: frame.stuck + 1 };
  const state: DialogState = { ...turn.state, misses: 0, stack: [...turn.state.stack.slice(0, -1), tried] };
  const next: Turn = { ...turn, state };
  if (tried.stuck >= 2 || step?.stuck === undefined) {
    return escalate(next, "stuck-twice", {
      key: "stuck-twice",
      params: { title: step?.title ?? guide.title },
      options: stepOptions(turn.knowledge, frame).filter(({ action }) => action.do !== "human"),
    });
  }
  const advice = sayStep(next, tried, "stuck", []);
  const { knowledge } = turn;
  const options = [option(knowledge, "repeat"), ...stepOptions(knowledge, frame)];
  return outcome(state, [advice, say(next, "stuck-more", { options })]);
}

/** Leaves the guide but remembers the place. */
export function leave(turn: Turn, frame: GuideFrame): Outcome {
  const { knowledge } = turn;
  const state: DialogState = { ...withoutFrame(turn.state, "guide"), misses: 0, paused: frame };
  const options = [option(knowledge, "resume"), option(knowledge, "human")];
  return outcome(state, [say({ ...turn, state }, "guide-left", { options })]);
}

/** Takes a paused guide up again at its step; if that step is gone from the content, at the first, and says so. */
export function resume(turn: Turn, frame: GuideFrame): Outcome {
  const { paused: _, ...rest } = turn.state;
  const state: DialogState = { ...rest, stack: [frame], misses: 0 };
  return showStep({ ...turn, state }, frame);
}

/** The reminder after a question asked in the middle of a guide, with the step's options. */
export function backToStep(turn: Turn, frame: GuideFrame): Said {
  const guide = findGuide(turn.knowledge, frame);
  const index = stepIndex(guide, frame.step);
  const title = guide.steps[index]?.title ?? "";
  return say(turn, "resume-step", {
    params: { step: String(index + 1), of: String(guide.steps.length), title },
    options: stepOptions(turn.knowledge, frame),
  });
}

/**
 * Puts a stored frame right after content changed: a step that is gone becomes the first step.
 * `changed` tells the caller to say so before anything else.
 */
export function repairFrame(
  knowledge: Knowledge,
  frame: GuideFrame,
): { frame?: GuideFrame; changed: boolean } {
  const known = knowledge.guides.has(frame.guide) || knowledge.providers.has(frame.provider ?? "");
  if (!known) return { changed: true };
  const guide = findGuide(knowledge, frame);
  if (guide.steps.some(({ id }) => id === frame.step)) return { frame, changed: false };
  return { frame: { ...frame, step: firstStep(guide.steps) }, changed: true };
}

/** Who the running guide is for, in words. */
export function guideTitle(knowledge: Knowledge, frame: GuideFrame): string {
  const guide = findGuide(knowledge, frame);
  return frame.provider === undefined
    ? guide.title
    : `${providerName(knowledge, frame.provider)}：${guide.title}`;
}
