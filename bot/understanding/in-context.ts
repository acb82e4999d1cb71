// What a message means by what came before it: a short question after an answer, more of a fraud that is being told, a
// terminal named in reply.
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { doubtsWhose } from "./commands.ts";
import { type Decision, decide } from "./decide.ts";
import { canBeFollowed } from "./followed.ts";
import { readInFraudTalk } from "./in-fraud-talk.ts";
import { ANSWER_FROM, ASK_FROM, SURE_FROM } from "./matcher/confidence.ts";
import { FEW_WORDS, isNear, leant, type Spoken, spokenLength } from "./matcher/leant.ts";
import type { Matched } from "./matcher/matcher.ts";
import type { Named } from "./named.ts";
import { terminalsNamed } from "./names/mention-role.ts";
import { isToldInDoubt } from "./names/told-in-doubt.ts";
import { wordsAsk } from "./words-ask.ts";

export interface Before extends Spoken {
  readonly rules: Rules;
  readonly inGuide?: boolean;
  /** A fraud is spoken of. */
  readonly inFraud?: boolean;
  /** Nothing runs and nothing is asked. */
  readonly idle?: boolean;
}

const LONGEST_BARE = 6; // characters; 「要多少钱」 names nothing, longer messages do
const SMALLEST = 2; // characters that must be there to ask anything

/** 「多少钱」, 「要带啥」, 「安全不」: a question, whatever it names. */
function asks(rules: Rules, plain: string): boolean {
  return plain.trimEnd().endsWith("?") || hears(rules, RULES.asksAfter, plain);
}

interface Heard {
  /** The message as it was matched. */
  readonly plain: string;
  readonly matched: Matched;
  readonly decision: Decision;
  readonly named: Pick<Named, "mentions" | "provider">;
  /** A question that names nothing, 「为什么」「那怎么办」, by a rule of the content. */
  readonly isBare: boolean;
}

/** The meaning in context, or undefined where the message keeps its own. */
export function readInContext(heard: Heard, before: Before): Decision | undefined {
  return (
    readInFraudTalk(heard, before) ??
    moreOfTheCrime(heard, before) ??
    ofTheQuestion(heard, before) ??
    ofTheLine(heard, before) ??
    ofTheTerminal(heard, before) ??
    enough(heard, before) ??
    stuckAt(heard, before) ??
    whereItIs(heard, before) ??
    sameAgain(heard, before) ??
    afterAnswer(heard, before) ??
    leaning(heard, before) ??
    nod(heard, before) ??
    toldOn(heard, before)
  );
}

/** Whoever was told that it is a crime and asks on for it is told again, and not that we did not understand. */
function moreOfTheCrime({ matched, decision }: Heard, { lastIntent }: Before): Decision | undefined {
  const isDoubtful = decision.rule === "matcher/doubtful-crime" && matched.ranked[0]?.intent === lastIntent;
  if (lastIntent !== "illegal_request" || !isDoubtful) return undefined;
  return meant(decision, "illegal_request", "context/crime-asked-on");
}

/** A name with words that ask nothing. */
export const TERMINAL_NAMED = "context/terminal-named";

/**
 * 「机器是中信的」, 「拉卡拉换卡 下一步」: a name with words that ask nothing of their own. Outside of steps its card is
 * to be changed.
 */
function ofTheTerminal(
  { plain, named, decision, matched }: Heard,
  { inGuide, rules }: Before,
): Decision | undefined {
  const { provider, mentions } = named;
  if (provider === undefined || inGuide === true) return undefined;
  const says = mentions.some((mention) => mention.provider === provider && mention.role === "terminal");
  const isTold = spokenLength(plain) <= FEW_WORDS && !asks(rules, plain) && decision.confidence < SURE_FROM;
  const tellsTwo = terminalsNamed(mentions).length > 1 && !wordsAsk(rules, plain);
  const isUnsure = decision.zone !== "answer";
  const isAskedWhose = decision.intent === "faq_whose_terminal";
  const read = {
    asks: (one: string) => wordsAsk(rules, one),
    doubts: (one: string) => doubtsWhose(rules, one),
  };
  if (isToldInDoubt(plain, { mentions, provider, isAskedWhose, ...read }))
    return meant(decision, matched.way(), TERMINAL_NAMED);
  const asksNothing = decision.intent.startsWith("flow_") || isTold || tellsTwo || (says && isUnsure);
  return asksNothing ? meant(decision, matched.way(), TERMINAL_NAMED) : undefined;
}

