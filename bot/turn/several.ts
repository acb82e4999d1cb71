// One message, several questions: the urgent one is answered, or the first; the others are offered.

import { runningGuide } from "../dialogs/guide-dialog.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { withOffers } from "../say/offers.ts";
import { intentOption, meantInstead, nextQuestion } from "../say/options.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { clausesOf } from "../text/pauses.ts";
import { IN_PASSING } from "../understanding/clauses.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";

export interface Several {
  /** The urgent question, or else the first. */
  readonly first: Recognition;
  /** What else was asked, as written. */
  readonly others: readonly IntentId[];
}

const MOST_PARTS = 8; // a longer message is a letter, and is read as a whole
const MOST_OTHERS = 2; // beside what the answer itself offers, more do not fit
const SHORTEST = 4; // characters; 「好的」 asks nothing
const SENTENCE = /[^。？！；?!;\n]+[。？！；?!;\n]*/g;
/** 「1.要什么材料 2.多久」: a list in one line. */
const LISTED = /(?<=^|[\s：:，,。；;？?])(?=[1-9][.、．)）](?!\d))/g;
const LIST_MARK = /^[1-9][.、．)）]\s*/;
/** Where another question may begin. */
const JOINED = /(?<=[，,、\s])/;
const URGENT: readonly IntentId[] = ["report_scam", "talk_to_human", "illegal_request"];
/** Said in passing or to the guide; never what a message is about. */
const BESIDE: readonly IntentId[] = [
  ...IN_PASSING,
  "flow_next",
  "flow_back",
  "flow_stuck",
  "flow_restart",
  "flow_resume",
];

/** Undefined unless at least two parts ask different things, or one is urgent and another asks. */
export function findSeveral(
  { text, rules }: { readonly text: string; readonly rules: Rules },
  recognise: (part: string) => Recognition,
): Several | undefined {
  const parts = (text.match(SENTENCE) ?? [])
    .flatMap((sentence) => sentence.split(LISTED))
    .map((item) => item.replace(LIST_MARK, ""))
    .flatMap((sentence) => questionsOf(rules, sentence))
    .filter((part) => part.trim().length >= SHORTEST);
  if (parts.length < 2 || parts.length > MOST_PARTS) return undefined;
  const heard = parts
    .map((part) => ({ part, recognition: recognise(part) }))
    .filter(({ part, recognition }) => isUrgent(recognition) || asks(rules, part, recognition));
  const urgent = heard.find(({ recognition }) => isUrgent(recognition));
  const first = (urgent ?? heard[0])?.recognition;
  if (!first) return undefined;
  const kinds = new Map(heard.map(({ recognition }) => [kindOf(recognition.intent), recognition.intent]));
  kinds.delete(kindOf(first.intent));
  const others = [...kinds.values()].slice(0, MOST_OTHERS);
  return others.length === 0 ? undefined : { first, others };
}

/** Asked of a change whose way is not asked for. */
const OF_A_CHANGE: readonly IntentId[] = ["faq_when_effective", "faq_fee"];

/**
 * 「机器是盛付通的，卡是工行的，换卡要多久」: whose it is told first, and the question last. Read as a wish to change the
 * card for the names in it, it is the question all the same, about that terminal.
 */
export function askedAtEnd(
  rules: Rules,
  whole: Recognition,
  recognise: (part: string) => Recognition,
): Recognition {
  const last = clausesOf(whole.read ?? "").at(-1);
  if (last === undefined || !isRebind(whole.intent) || whole.provider === undefined) return whole;
  const { intent, confidence, zone, rule, alternatives } = recognise(last);
  const isOwn = OF_A_CHANGE.includes(intent) && zone === "answer" && confidence >= SURE_FROM;
  const asked = whole.read?.trimEnd().endsWith("?") ? `${last}?` : last;
  return isOwn && asks(rules, asked, { intent, zone })
    ? { ...whole, intent, confidence, zone, rule, alternatives }
    : whole;
}

/** Somebody's money or a person comes before any question. */
export function isUrgent({ intent, zone }: Recognition): boolean {
  return zone === "answer" && URGENT.includes(intent);
}

/** The answer, with 「接着问：…」 for whatever else was asked. */
export function withOthers(turn: Turn, answered: Outcome, others: readonly IntentId[]): Outcome {
  const { knowledge } = turn;
  const questions = others.flatMap((intent) => {
    const question = intentOption(knowledge, intent);
    return question ? [nextQuestion(knowledge, question)] : [];
  });
  return withOffers(answered, questions, { behindFirst: inGuide(answered) });
}

/** An answer that is likely but not sure, with 「其实想问：…」 for the next likely meaning. */
export function withNextMeaning(turn: Turn, answered: Outcome, recognition: Recognition): Outcome {
  const { knowledge } = turn;
  const { confidence, intent, alternatives, zone } = recognition;
  if (zone !== "answer" || confidence >= SURE_FROM) return answered;
  const other = alternatives.find(
    (one) => !BESIDE.includes(one.intent) && kindOf(one.intent) !== kindOf(intent),
  );
  const question = other && intentOption(knowledge, other.intent);
  return question
    ? withOffers(answered, [meantInstead(knowledge, question)], { behindFirst: inGuide(answered) })
    : answered;
}

/** In a guide 「1」 stays the next step. */
function inGuide({ state }: Outcome): boolean {
  return runningGuide(state) !== undefined;
}

/** 「另外」, 「还有」 begin another question; 「另外一张卡」 and 「还有几步」 join nothing. */
function questionsOf(rules: Rules, sentence: string): string[] {
  const questions: string[] = [];
  for (const clause of sentence.split(JOINED)) {
    const isNext = questions.length === 0 || hears(rules, RULES.asksAnother, normalise(clause));
    questions.push(isNext ? clause : `${questions.pop()}${clause}`);
  }
  return questions;
}

function asks(rules: Rules, part: string, { zone, intent }: Pick<Recognition, "zone" | "intent">): boolean {
  const normalised = normalise(part);
  const isQuestion = wordsAsk(rules, normalised);
  return zone === "answer" && !BESIDE.includes(intent) && isQuestion;
}

/** How to change the card is one question, whoever's terminal it is. */
function kindOf(intent: IntentId): string {
  return isRebind(intent) ? "rebind" : intent;
}
