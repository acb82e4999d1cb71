// What a message means while a fraud is spoken of: a question about it, more of it, or something else.
import type { IntentId } from "../knowledge/intent.ts";
import { AFTER_SCAM, RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { type Decision, decide, NOT_UNDERSTOOD } from "./decide.ts";
import { ANSWER_FROM } from "./matcher/confidence.ts";
import type { Matched } from "./matcher/matcher.ts";
import { tellsOfFraud } from "./safety/denied-fraud.ts";
import { findScam } from "./safety/find-scam.ts";
import { harmOf } from "./safety/scam-harm.ts";

interface Heard {
  readonly plain: string;
  readonly matched: Matched;
  readonly decision: Decision;
  /** A question that names nothing. */
  readonly isBare: boolean;
}

/** Outside of a talk of fraud its questions are less likely, in margins. */
const LESS_OUTSIDE = 0.3;

/**
 * The ranking as likely as a talk of fraud, or none, or one that was denied, makes it. Whoever said that there is no fraud is
 * not alarmed until they tell of one.
 */
export function inTalk(
  rules: Rules,
  matched: Matched,
  { plain, inFraud, noFraud }: { readonly plain: string } & Pick<Talk, "inFraud" | "noFraud">,
): Matched {
  if (noFraud === true && !tellsOfFraud(rules, plain)) {
    const isCalm = ({ intent }: { intent: IntentId }) => intent !== "report_scam" && intent !== AFTER_SCAM;
    return { ...matched, ranked: matched.ranked.filter(isCalm) };
  }
  return inFraud === true ? matched : { ...matched, ranked: lent(matched.ranked, -LESS_OUTSIDE) };
}

/** What is not sure, and reads like a known fraud, is asked about as one first. */
export function inDoubtAFraud(
  rules: Rules,
  decision: Decision,
  { plain, noFraud }: { readonly plain: string } & Pick<Talk, "noFraud">,
): Decision {
  const { intent, confidence, alternatives, zone } = decision;
  if (zone === "answer" || intent === "report_scam" || noFraud === true) return decision;
  if (findScam(rules, plain) === undefined) return decision;
  const others = [{ intent, confidence }, ...alternatives].filter((one) => one.intent !== "report_scam");
  const rule = "safety/reads-like-a-fraud";
  return { intent: "report_scam", confidence: ANSWER_FROM, zone: "ask", alternatives: others, rule };
}

function lent(ranked: Matched["ranked"], margins: number): Matched["ranked"] {
  return ranked
    .map(({ intent, margin }) => ({ intent, margin: margin + (intent === AFTER_SCAM ? margins : 0) }))
    .sort((a, b) => b.margin - a.margin);
}

interface Talk {
  readonly rules: Rules;
  readonly lastIntent?: IntentId;
  /** Something has happened in a fraud, or we asked whether. */
  readonly inFraud?: boolean;
  /** They said that there is no fraud. */
  readonly noFraud?: boolean;
}

/** What the talk of a fraud lends to the questions that are asked in it, in margins. */
const LENT = 0.6;
/** What few words are easily taken for. */
const STRAY: readonly IntentId[] = ["out_of_scope", "chitchat"];
const LONGEST_STRAY = 12; // characters; a longer message says by itself what it is about

/** The meaning in a talk of fraud, or undefined where nothing of the kind is spoken of or the message means what it says. */
export function readInFraudTalk(heard: Heard, talk: Talk): Decision | undefined {
  return askedInIt(heard, talk) ?? moreOfIt(heard, talk);
}

/** 「来电显示是官方号，能信吗」: not told anew that one must stop, but answered. */
function askedInIt({ plain, matched, isBare }: Heard, { inFraud, rules }: Talk): Decision | undefined {
  const asks = plain.trimEnd().endsWith("?") || hears(rules, RULES.asksAfter, plain);
  if (inFraud !== true || !asks || isBare) return undefined;
  const asked = decide({ ...matched, ranked: lent(matched.ranked, LENT) });
  if (asked.intent !== AFTER_SCAM || asked.zone === "unknown") return undefined;
  return { ...asked, zone: "answer", rule: "context/asked-in-fraud" };
}

/**
 * Whoever has just told of a fraud tells on: 「填了卡号」 is no question about our forms, and 「那怎么办」 no step of a
 * guide. What says something else surely is something else, and so is what is said to be: 「我问的是…」.
 */
function moreOfIt({ plain, decision, isBare }: Heard, { lastIntent, rules }: Talk): Decision | undefined {
  if (lastIntent !== "report_scam") return undefined;
  const { part: _, nearParts: __, ...own } = decision;
  const { intent, zone } = own;
  const isStray = STRAY.includes(intent) && plain.length <= LONGEST_STRAY;
  const isOpen = zone !== "answer" || isStray || intent.startsWith("flow_");
  const isOfIt = harmOf(rules, plain) !== undefined || hears(rules, RULES.moneySafe, plain);
  const isElse = hears(rules, RULES.asksElse, plain);
  if (!isBare && (isElse || !(isOfIt || isOpen))) return undefined;
  return { ...own, intent: "report_scam", zone: "answer", rule: "context/fraud-told" };
}

/** Nothing but that there is no fraud. */
export const DENIED: Decision = {
  ...NOT_UNDERSTOOD,
  intent: "acknowledge",
  confidence: 1,
  zone: "answer",
  rule: RULES.fraudDenied,
};