/** 「那是谁」 while we ask whose terminal it is. */
function ofTheQuestion({ plain, decision, named }: Heard, { open, rules }: Before): Decision | undefined {
  const isAsked = open === "faq_whose_terminal" && hears(rules, RULES.asksWhose, plain);
  if (!isAsked || named.provider !== undefined) return undefined;
  return surely(decision, open, RULES.asksWhose);
}

/** 「那到底找谁」, 「直接告诉我电话」: not sure by itself, but whoever is told whom to call is helped. */
function ofTheLine({ plain, decision }: Heard, { rules }: Before): Decision | undefined {
  if (decision.zone === "answer" && decision.confidence >= SURE_FROM) return undefined;
  if (!hears(rules, RULES.asksForLine, plain)) return undefined;
  return surely(decision, "contact_official_support", RULES.asksForLine);
}

/** 「就是换个卡就行吧」 after an answer that says more is needed: that answer once more, and no steps. */
function enough({ plain, decision }: Heard, { lastIntent, inGuide, rules }: Before): Decision | undefined {
  const isAfter = lastIntent !== undefined && canBeFollowed(lastIntent) && !isRebind(lastIntent);
  if (!isAfter || inGuide === true || !isRebind(decision.intent) || !hears(rules, RULES.asksEnough, plain))
    return undefined;
  return surely(decision, lastIntent, SAME_MATTER_RULE);
}

/** 「人脸一直过不去」, 「热线没人接」 where no steps run: not stuck at a step, but at what the words are else most like. */
function stuckAt({ matched, decision }: Heard, { idle }: Before): Decision | undefined {
  if (idle !== true || decision.intent !== "flow_stuck") return undefined;
  const ranked = matched.ranked.filter(({ intent }) => intent !== "flow_stuck");
  const other = decide({ ...matched, ranked });
  const isQuestion = other.zone === "answer" && other.intent.startsWith("faq_");
  return isQuestion ? { ...other, rule: "context/stuck-at" } : undefined;
}

/** 「为什么」 after an answer asks about that answer, whatever else such words are like. */
function sameAgain({ decision, isBare }: Heard, { lastIntent }: Before): Decision | undefined {
  if (!isBare || lastIntent === undefined || !canBeFollowed(lastIntent) || isRebind(lastIntent))
    return undefined;
  return surely(decision, lastIntent, SAME_MATTER_RULE);
}

/** 「在哪里能找到」: of what was just answered, where its page has a part that says so. */
function whereItIs({ plain, matched, decision }: Heard, { lastIntent, rules }: Before): Decision | undefined {
  if (lastIntent === undefined || !canBeFollowed(lastIntent) || !hears(rules, RULES.asksWhere, plain))
    return undefined;
  const part = matched.part(lastIntent);
  return part === undefined ? undefined : { ...surely(decision, lastIntent, RULES.asksWhere), part };
}

/** Named in `why`, and by which the page that was just said is told further. */
export const SAME_MATTER_RULE = "context/same-matter";

/**
 * A short question after an answer is about the same matter: of all intents only those that an answer can be followed
 * by are asked, so that 「多少钱」 after the steps is about our fee and not anybody's.
 */
