// Steering words while something comes before the steps: an answer in a word, on, aside, again.
import { RULES } from "../knowledge/own-ids.ts";
import { SLOT_VALUES, type Slot, UNKNOWN } from "../knowledge/situation.ts";
import { hears } from "../rules/heard-rules.ts";
import { bareText, mainOptions } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type DialogState, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Command } from "../understanding/command.ts";
import { backToStep, runningGuide } from "./guide-dialog.ts";
import {
  again,
  answerQuestion,
  askedNow,
  enterPath,
  nothingMissing,
  onPath,
  pressed,
  targetOf,
} from "./path-dialog.ts";

/** A steering word while something comes first: on, aside, again; never the next step by accident. */
export function steerPath(turn: Turn, command: SteeringWord): Outcome {
  const asked = askedNow(turn);
  return (asked && briefAnswer(turn, asked, command)) ?? steer(turn, command);
}

type SteeringWord = Exclude<Command, "human"> | "resume";

/** 「能」「不能」「不清楚」 to a question; anything done or pressed late has it asked again. */
function briefAnswer(turn: Turn, slot: Slot, command: SteeringWord): Outcome | undefined {
  if (command === "unknown-provider") return answerQuestion(turn, slot, UNKNOWN);
  if (command === "next" || command === "stuck") return pressed(turn, slot);
  const values: readonly string[] = SLOT_VALUES[slot];
  return values.includes(command) ? answerQuestion(turn, slot, command) : undefined;
}

function steer(turn: Turn, command: SteeringWord): Outcome {
  switch (command) {
    case "yes":
      return onPath(turn, "got-it");
    case "next":
      return hears(turn.knowledge.rules, RULES.on, normalise(turn.text)) ? on(turn) : onPath(turn, "got-it");
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

/** 「下一步」 and nothing is there yet: the steps are no secret. */
function on(turn: Turn): Outcome {
  const target = targetOf(turn);
  return target ? enterPath(turn, target) : nothingMissing(turn);
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
