// What comes before the steps: the first thing missing and how to get it, one question at a time, or the acquirer.

import { PROVIDER_CLASSES } from "../knowledge/guide.ts";
import { VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import type { RouteRule } from "../knowledge/routes.ts";
import { type Situation, type Slot, UNKNOWN, withSlot } from "../knowledge/situation.ts";
import { mainOptions, option } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type DialogState, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { answerWithin, runningGuide, showStep, startGuide, startProviderGuide } from "./guide-dialog.ts";
import {
  sayCannot,
  sayMissing,
  sayNoted,
  sayOfficial,
  sayQuestion,
  sayStepsAllTheSame,
} from "./path-replies.ts";
import { afterGetting, type Path, solvePath } from "./solver/solve-path.ts";
import type { Target } from "./solver/walk.ts";

/**
 * Goes to the steps, or first to whatever stands in the way. What was said to stand there is not said again: the steps can
 * be read before it is there. A check of the terminal is never held up.
 */
export function enterPath(turn: Turn, target: Target): Outcome {
  const cleared = { ...turn, state: withoutFrame(turn.state, "path") };
  const path = pathOf(cleared, target);
  if (path.kind === "guide") return begin(cleared, target);
  if (path.ask !== undefined && isWaiting(turn, target)) return pressed(turn, path.ask);
  if (wasSaid(turn, path)) return stepsAllTheSame(turn, target, path);
  const shown = showPath(cleared, target, path);
  const isAskedAgain =
    path.ask !== undefined && path.ask === askedNow(turn) && topFrame(turn.state)?.dialog === "path";
  return isAskedAgain ? { ...shown, state: pathReminded(shown.state) } : shown;
}

function isWaiting({ state }: Turn, target: Target): boolean {
  const frame = topFrame(state);
  return frame?.dialog === "path" && frame.provider === target.provider;
}

/** Whoever asks on for the steps is asked once more, in other words; then it goes on as if they did not know. */
export function pressed(turn: Turn, slot: Slot): Outcome {
  return askedOnce(turn) ? answerQuestion(turn, slot, UNKNOWN) : again(turn);
}

type InTheWay = Exclude<Path, { kind: "guide" }>;

/** Whether what comes first was said in full; a question that waits is no full word on it. */
export function wasSaid({ state: { ruled = [] } }: Pick<Turn, "state">, path: InTheWay): boolean {
  return path.ask === undefined && ruled.includes(ruleOf(path).id);
}

function ruleOf(path: InTheWay): RouteRule {
  return path.kind === "missing" ? path.first : path.rule;
}

/** The steps, with one line on what has to be there before the change is handed in. */
function stepsAllTheSame(turn: Turn, target: Target, path: InTheWay): Outcome {
  const cleared = { ...turn, state: withoutFrame(turn.state, "path") };
  if (!turn.knowledge.replies.has("path-steps-missing")) return showPath(cleared, target, path);
  const note = sayStepsAllTheSame({ ...turn, rule: `path/${ruleOf(path).id}` }, path.kind);
  return prefixed(runningGuide(turn.state) ? [] : [note], begin(cleared, target));
}

/** The path for what the merchant said so far. */
export function pathOf({ knowledge, state }: Pick<Turn, "knowledge" | "state">, target: Target): Path {
  const isChange = target.provider !== undefined || PROVIDER_CLASSES.some((name) => name === target.guide);
  return solvePath(knowledge, target, isChange ? (state.situation ?? {}) : {});
}

/** What the conversation is about: the path or guide that runs, else the known provider; undefined for neither. */
export function targetOf({ knowledge, state }: Pick<Turn, "knowledge" | "state">): Target | undefined {
  const frame = topFrame(state);
  if (frame?.dialog === "path") return { guide: frame.guide, provider: frame.provider };
  const guide = runningGuide(state);
  if (guide && guide.guide !== VERIFY_TERMINAL) return { guide: guide.guide, provider: guide.provider };
  const known = state.provider === undefined ? undefined : knowledge.providers.get(state.provider);
  return known && { guide: known.class, provider: known.id };
}

function begin(turn: Turn, { guide, provider }: Target): Outcome {
  const running = runningGuide(turn.state);
  const same = provider === undefined ? running?.guide === guide : running?.provider === provider;
  if (running && same && running.guide !== VERIFY_TERMINAL) return showStep(turn, running);
  return provider === undefined ? startGuide(turn, guide) : startProviderGuide(turn, provider);
}

/** Says what comes first and remembers it; a running guide waits below. A question asked again is put otherwise. */
export function showPath(turn: Turn, target: Target, path: InTheWay, isAgain = false): Outcome {
  const { guide, provider } = target;
  const rest = withoutFrame(withoutFrame(turn.state, "path"), "choose-provider");
  const rule = ruleOf(path);
  const ruled = path.ask === undefined ? [...new Set([...(rest.ruled ?? []), rule.id])] : rest.ruled;
  const state: DialogState = {
    ...rest,
    misses: 0,
    ...(ruled && { ruled }),
    stack: [...rest.stack, { dialog: "path", guide, ...(provider !== undefined && { provider }) }],
  };
  const next: Turn = { ...turn, state, rule: `path/${rule.id}` };
  if (path.ask !== undefined) return outcome(state, [sayQuestion(next, path.ask, isAgain)]);
  return outcome(
    state,
    path.kind === "missing" ? [sayMissing(next, rule)] : sayOfficial(next, rule, provider),
  );
}

/** A question answered, now or by a button pressed late. */
export function answerQuestion(turn: Turn, slot: Slot, value: string): Outcome {
  return takeIn(withSituation(turn, withSlot(turn.state.situation ?? {}, slot, value)));
}

/** Goes on with what is known now. */
function takeIn(turn: Turn): Outcome {
  const target = targetOf(turn);
  if (target) return enterPath({ ...turn, state: withoutFrame(turn.state, "path") }, target);
  return outcome(turn.state, [sayNoted(turn, mainOptions(turn.knowledge))]);
}

/** `got-it`: what was missing is there. `cannot`: it cannot be had. `show-steps`: look at the steps all the same. */
export function onPath(turn: Turn, choice: "got-it" | "cannot" | "show-steps"): Outcome {
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  if (!target || !path || path.kind === "guide") return nothingMissing(turn);
  if (choice === "show-steps") return begin({ ...turn, state: withoutFrame(turn.state, "path") }, target);
  const rule = ruleOf(path);
  if (choice === "got-it" && path.kind === "missing") {
    return takeIn(withSituation(turn, afterGetting(turn.state.situation ?? {}, rule)));
  }
  const next: Turn = { ...turn, rule: `path/${rule.id}` };
  return outcome({ ...turn.state, misses: 0 }, sayCannot(next, rule, target.provider));
}

/** A button of a path pressed when there is none any more. */
export function nothingMissing(turn: Turn): Outcome {
  const ways = mainOptions(turn.knowledge);
  return outcome(
    turn.state,
    answerWithin(turn, ways, (options) => say(turn, "path-nothing", { options })),
  );
}

/** The question that waits for an answer. */
export function askedNow(turn: Turn): Slot | undefined {
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  return path && path.kind !== "guide" ? path.ask : undefined;
}

/** What comes first, or its question, once more in full. */
export function again(turn: Turn): Outcome {
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  if (!target || !path) return nothingMissing(turn);
  if (path.kind === "guide") return enterPath(turn, target);
  const shown = showPath(turn, target, path, !askedOnce(turn));
  return { ...shown, state: pathReminded(shown.state) };
}

/** Whether the question that waits was asked a second time. */
function askedOnce({ state }: Turn): boolean {
  const frame = topFrame(state);
  return frame?.dialog === "path" && frame.reminded !== undefined;
}

/** What comes first was named again: the next time it is said otherwise. */
export function pathReminded(state: DialogState): DialogState {
  const stack = state.stack.map((frame) => (frame.dialog === "path" ? { ...frame, reminded: 1 } : frame));
  return { ...state, stack };
}

/** Puts a running guide aside and asks what else there is. */
export function otherQuestion(turn: Turn): Outcome {
  const { knowledge } = turn;
  const guide = runningGuide(turn.state);
  const state: DialogState = { ...turn.state, stack: [], misses: 0, ...(guide && { paused: guide }) };
  const ways = mainOptions(knowledge);
  const options = state.paused ? [option(knowledge, "resume"), ...ways] : ways;
  return outcome(state, [say({ ...turn, state }, "other-question", { options })]);
}

export function withSituation(turn: Turn, situation: Situation): Turn {
  return { ...turn, state: { ...turn.state, situation } };
}
