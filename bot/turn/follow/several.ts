// One message, several questions: the urgent one is answered, or the first; the others are offered.

import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules } from "../../rules/heard-rules.ts";
import { withOffers } from "../../say/offers.ts";
import { intentOption, meantInstead } from "../../say/options.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { IN_PASSING } from "../../understanding/clauses.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";

export interface Several {
  /** The urgent question, or else the first. */
  readonly first: Recognition;
  /** Whom only a question about a platform's takings names: not whose terminal it is. */
  readonly aside: readonly string[];
  /** What else was asked. */
  readonly others: readonly Recognition[];
  /** Only clauses of one sentence ask: each may be like anything by chance. */
  readonly byClause: boolean;
}

interface Message {
  readonly text: string;
  readonly rules: Rules;
  /** As it was read as a whole. */
  readonly whole: Recognition;
}

const MOST_PARTS = 8; // a longer message is a letter, and is read as a whole
const MOST_OTHERS = 2; // beside what the answer itself offers, more do not fit
const SURE_CLAUSE = 0.8; // of a clause torn out of its sentence
const SHORTEST = 4; // characters; 「好的」 asks nothing
/** The sentences of a message. */
export const SENTENCE = /[^。？！；?!;\n]+[。？！；?!;\n]*/g;
/** 「1.要什么材料 2.多久」: a list in one line. */
const LISTED = /(?<=^|[\s：:，,。；;？?])(?=[1-9][.、．)）](?!\d))/g;
const LIST_MARK = /^[1-9][.、．)）]\s*/;
const ENGLISH_JOINT =
  /,? (?:and|or) (?=(?:how|what|when|where|which|who|can|could|may|do|does|is|are|should|will) )/i;
/** A message without any blank or sign is one question at most. */
const MAY_PART = /[\s\p{P}\p{S}]/u;
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

/**
 * Undefined unless at least two parts ask different things, or one is urgent and another asks. Clauses that ask one after
 * the other are questions of their own where each says surely what it asks.
 */
export function findSeveral(message: Message, recognise: (part: string) => Recognition): Several | undefined {
  if (!MAY_PART.test(message.text)) return undefined;
  return (
    severalIn(message, recognise, { byClause: false, sureFrom: 0 }) ??
    severalIn(message, recognise, { byClause: true, sureFrom: SURE_CLAUSE })
  );
}

/** What the message as a whole surely asks, whichever of its clauses that is. */
function isMeant(whole: Recognition, { intent }: Recognition): boolean {
  const isSure = whole.zone === "answer" && whole.confidence >= SURE_FROM;
  return isSure && kindOf(whole.intent) === kindOf(intent);
}

function severalIn(
  { text, rules, whole }: Message,
  recognise: (part: string) => Recognition,
  { byClause, sureFrom }: { readonly byClause: boolean; readonly sureFrom: number },
): Several | undefined {
  const parts = (text.match(SENTENCE) ?? [])
    .flatMap((sentence) => sentence.split(LISTED))
    .flatMap((sentence) => sentence.split(ENGLISH_JOINT))
    .map((item) => item.replace(LIST_MARK, ""))
    .flatMap((sentence) => questionsOf(rules, sentence, byClause))
    .filter((part) => part.trim().length >= SHORTEST);
  if (parts.length < 2 || parts.length > MOST_PARTS) return undefined;
  const heard = parts
    .map((part) => ({ part, recognition: ofElsewhere(rules, part, recognise(part)) }))
    .filter(({ part, recognition }) => isUrgent(recognition) || asks(rules, part, recognition));
  if (heard.some(({ recognition }) => recognition.confidence < sureFrom)) return undefined;
  const urgent = heard.find(({ recognition }) => isUrgent(recognition));
  const isWish = heard[0] !== undefined && isRebind(heard[0].recognition.intent);
  const meant =
    byClause && !isWish ? heard.find(({ recognition }) => isMeant(whole, recognition)) : undefined;
  const first = (urgent ?? meant ?? heard[0])?.recognition;
  if (!first) return undefined;
  const kinds = new Map(heard.map(({ recognition }) => [kindOf(recognition.intent), recognition]));
  kinds.delete(kindOf(first.intent));
  const others = [...kinds.values()].slice(0, MOST_OTHERS);
  return others.length === 0 ? undefined : { first, others, byClause, aside: asideIn(rules, heard) };
}

