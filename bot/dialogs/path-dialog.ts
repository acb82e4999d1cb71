// What comes before the steps: the first thing missing and how to get it, one question at a time, or the acquirer.

import { PROVIDER_CLASSES } from "../knowledge/guide.ts";
import { RULES, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { type Situation, SLOT_VALUES, type Slot, UNKNOWN, withSlot } from "../knowledge/situation.ts";
import { hears } from "../rules/heard-rules.ts";
import { bareText, mainOptions, option } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type DialogState, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Command } from "../understanding/command.ts";
import {
  answerWithin,
  backToStep,
  runningGuide,
  showStep,
  startGuide,
  startProviderGuide,
} from "./guide-dialog.ts";
import { sayCannot, sayMissing, sayNoted, sayOfficial, sayQuestion } from "./path-replies.ts";
import { afterGetting, type Path, solvePath } from "./solve-path.ts";
import type { Target } from "./walk.ts";

/** Goes to the steps, or first to whatever stands in the way. A check of the terminal is never held up. */
export function enterPath(turn: Turn, target: Target): Outcome {
  const cleared = { ...turn, state: withoutFrame(turn.state, "path") };
  const path = pathOf(cleared, target);
  return path.kind === "guide" ? begin(cleared, target) : showPath(cleared, target, path);
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

/** Says what comes first and remembers it; a running guide waits below. */
export function showPath(turn: Turn, target: Target, path: Exclude<Path, { kind: "guide" }>): Outcome {
  const { guide, provider } = target;
  const rest = withoutFrame(withoutFrame(turn.state, "path"), "choose-provider");
  const state: DialogState = {
    ...rest,
    misses: 0,
    stack: [...rest.stack, { dialog: "path", guide, ...(provider !== undefined && { provider }) }],
  };
  const rule = path.kind === "missing" ? path.first : path.rule;
  const next: Turn = { ...turn, state, rule: `path/${rule.id}` };
  if (path.ask !== undefined) return outcome(state, [sayQuestion(next, path.ask)]);
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
  if (target) return enterPath(turn, target);
  return outcome(turn.state, [sayNoted(turn, mainOptions(turn.knowledge))]);
}

/** `got-it`: what was missing is there. `cannot`: it cannot be had. `show-steps`: look at the steps all the same. */
export function onPath(turn: Turn, choice: "got-it" | "cannot" | "show-steps"): Outcome {
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  if (!target || !path || path.kind === "guide") return nothingMissing(turn);
  if (choice === "show-steps") return begin({ ...turn, state: withoutFrame(turn.state, "path") }, target);
  const rule = path.kind === "missing" ? path.first : path.rule;
  if (choice === "got-it" && path.kind === "missing") {
    return takeIn(withSituation(turn, afterGetting(turn.state.situation ?? {}, rule)));
  }
  const next: Turn = { ...turn, rule: `path/${rule.id}` };
  return outcome({ ...turn.state, misses: 0 }, sayCannot(next, rule, target.provider));
}

/** A button of a path pressed when there is none any more. */
function nothingMissing(turn: Turn): Outcome {
  const ways = mainOptions(turn.knowledge);
  return outcome(
    turn.state,
    answerWithin(turn, ways, (options) => say(turn, "path-nothing", { options })),
  );
}

/** A steering word while something comes first: on, aside, again; never the next step by accident. */
export function steerPath(turn: Turn, command: SteeringWord): Outcome {
  const asked = askedNow(turn);
  return (asked && briefAnswer(turn, asked, command)) ?? steer(turn, command);
}

/** The question that waits for an answer. */
function askedNow(turn: Turn): Slot | undefined {
  const target = targetOf(turn);
  const path = target && pathOf(turn, target);
  return path && path.kind !== "guide" ? path.ask : undefined;
}

type SteeringWord = Exclude<Command, "human"> | "resume";

/** 「能」「不能」「不清楚」 to a question; anything done or pressed late has it asked again. */
function briefAnswer(turn: Turn, slot: Slot, command: SteeringWord): Outcome | undefined {
  if (command === "unknown-provider") return answerQuestion(turn, slot, UNKNOWN);
  if (command === "next" || command === "stuck") return again(turn);
  const values: readonly string[] = SLOT_VALUES[slot];
  return values.includes(command) ? answerQuestion(turn, slot, command) : undefined;
}

function steer(turn: Turn, command: SteeringWord): Outcome {
  switch (command) {
    case "yes":
      return onPath(turn, "got-it");
    case "next":
      return hears(turn.knowledge.rules, RULES.on, normalise(turn.text))
        ? again(turn, "path-first")
        : onPath(turn, "got-it");
    case "stuck":
    case "no":
      return onPath(turn, "cannot");
    case "leave":
    case "back":
    case "none-of-these":
      return leavePath(turn);
    case "repeat":
    case "where":
    case "resume":
    case "restart":
    case "unknown-provider":
      return again(turn);
    default:
      return command satisfies never;
  }
}

function again(turn: Turn, note?: string): Outcome {
  const target = targetOf(turn);
  const shown = target ? enterPath(turn, target) : nothingMissing(turn);
  return note === undefined ? shown : prefixed([say(turn, note)], shown);
}

/** 「能」「来不了」 while a question waits; undefined for everything longer. */
export function answeredBriefly(turn: Turn): Outcome | undefined {
  const bare = bareText(turn.text);
  const { rules } = turn.knowledge;
  const word = hears(rules, RULES.shortYes, bare)
    ? "yes"
    : hears(rules, RULES.shortNo, bare)
      ? "no"
      : undefined;
  const asked = askedNow(turn);
  return word && asked && briefAnswer(turn, asked, word);
}

function leavePath(turn: Turn): Outcome {
  const state: DialogState = { ...withoutFrame(turn.state, "path"), misses: 0 };
  const guide = runningGuide(state);
  const next = { ...turn, state };
  if (guide) return outcome(state, [backToStep(next, guide)]);
  return outcome(state, [say(next, "path-left", { options: mainOptions(turn.knowledge) })]);
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
