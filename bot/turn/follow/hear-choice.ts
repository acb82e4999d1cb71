// An offered option chosen in words around it: 「按通用步骤走吧，我也不会看那些」, 「就是怎么换那个」.

import { RULES } from "../../knowledge/own-ids.ts";
import { ruleOf } from "../../rules/heard-rules.ts";
import { foldedLabels } from "../../say/folded-text.ts";
import { bareText, chooseOption, offeredOption } from "../../say/options.ts";
import { say } from "../../say/say.ts";
import { type Option, topFrame } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOrWhole } from "../../text/pauses.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";
import { isSharedName, sharedName } from "./hear-name.ts";

/** A name that several companies have begins the label of one, and chooses none. */
export function chosenByLabel(turn: Turn, text: string): Option | undefined {
  return isSharedName(turn) ? undefined : offeredOption(turn.knowledge, turn.state.offered, text);
}

/** A number that none of the options has. */
export function noSuchChoice(turn: Turn): Outcome {
  const options = turn.state.offered;
  const params = { count: String(options.length) };
  return outcome(turn.state, [say({ ...turn, rule: "choice/none" }, "no-such-choice", { params, options })]);
}

const FEWEST = 3; // letters; fewer point at nothing
/** 「就写着 POS 两个字」: it stands in many a label, and chooses none. */
const NO_CHOICE = "pos";

/**
 * The option that is meant, where we wait for an answer or nothing else is surely said. What names somebody is no
 * choice, and of several clauses the others must ask nothing.
 */
export function chosenInSentence(turn: Turn, recognition: Recognition): Option | undefined {
  const { knowledge, state, text } = turn;
  const isSure = recognition.zone === "answer" && recognition.confidence >= SURE_FROM;
  const isAsked = state.asked?.key === "did-you-mean" || topFrame(state)?.dialog === "choose-provider";
  const isNamed = recognition.provider !== undefined || sharedName(turn, recognition) !== undefined;
  if (isNamed || (isSure && !isAsked)) return undefined;
  const normalised = normalise(text);
  const parts = clausesOrWhole(normalised);
  const chosen = parts.map((part) => ({ part, choice: chosenIn(turn, part) })).find(({ choice }) => choice);
  if (!chosen) return undefined;
  const asksElse = parts.some((part) => part !== chosen.part && wordsAsk(knowledge.rules, part));
  return asksElse ? undefined : chosen.choice;
}

/** By the words without those that only point. */
function chosenIn({ knowledge, state: { offered } }: Turn, part: string): Option | undefined {
  const points = ruleOf(knowledge.rules, RULES.pointsAt);
  const bare = bareText(part);
  if (!points) return undefined;
  const words = points.without(points.without(bare));
  return [...words].length < FEWEST || words === NO_CHOICE
    ? undefined
    : chooseOption(offered, words, foldedLabels(knowledge));
}