/** 「微信收的钱也会到新卡吗」 asks whether the other changes too, and for no steps. */
function ofElsewhere(rules: Rules, part: string, recognition: Recognition): Recognition {
  const { provider: _, ...rest } = recognition;
  return isRebind(recognition.intent) && hears(rules, RULES.changesToo, normalise(part))
    ? { ...rest, intent: "faq_change_elsewhere" }
    : recognition;
}

/** 「我要换卡，美团的团购款是不是也一起换」: the platform is asked about, and its machine is none that was spoken of. */
function asideIn(
  rules: Rules,
  heard: readonly { readonly part: string; readonly recognition: Recognition }[],
): string[] {
  const isAside = ({ part, recognition }: (typeof heard)[number]) =>
    recognition.intent === "faq_platform_takings" || hears(rules, RULES.changesToo, normalise(part));
  const named = (parts: typeof heard) =>
    parts.flatMap(({ recognition }) => recognition.entities.mentions.map(({ provider }) => provider));
  const others = new Set(named(heard.filter((one) => !isAside(one))));
  return named(heard.filter(isAside)).filter((provider) => !others.has(provider));
}

/** The first question, about whom the whole message names as whose terminal it is. */
export function firstOf({ first, aside }: Several, { provider, entities }: Recognition): Recognition {
  const isNamed = provider !== undefined && !aside.includes(provider);
  const mentions = entities.mentions.filter((one) => !aside.includes(one.provider));
  return { ...first, entities: { ...entities, mentions }, ...(isNamed && { provider }) };
}

/** Somebody's money or a person comes before any question. */
export function isUrgent({ intent, zone }: Recognition): boolean {
  return zone === "answer" && URGENT.includes(intent);
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

/**
 * 「另外」, 「还有」 begin another question, and so does a clause that asks behind one that asks; 「另外一张卡」 and 「还有几步」
 * join nothing.
 */
function questionsOf(rules: Rules, sentence: string, byClause: boolean): string[] {
  const questions: string[] = [];
  let asked = false;
  for (const clause of sentence.split(JOINED)) {
    const plain = normalise(clause).replace(/[\p{P}\s]+$/gu, "");
    const asksToo = byClause && hears(rules, RULES.asksPart, plain) && plain.length >= SHORTEST;
    const isNext: boolean =
      questions.length === 0 || hears(rules, RULES.asksAnother, normalise(clause)) || (asked && asksToo);
    questions.push(isNext ? clause : `${questions.pop()}${clause}`);
    asked = asksToo || (asked && !isNext);
  }
  return questions;
}

/** Whether a part asks something that has an answer, or wishes for the change. */
export function asks(
  rules: Rules,
  part: string,
  { zone, intent, confidence }: Pick<Recognition, "zone" | "intent" | "confidence">,
): boolean {
  const normalised = normalise(part);
  const isEnglish = !/\p{Script=Han}/u.test(normalised) && hears(rules, RULES.asksInEnglish, normalised);
  const isWish = isRebind(intent) && confidence >= SURE_FROM && hears(rules, RULES.change, normalised);
  const isQuestion = wordsAsk(rules, normalised) || isEnglish || isWish;
  return zone === "answer" && !BESIDE.includes(intent) && isQuestion;
}

/** How to change the card is one question, whoever's terminal it is. */
function kindOf(intent: IntentId): string {
  return isRebind(intent) ? "rebind" : intent;
}