function afterAnswer({ plain, matched, decision }: Heard, before: Before): Decision | undefined {
  const { lastIntent, inGuide, rules } = before;
  const isAfter = inGuide === true || (lastIntent !== undefined && canBeFollowed(lastIntent));
  const isVague =
    decision.zone !== "answer" || (decision.intent === "out_of_scope" && plain.length <= LONGEST_BARE);
  const length = spokenLength(plain);
  if (!isAfter || !isVague || !asks(rules, plain) || length > FEW_WORDS || length < SMALLEST)
    return undefined;
  const ranked = leant(plain, matched.ranked, before).filter(
    ({ intent }) => canBeFollowed(intent) && !isRebind(intent),
  );
  const among = decide({ ...matched, ranked });
  return among.zone === "answer"
    ? { ...among, rule: ruleFor(among, before, "context/after-answer") }
    : undefined;
}

function ruleFor({ intent }: Decision, { lastIntent }: Before, otherwise: string): string {
  return intent === lastIntent ? SAME_MATTER_RULE : otherwise;
}

const SURE_NOT_OURS = 0.8; // in a talk about something of ours, below this it may be more of that
const LEAVES: readonly IntentId[] = ["goodbye", "thanks"];
const LONGEST_LEANING = 24; // as long; a longer message says by itself what it is about

/** What is not sure by itself is rather about what was just spoken of: 「那我的钱呢」 after money that did not come. */
function leaning({ plain, matched, decision }: Heard, before: Before): Decision | undefined {
  const isStray = decision.intent === "out_of_scope" && decision.confidence < SURE_NOT_OURS;
  const isSure = decision.zone === "answer" && decision.confidence >= SURE_FROM && !isStray;
  const isLeave = LEAVES.includes(decision.intent) && decision.zone === "answer";
  if (isSure || isLeave || decision.confidence === 0 || spokenLength(plain) > LONGEST_LEANING)
    return undefined;
  const drawn = decide({ ...matched, ranked: leant(plain, matched.ranked, before) });
  return drawn.zone === "answer" && isNear(drawn.intent, before)
    ? { ...drawn, rule: ruleFor(drawn, before, "context/near-matter") }
    : undefined;
}

/** 「好，我打打看」, 「店名先不管」 beside something that waits: more likely heard than not understood, where it asks nothing. */
function nod({ plain, decision, named }: Heard, before: Before): Decision | undefined {
  const { inGuide, lastIntent, open, rules } = before;
  const isBeside = inGuide === true || lastIntent !== undefined || open !== undefined;
  if (isBeside && named.provider === undefined && hears(rules, RULES.aside, plain))
    return surely(decision, "acknowledge", RULES.aside);
  const isLikely = decision.intent === "acknowledge" && decision.confidence >= ASK_FROM;
  if (!isBeside || !isLikely || decision.zone === "answer" || asks(rules, plain)) return undefined;
  return { ...decision, zone: "answer", rule: "context/nod" };
}

/** Another meaning than the words' own: the part of their own answer that they ask for goes with it. */
function meant({ part: _, nearParts: __, ...decision }: Decision, intent: IntentId, rule: string): Decision {
  return { ...decision, intent, zone: "answer", rule };
}

function surely(decision: Decision, intent: IntentId, rule: string): Decision {
  return { ...meant(decision, intent, rule), confidence: SURE_FROM };
}

/** What begins steps; 「没换卡啊」 and 「机器没动过」 tell that nothing was done, and want none. */
const BEGINS_STEPS = /^(?:rebind_|verify_genuine_)/;

/** 「我剪头发了」 after 「人证不一致」: no question, and like nothing we know; rather more of what is spoken of than a guess. */
function toldOn({ plain, decision }: Heard, { lastIntent, rules }: Before): Decision | undefined {
  const isOwn = lastIntent?.startsWith("faq_") === true;
  const isGuess = decision.zone === "ask" && decision.confidence < ANSWER_FROM;
  if (!isOwn || asks(rules, plain)) return undefined;
  if (hears(rules, RULES.heardAndOff, plain)) return surely(decision, "acknowledge", RULES.heardAndOff);
  if (decision.intent.startsWith("flow_")) return undefined;
  const isLeftAlone = hears(rules, RULES.leftAlone, plain);
  if (!isGuess && !(isLeftAlone && BEGINS_STEPS.test(decision.intent))) return undefined;
  return meant(decision, lastIntent, SAME_MATTER_RULE);
}
