// 「你答哪儿去了」, 「我没说要改店名」: the answer missed, and nothing more is said. What else may have been asked is offered.
import { runningGuide, stepOptions } from "../../dialogs/guide-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { bareOf, hears } from "../../rules/heard-rules.ts";
import { intentOption, option } from "../../say/options.ts";
import { say } from "../../say/say.ts";
import type { DialogState } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOrWhole } from "../../text/pauses.ts";
import { readDenied } from "../../understanding/hear-facts.ts";
import { meaningsAmong } from "../follow/hear-pick.ts";

const MOST_OFFERED = 3; // more do not fit above the keyboard

/** We said that we missed, and it is said of that answer too. */
function isTold({ asked }: DialogState): boolean {
  return asked?.key === "misheard";
}

/** A question was answered at a step: 「不对」 is about the answer, and not about the step. */
function isReminded({ asked }: DialogState): boolean {
  return asked?.key === "resume-step";
}

/**
 * Said to be our fault, once, with the meanings that were next likely; what was answered is not among them. Undefined where
 * nothing was answered, something noted is denied, or the message says more.
 */
export function heardComplaint(turn: Turn): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules, replies } = knowledge;
  const isAnswered = state.lastIntent !== undefined || state.asked !== undefined;
  const isAsked = meaningsAmong(state.offered).length > 0 && !isTold(state);
  if (!isAnswered || isAsked || !replies.has("misheard")) return undefined;
  const normalised = normalise(turn.text);
  const corrects = (clause: string) =>
    hears(rules, RULES.corrects, clause) ||
    (isReminded(state) && hears(rules, RULES.saysWrong, bareOf(clause)));
  const isBare = clausesOrWhole(normalised).every(corrects);
  if (!isBare || readDenied(normalised, rules, state.situation ?? {}).length > 0) return undefined;
  const { others = [], ...known } = state;
  const { lastIntent: _, ...unled } = known;
  const after: DialogState = { ...unled, misses: 0 };
  const next: Turn = { ...turn, state: after, rule: RULES.corrects };
  const meanings = others.flatMap((intent) => intentOption(knowledge, intent) ?? []).slice(0, MOST_OFFERED);
  const guide = runningGuide(state);
  const ways = guide ? stepOptions(next, guide) : [option(knowledge, "human")];
  const none = meanings.length > 0 ? [option(knowledge, "none")] : [];
  const key = meanings.length > 0 ? "misheard" : "misheard-plain";
  return outcome(after, [say(next, key, { options: [...meanings, ...none, ...ways] })]);
}
