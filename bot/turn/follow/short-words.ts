// 「好」, 「然后呢」, 「在哪」 where no steps run: an offer taken, or more of what was answered, and not a leave.
import { act } from "../../dialogs/act.ts";
import { startIntent, takeNote } from "../../dialogs/by-intent.ts";
import { runningGuide, stuck } from "../../dialogs/guide-dialog.ts";
import { offeredSteps, whoseTerminal } from "../../dialogs/provider-dialog.ts";
import { isAboutFraud } from "../../dialogs/scam-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { bareOf, hears } from "../../rules/heard-rules.ts";
import { type Option, topFrame } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Command } from "../../understanding/command.ts";
import { SAME_MATTER_RULE } from "../../understanding/in-context.ts";
import { meaningsAmong } from "./hear-pick.ts";

/** Words that take what was offered: 「好」「然后呢」「在哪」. */
const TAKES: readonly Command[] = ["yes", "next", "where"];

/** What a command means by what was said before; undefined leaves it to steer. */
export function byLastAnswer(turn: Turn, command: Command): Outcome | undefined {
  if (topFrame(turn.state)?.dialog === "path" || isAboutFraud(turn.state)) return undefined;
  const isGoingOn = command === "next" && turn.state.paused !== undefined;
  const steps = TAKES.includes(command) && !isGoingOn ? offeredSteps(turn) : undefined;
  if (steps) return steps;
  if (command === "where") return hearsOf(turn, RULES.asksPlace) ? atPlace(turn) : undefined;
  if (runningGuide(turn.state)) return undefined;
  const offer = command === "yes" ? soleOffer(turn) : undefined;
  if (offer) return act(turn, offer.action);
  return command === "next" && hearsOf(turn, RULES.on) ? furtherOn(turn) : undefined;
}

/** 「然后呢」: more of the answer, or the way to change the card; steps that were left are taken up again. */
function furtherOn(turn: Turn): Outcome | undefined {
  const isIdle = turn.state.stack.length === 0 && turn.state.paused === undefined;
  return isIdle ? (furtherOfAnswer(turn) ?? startIntent(turn, "rebind_howto")) : undefined;
}

/** 「在哪」: help with the step, more of the answer, or where the company's name stands. */
function atPlace(turn: Turn): Outcome {
  const guide = runningGuide(turn.state);
  return guide ? stuck(turn, guide) : (furtherOfAnswer(turn) ?? whoseTerminal(turn));
}

/** 「行 那来吧」, 「那咋弄」: takes the offer of steps, and in the middle of steps is a nod. */
export function agreed(turn: Turn): Outcome | undefined {
  if (!hearsOf(turn, RULES.takesOffer) && !hearsOf(turn, RULES.bareQuestion)) return undefined;
  const taken = offeredSteps(turn);
  if (taken) return taken;
  return runningGuide(turn.state) && hearsOf(turn, RULES.takesOffer) ? takeNote(turn) : undefined;
}

/** What 「好」 takes beside steps: the only thing that we asked whether it is meant. */
function soleOffer({ state: { offered } }: Turn): Option | undefined {
  const meanings = meaningsAmong(offered);
  return meanings.length === 1 ? meanings[0] : undefined;
}

/** More of the question that was answered last, or undefined where none was. */
function furtherOfAnswer(turn: Turn): Outcome | undefined {
  const { lastIntent, stack } = turn.state;
  if (lastIntent?.startsWith("faq_") !== true || stack.length > 0) return undefined;
  const recognition = {
    ...{ intent: lastIntent, confidence: 1, zone: "answer" as const, alternatives: [] },
    ...{ rule: SAME_MATTER_RULE, entities: { mentions: [] } },
  };
  return startIntent({ ...turn, recognition, rule: SAME_MATTER_RULE }, lastIntent);
}

function hearsOf({ knowledge, text }: Turn, rule: string): boolean {
  return hears(knowledge.rules, rule, bareOf(normalise(text)));
}
