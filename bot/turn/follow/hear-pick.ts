// 「第二个差不多」, 「最后那个」: an offered meaning picked in words of one's own.

import { act } from "../../dialogs/act.ts";
import { isNoneOfThese } from "../../dialogs/answers.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { foldedLabels } from "../../say/folded-text.ts";
import { bareText } from "../../say/options.ts";
import type { Option } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";

const ORDINALS = [RULES.picksFirst, RULES.picksSecond, RULES.picksThird];
const LONGEST_PICK = 9; // letters; of other lists than 「你是想问」 only few words pick by their place
const SHORTEST_LABEL = 4; // letters; a shorter label within a sentence is a word of it

/** The meanings that a 「你是想问」 offers; none where something else is offered. */
export function meaningsAmong(offered: readonly Option[]): readonly Option[] {
  const isGuess = offered.some(({ action }) => isNoneOfThese(action));
  return isGuess ? offered.filter(({ action }) => action.do !== "command" && action.do !== "human") : [];
}

/** What is picked by its place, or by its label beside words that ask nothing. */
export function pickInWords(turn: Turn): Outcome | undefined {
  const picked = byPlace(turn) ?? byLabel(turn);
  return picked && act({ ...turn, rule: `picked/${picked.action.do}` }, picked.action);
}

function byPlace({ knowledge: { rules }, text, state: { offered } }: Turn): Option | undefined {
  const meanings = meaningsAmong(offered);
  const among = meanings.length > 0 ? meanings : bareText(text).length <= LONGEST_PICK ? offered : [];
  const normalised = normalise(text);
  const place = ORDINALS.findIndex((rule) => hears(rules, rule, normalised));
  if (place >= 0) return among[place];
  return hears(rules, RULES.picksLast, normalised) ? meanings.at(-1) : undefined;
}

/** Beside these what else is told counts: in a path, and whose terminal it is. */
const HEARD_WITH_THE_REST: readonly string[] = ["path", "ask-provider"];

/** 「转人工，急」: one clause is the whole label. */
function byLabel({ knowledge, text, state: { offered } }: Turn): Option | undefined {
  const normalised = normalise(text);
  const clauses = clausesOf(normalised).map(bareText);
  if (clauses.length === 0 || wordsAsk(knowledge.rules, normalised)) return undefined;
  const foldLabel = foldedLabels(knowledge);
  return offered.find(({ label, action }) => {
    const { bare } = foldLabel(label);
    return (
      !HEARD_WITH_THE_REST.includes(action.do) && bare.length >= SHORTEST_LABEL && clauses.includes(bare)
    );
  });
}

/** Of what we just asked whether it is meant, what the next words are most like: nobody is asked the same again. */
export function likeliestOffered(turn: Turn, { intent, alternatives }: Recognition): Option | undefined {
  const meanings = meaningsAmong(turn.state.offered);
  for (const one of [intent, ...alternatives.map((other) => other.intent)]) {
    const offered = meanings.find(({ action }) => action.do === "intent" && action.intent === one);
    if (offered) return offered;
  }
  return undefined;
}
