// What a message means by what came before it: a short question after an answer, more of a fraud that is being told, a
// terminal named in reply.
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { type Decision, decide } from "./decide.ts";
import { SURE_FROM } from "./matcher/confidence.ts";
import type { Matched } from "./matcher/matcher.ts";
import type { Named } from "./named.ts";
import { harmOf } from "./safety/scam-harm.ts";

export interface Before {
  /** What the last answer was about. */
  readonly lastIntent?: IntentId;
  readonly inGuide?: boolean;
  /** What the answer before is told together with: the questions its page leads to. */
  readonly related?: readonly IntentId[];
}

const LONGEST = 12; // characters; a longer message says by itself what it is about
const LONGEST_BARE = 6; // characters; 「要多少钱」 names nothing, longer messages do
/** How a question is recognised that names nothing: 「多少钱」, 「要带啥」, 「安全不」. */
const ASKS =
  /[?？吗嗎么麼呢不没嘛]\s*$|怎|咋|什|啥|点样|多少|多久|几|哪|谁|能|要|可以|可不可以|\b(?:how|what|when|where|which|who|why|can|do|does|is|are|should)\b/iu;
const SMALLEST = 2; // characters that must be there to ask anything

/** What an answer of ours was about, so that a next question may lean on it. */
export function canBeFollowed(intent: IntentId): boolean {
  return /^(?:rebind|faq|verify|contact)_/.test(intent);
}

const REMEMBERED: readonly IntentId[] = ["report_scam", "illegal_request", "sensitive_data"];

/** What the conversation remembers of its last answer. */
export function isRemembered(intent: IntentId): boolean {
  return canBeFollowed(intent) || REMEMBERED.includes(intent);
}

interface Heard {
  /** The message as it was matched. */
  readonly plain: string;
  readonly matched: Matched;
  readonly decision: Decision;
  readonly named: Pick<Named, "mentions" | "provider">;
}

/** The meaning in context, or undefined where the message keeps its own. */
export function readInContext(heard: Heard, before: Before): Decision | undefined {
  return (
    moreOfTheFraud(heard, before) ??
    moreOfTheCrime(heard, before) ??
    ofTheTerminal(heard, before) ??
    afterAnswer(heard, before) ??
    leaning(heard, before)
  );
}

/** Whoever has just told of a fraud tells on: 「填了卡号」 is no question about our forms. */
function moreOfTheFraud({ plain, decision }: Heard, { lastIntent }: Before): Decision | undefined {
  if (lastIntent !== "report_scam" || harmOf(plain) === undefined) return undefined;
  return { ...decision, intent: "report_scam", zone: "answer", rule: "context/fraud-told" };
}

/** Whoever was told that it is a crime and asks on for it is told again, and not that we did not understand. */
function moreOfTheCrime({ matched, decision }: Heard, { lastIntent }: Before): Decision | undefined {
  const isDoubtful = decision.rule === "matcher/doubtful-crime" && matched.ranked[0]?.intent === lastIntent;
  if (lastIntent !== "illegal_request" || !isDoubtful) return undefined;
  return { ...decision, intent: "illegal_request", zone: "answer", rule: "context/crime-asked-on" };
}

/**
 * 「机器是中信的」, 「拉卡拉换卡 下一步」: a name with words that ask nothing of their own. Outside of steps its card is
 * to be changed.
 */
function ofTheTerminal({ named, decision, matched }: Heard, { inGuide }: Before): Decision | undefined {
  const { provider, mentions } = named;
  if (provider === undefined || inGuide === true) return undefined;
  const says = mentions.some((mention) => mention.provider === provider && mention.role === "terminal");
  const asksNothing = decision.intent.startsWith("flow_") || (says && decision.zone !== "answer");
  return asksNothing
    ? { ...decision, intent: matched.way(), zone: "answer", rule: "context/terminal-named" }
    : undefined;
}

/**
 * A short question after an answer is about the same matter: of all intents only those that an answer can be followed
 * by are asked, so that 「多少钱」 after the steps is about our fee and not anybody's.
 */
function afterAnswer(
  { plain, matched, decision }: Heard,
  { lastIntent, inGuide }: Before,
): Decision | undefined {
  const isAfter = inGuide === true || (lastIntent !== undefined && canBeFollowed(lastIntent));
  const isVague =
    decision.zone !== "answer" || (decision.intent === "out_of_scope" && plain.length <= LONGEST_BARE);
  const bare = plain.replace(/[\s\p{P}\p{S}]+/gu, "");
  if (!isAfter || !isVague || !ASKS.test(plain) || bare.length > LONGEST || bare.length < SMALLEST)
    return undefined;
  const ranked = matched.ranked.filter(({ intent }) => canBeFollowed(intent) && !isRebind(intent));
  const among = decide({ ...matched, ranked });
  return among.zone === "answer" ? { ...among, rule: "context/after-answer" } : undefined;
}

const LONGEST_LEANING = 24; // characters; a longer message says by itself what it is about
/** What an answer lends to its own matter and to what its page leads to, in margins; see docs/adr. */
const SAME_MATTER = 0.45;
const NEAR_MATTER = 0.2;

/** What is not sure by itself is rather about what was just spoken of: 「那我的钱呢」 after money that did not come. */
function leaning({ plain, matched, decision }: Heard, before: Before): Decision | undefined {
  const { lastIntent, related = [] } = before;
  const isSure = decision.zone === "answer" && decision.confidence >= SURE_FROM;
  if (lastIntent === undefined || isRebind(lastIntent) || isSure) return undefined;
  if (decision.confidence === 0 || plain.length > LONGEST_LEANING) return undefined;
  const lent = (intent: IntentId) =>
    intent === lastIntent ? SAME_MATTER : related.includes(intent) ? NEAR_MATTER : 0;
  const ranked = matched.ranked
    .map(({ intent, margin }) => ({ intent, margin: margin + lent(intent) }))
    .sort((a, b) => b.margin - a.margin);
  const leant = decide({ ...matched, ranked });
  const isHelped = leant.zone === "answer" && lent(leant.intent) > 0;
  return isHelped ? { ...leant, rule: "context/same-matter" } : undefined;
}
