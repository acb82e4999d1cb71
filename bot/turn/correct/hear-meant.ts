// 「我问的是手续费率，不是能不能用对公」, 「我是他女儿不是业务员，我替他刷脸行不」: what is meant is the message, and what was answered is not meant.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import type { IntentId } from "../../knowledge/intent.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { say } from "../../say/say.ts";
import type { DialogState } from "../../say/state.ts";
import { type Outcome, prefixed, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import { lettersOf } from "../../understanding/by-name.ts";
import { readDenied } from "../../understanding/hear-facts.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { RecogniseContext, Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";
import { meaningsAmong } from "../follow/hear-pick.ts";
import { deniesTold } from "./denies-told.ts";

type Recognise = (text: string, context: RecogniseContext) => Recognition;

export interface Meant {
  readonly words: string;
  readonly turn: Turn;
  readonly recognise: Recognise;
  /** It puts right what we understood. */
  readonly isCorrection: boolean;
}

const FEWEST = 2; // letters; fewer are no question
const VERY_SURE = 0.9; // said again in other words

/** What is meant by whoever says so, to be read in place of the whole; undefined for every other message. */
export function whatIsMeant(turn: Turn, text: string, recognise: Recognise): Meant | undefined {
  const { rules } = turn.knowledge;
  const { read } = recognise(text, { inGuide: runningGuide(turn.state) !== undefined });
  const normalised = read ?? normalise(text);
  const isRefused = hears(rules, RULES.notAnswered, normalised);
  const marked = behindMark(turn, normalised, isRefused) ?? besideCorrection(turn, normalised);
  if (!marked) return undefined;
  const { words, rule } = marked;
  const isCorrection = isRefused || rule === RULES.corrects;
  if (lettersOf(words).length < FEWEST) return undefined;
  const refused = isCorrection ? refusedIn(turn.state) : [];
  const without: Recognise = (said, context) => recognise(said, { ...context, refused });
  if (without(words, {}).confidence === 0) return undefined; // 「我说的是那个」
  const isSame = refused.length > 0 && isSaidAgain(turn, without(words, {}), recognise(words, {}));
  const { lastIntent: _, ...unled } = turn.state;
  return {
    words,
    isCorrection,
    turn: { ...turn, text: words, rule, state: isCorrection && !isSame ? unled : turn.state },
    recognise: isSame ? recognise : without,
  };
}

/** To whoever had to put us right. Content from before has no words for it. */
export function withApology(turn: Turn, { isCorrection, turn: { rule } }: Meant, answered: Outcome): Outcome {
  const { recognition: _, ...plain } = { ...turn, rule };
  const { rules, replies } = turn.knowledge;
  const isSorry = !isCorrection || hears(rules, RULES.fraudDenied, normalise(turn.text)); // said already
  return isSorry || !replies.has("misheard-sorry")
    ? answered
    : prefixed([say(plain, "misheard-sorry")], answered);
}

interface Marked {
  readonly words: string;
  readonly rule: string;
}

/** What stands behind 「我问的是」, and behind 「我问」 where something is put right. */
function behindMark(turn: Turn, normalised: string, isRefused: boolean): Marked | undefined {
  const { rules } = turn.knowledge;
  const marks = [RULES.means, ...(isRefused ? [RULES.asksOn] : [])];
  const rule = marks.find((id) => (ruleOf(rules, id)?.found(normalised).length ?? 0) > 0);
  const mark = rule && ruleOf(rules, rule)?.found(normalised).at(-1);
  if (!mark) return undefined;
  return { words: withoutDenied(turn, normalised.slice(mark.at + mark.words.length)), rule };
}

/** What is asked beside 「我是他女儿不是业务员」, 「我没说要改店名」, and what is said beside 「我没销户」. What was noted and is denied has an answer of its own. */
function besideCorrection(turn: Turn, normalised: string): Marked | undefined {
  const { rules } = turn.knowledge;
  const { state } = turn;
  const clauses = clausesOf(normalised);
  const denials = clauses.filter((clause) => deniesTold(turn, clause));
  const rest = clauses.filter((clause) => !hears(rules, RULES.corrects, clause) && !denials.includes(clause));
  const asks = rest.some((clause) => wordsAsk(rules, clause));
  const isNone = rest.length === clauses.length || !(asks || denials.length > 0);
  if (isNone || readDenied(normalised, rules, state.situation ?? {}).length > 0) return undefined;
  return { words: rest.join(" "), rule: RULES.corrects };
}

/** By its own words, and not by what was spoken of. */
function isAnswered({ zone, confidence, rule }: Recognition): boolean {
  return zone === "answer" && confidence >= SURE_FROM && !rule.startsWith("context/");
}

/** The matter that was answered once more: nothing else is surely said, or a part of it that was not told. */
function isSaidAgain({ state }: Turn, otherwise: Recognition, whole: Recognition): boolean {
  if (!isAnswered(whole)) return false;
  if (!isAnswered(otherwise)) return true;
  const { part } = whole;
  const told = state.told?.some(({ parts }) => part !== undefined && parts.includes(part)) === true;
  return whole.confidence >= VERY_SURE && part !== undefined && !told;
}

/** 「手续费率，不是能不能用对公」 without what it is not. */
function withoutDenied({ knowledge }: Turn, words: string): string {
  const clauses = clausesOf(words);
  const kept = clauses.filter((clause) => !hears(knowledge.rules, RULES.notThat, clause));
  return kept.length === 0 ? words.trim() : kept.join(" ");
}

/** What was answered, or offered as what may be meant. */
function refusedIn({ lastIntent, offered }: DialogState): readonly IntentId[] {
  const meanings = meaningsAmong(offered);
  if (meanings.length > 0)
    return meanings.flatMap(({ action }) => (action.do === "intent" ? action.intent : []));
  return lastIntent === undefined ? [] : [lastIntent];
}
