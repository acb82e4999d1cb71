// From the matcher's ranking to a decision: answer, ask, or say that it was not understood. Whoever would be accused or
// alarmed is only where it is sure.
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import type { Reasons } from "./matcher/classifier.ts";
import { ANSWER_FROM, ASK_FROM, confidenceOf, evidenceFor, SURE_FROM } from "./matcher/confidence.ts";
import type { Matched } from "./matcher/matcher.ts";

const ALTERNATIVES = 3; // as many as a "did you mean" can show
/** Whoever is told that he asks for a crime must have asked for one; below this it is only not our subject. */
const SURE_OF_A_CRIME = 0.93;
/** Where a message says nothing else: below this nobody is asked whether they met a swindler. */
const FRAUD_ASKED_FROM = 0.4;
/** What is not our matter but so much like a fraud is asked about: turned away, whoever was cheated would be lost. */
const FRAUD_BESIDE_FROM = 0.35;
/** Whose terminal it is, is asked next anyway: a question that leads on where the guess was wrong, too. */
const REBIND_FROM = ASK_FROM;
/** In doubt a fraud, a secret or the wish for a person becomes a question, and a fraud that is less than likely only where
 * nothing else is understood. */
const GRAVE: ReadonlyMap<IntentId, number> = new Map([
  ["report_scam", 0.8],
  ["talk_to_human", 0.8],
  ["sensitive_data", 0.65],
]);
/** Never offered in a "did you mean". */
export const SMALL_TALK: readonly IntentId[] = ["out_of_scope", "chitchat", "acknowledge", "abusive"];

export interface Decision {
  readonly intent: IntentId;
  /** 0–1. */
  readonly confidence: number;
  /** answer: sure enough. ask: offer the likely meanings. unknown: say so. */
  readonly zone: "answer" | "ask" | "unknown";
  /** Other intents, most likely first. */
  readonly alternatives: readonly { readonly intent: IntentId; readonly confidence: number }[];
  readonly rule: string;
  /** The utterance most like the message and the terms that decided, where the matcher did. */
  readonly reasons?: Reasons;
  /** Heading of the part of the answer that is asked for, where it is less than the whole. */
  readonly part?: string;
  /** Headings of the parts that are meant next, where that one was told just now, or the whole was. */
  readonly nearParts?: readonly string[];
}

function answerFromOf(intent: IntentId): number {
  if (intent === "acknowledge") return SURE_FROM;
  return GRAVE.get(intent) ?? (isRebind(intent) ? REBIND_FROM : ANSWER_FROM);
}

/** As if nobody could mean it: what else the message may say decides. */
function without(matched: Matched, intent: IntentId): Matched {
  return { ...matched, ranked: matched.ranked.filter((one) => one.intent !== intent) };
}

/** In neutral words, and without the accusation. */
function notOurs(confidence: number, alternatives: Decision["alternatives"]): Decision {
  const rule = "matcher/doubtful-crime";
  return { intent: "out_of_scope", confidence, zone: "unknown", alternatives, rule };
}

/** A crime or a fraud that is not likely enough is none: what else the message may say decides, or that it is not ours. */
function inDoubt(
  matched: Matched,
  { intent, confidence, alternatives }: Pick<Decision, "intent" | "confidence" | "alternatives">,
): Decision | undefined {
  if (intent === "report_scam" && confidence < ANSWER_FROM) {
    const other = decide(without(matched, intent));
    return other.zone === "unknown" && confidence >= FRAUD_ASKED_FROM ? undefined : other;
  }
  const fraud = alternatives.find((one) => one.intent === "report_scam")?.confidence ?? 0;
  if (intent === "out_of_scope" && fraud >= FRAUD_BESIDE_FROM)
    return {
      ...{ intent: "report_scam", confidence: fraud, zone: "ask", rule: "matcher/fraud-beside" },
      alternatives: alternatives.filter((one) => one.intent !== "report_scam"),
    };
  if (intent !== "illegal_request" || confidence >= SURE_OF_A_CRIME) return undefined;
  return confidence < SURE_FROM ? decide(without(matched, intent)) : notOurs(confidence, alternatives);
}

/** Nothing in the message is known. */
export const NOT_UNDERSTOOD: Decision = {
  intent: "out_of_scope",
  confidence: 0,
  zone: "unknown",
  alternatives: [],
  rule: "matcher/nothing-known",
};

/** What a ranking comes to. */
export function decide(matched: Matched): Decision {
  const [best] = matched.ranked;
  if (!best || matched.known === 0) return NOT_UNDERSTOOD;
  const confidence = confidenceOf(evidenceFor(matched, 0));
  const alternatives = matched.ranked.slice(1, 1 + ALTERNATIVES).map(({ intent }, index) => ({
    intent,
    confidence: confidenceOf(evidenceFor(matched, index + 1)),
  }));
  const doubtful = inDoubt(matched, { intent: best.intent, confidence, alternatives });
  if (doubtful) return doubtful;
  const answerFrom = answerFromOf(best.intent);
  const zone = confidence >= answerFrom ? "answer" : confidence >= ASK_FROM ? "ask" : "unknown";
  const settled = zone === "ask" && SMALL_TALK.includes(best.intent) ? "unknown" : zone;
  // In doubt nobody is taken to be cursing: what else such a message tells still counts.
  const intent = best.intent === "abusive" && zone !== "answer" ? "out_of_scope" : best.intent;
  const meant = isRebind(intent) ? matched.way() : intent;
  return {
    intent: meant,
    confidence,
    zone: settled,
    alternatives,
    rule: "matcher/linear",
    ...beside(matched, intent),
  };
}

/** Why, and whether less than the whole answer is asked for. */
function beside(
  { explain, ...of }: Matched,
  intent: IntentId,
): Pick<Decision, "reasons" | "part" | "nearParts"> {
  const reasons = explain(intent);
  const part = of.part(intent);
  const nearParts = of.nearParts(intent);
  return {
    ...(reasons && { reasons }),
    ...(part !== undefined && { part }),
    ...(nearParts.length > 0 && { nearParts }),
  };
}
