// A question beside the wish to change the card, or beside whose terminal it is: the wish is told, and the question asked.
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules } from "../../rules/heard-rules.ts";
import { clausesOf } from "../../text/pauses.ts";
import { TERMINAL_NAMED } from "../../understanding/in-context.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";
import { asks, SENTENCE } from "./several.ts";
import { isSureQuestion } from "./sure-question.ts";

const ENGLISH_STOP = /(?<=[a-z]|\d{3})\. /;
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
  if (!isRebind(whole.intent)) return whole;
  const asked =
    whole.provider === undefined
      ? askedBesideWish(rules, whole, recognise)
      : (askedLast(rules, whole, recognise) ?? askedBeside(whole, recognise));
  if (!asked) return whole;
  const { part: _, nearParts: __, reasons: ___, ...rest } = whole;
  const { intent, confidence, zone, rule, alternatives, part } = asked;
  return { ...rest, intent, confidence, zone, rule, alternatives, ...(part !== undefined && { part }) };
}

/** So sure a clause must ask it where the rest of the message is a wish. */
const SURE_BESIDE_A_WISH = 0.95;

/** 「我是台湾人，POS 绑的卡要换，用台胞证行不行」: the wish is told, and the question is asked. How to change it is the wish itself. */
function askedBesideWish(
  rules: Rules,
  { read = "" }: Recognition,
  recognise: (part: string) => Recognition,
): Recognition | undefined {
  const clauses = clausesOf(read);
  const asking = clauses.filter((clause) => wordsAsk(rules, clause) && !hears(rules, RULES.asksHow, clause));
  const [only] = asking;
  if (only === undefined || asking.length > 1 || clauses.some((one) => hears(rules, RULES.asksHow, one)))
    return undefined;
  const reading = recognise(only);
  const isSure = reading.confidence >= SURE_BESIDE_A_WISH;
  return isSure && isSureQuestion(reading) ? reading : undefined;
}

function askedLast(
  rules: Rules,
  { read = "" }: Recognition,
  recognise: (part: string) => Recognition,
): Recognition | undefined {
  const last = clausesOf(read).at(-1);
  if (last === undefined) return undefined;
  const reading = recognise(last);
  const { intent, confidence, zone } = reading;
  const isOwn = OF_A_CHANGE.includes(intent) && zone === "answer" && confidence >= SURE_FROM;
  const asked = read.trimEnd().endsWith("?") ? `${last}?` : last;
  return isOwn && asks(rules, asked, reading) ? reading : undefined;
}

/** 「The sticker says 银联商务. What papers do I need?」: read as a name, for little else is sure of the whole. */
function askedBeside(
  { read = "", rule, confidence: sure }: Recognition,
  recognise: (part: string) => Recognition,
): Recognition | undefined {
  if (rule !== TERMINAL_NAMED && rule !== RULES.nameAlone && sure >= SURE_FROM) return undefined;
  const sentences = (read.match(SENTENCE) ?? []).flatMap((one) => one.split(ENGLISH_STOP));
  const questions = sentences.filter((sentence) => sentence.trimEnd().endsWith("?"));
  return questions.map((question) => recognise(question)).find((asked) => isSureQuestion(asked));
}
