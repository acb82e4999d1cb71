// Words that steer the conversation: a command, a step asked for by its number, another language.

import { act, runCommand } from "../dialogs/act.ts";
import { answerKey } from "../dialogs/answers.ts";
import { takeNote } from "../dialogs/by-intent.ts";
import { runningGuide, showNumbered } from "../dialogs/guide-dialog.ts";
import { steerPath } from "../dialogs/path-steering.ts";
import { askProvider } from "../dialogs/provider-dialog.ts";
import type { IntentId } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { topFrame } from "../say/state.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { clausesOf } from "../text/pauses.ts";
import { IN_PASSING } from "../understanding/clauses.ts";
import type { Command } from "../understanding/command.ts";
import { askedStep, findCommand } from "../understanding/commands.ts";
import type { RecogniseContext, Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";
import { isAway } from "./away.ts";
import { answerToGuess } from "./follow/hear-name.ts";
import { byLastAnswer } from "./follow/short-words.ts";

/** 「第三步」 in the steps that run, or in those that were left. */
export function numberedStep(turn: Turn, text: string): Outcome | undefined {
  const number = [text, ...clausesOf(normalise(text))]
    .map((part) => askedStep(turn.knowledge.rules, part))
    .find((one) => one !== undefined);
  const guide = runningGuide(turn.state) ?? (turn.state.stack.length === 0 ? turn.state.paused : undefined);
  if (number === undefined || !guide) return undefined;
  const { paused: _, ...rest } = turn.state;
  const state = runningGuide(turn.state) ? turn.state : { ...rest, stack: [guide] };
  return showNumbered({ ...turn, state, rule: RULES.stepAsked }, guide, number);
}

/** What steers in more words than a command has: the words may also ask. */
const STEERING: readonly IntentId[] = ["flow_next", "flow_back", "flow_resume", "flow_restart"];

/**
 * 「下一步 我东西都齐了 这张副卡行不行」: a message that also asks is what it asks. Whether something is so is never taken for a
 * step done, though nothing else be understood.
 */
export function withoutSteering(
  { knowledge: { rules } }: Turn,
  text: string,
  read: (context: RecogniseContext) => Recognition,
): Recognition {
  const whole = read({});
  const normalised = whole.read ?? normalise(text);
  const isWhether = hears(rules, RULES.asksWhether, normalised);
  const steers = STEERING.includes(whole.intent) || (isWhether && whole.intent === "flow_stuck");
  if (/^command/.test(whole.rule) || !steers || !wordsAsk(rules, normalised)) return whole;
  const asking = read({ refused: isWhether ? [...STEERING, "flow_stuck"] : STEERING });
  const isRead = asking.zone !== "unknown" || (isWhether && whole.intent === "flow_next");
  return isRead ? asking : whole;
}

/** A command, where it makes sense; undefined lets recognition have it. */
export function commandOutcome(turn: Turn, command: Command): Outcome | undefined {
  const frame = topFrame(turn.state);
  if (command === "human") return act(turn, { do: "human" });
  if (frame?.dialog === "path") return steerPath(turn, command);
  const confirmed = answerToGuess(turn, command);
  if (confirmed) return confirmed;
  const said = byLastAnswer(turn, command);
  if (said) return said;
  switch (command) {
    case "none-of-these":
      return turn.state.offered.length > 0 ? act(turn, { do: "command", command }) : undefined;
    case "unknown-provider":
      return frame?.dialog === "guide" ? runCommand(turn, "stuck") : act(turn, { do: "whose-terminal" });
    case "yes":
      return frame?.dialog === "guide" ? runCommand(turn, "next") : takeNote(turn);
    case "no":
      return frame?.dialog === "guide" ? runCommand(turn, "stuck") : otherwise(turn);
    default:
      return runCommand(turn, steering(turn, command));
  }
}

/** 「继续」 after a night is about the step that was left, which nobody has before their eyes any more. */
function steering<Word extends Command>(
  { state, now, text, knowledge }: Turn,
  command: Word,
): Word | "resume" {
  return command === "next" && isAway(state, now) && hears(knowledge.rules, RULES.goesOn, normalise(text))
    ? "resume"
    : command;
}

/** 「不」 to no question of ours: nothing was missed, and something else may be wanted. */
function otherwise(turn: Turn): Outcome {
  const frame = topFrame(turn.state);
  return frame?.dialog === "choose-provider"
    ? askProvider(turn, frame.purpose)
    : answerKey(turn, "other-question");
}

/** 「哈哈打错了 下一步」, 「电话打了，让在 App 里弄，下一步」: words in passing, or what was done, and then one that steers. */
export function steeredAtEnd(turn: Turn, whole: Recognition, text: string): Outcome | undefined {
  const guide = runningGuide(turn.state);
  const { rules } = turn.knowledge;
  const normalised = normalise(text);
  const tells = whole.intent.startsWith("faq_") && !wordsAsk(rules, normalised);
  if (!guide || (whole.zone === "answer" && !tells && !IN_PASSING.includes(whole.intent))) return undefined;
  const command = findCommand(rules, clausesOf(normalised).at(-1) ?? "")?.command;
  return command === "next" || command === "back" || command === "repeat" || command === "stuck"
    ? runCommand({ ...turn, rule: `command/${command}` }, command)
    : undefined;
}

/** The language was changed before the turn; what was under way goes on in it. */
export function inThisLanguage(turn: Turn): Outcome {
  const guide = runningGuide(turn.state);
  return guide ? runCommand(turn, "repeat") : answerKey(turn, "greeting-again");
}
