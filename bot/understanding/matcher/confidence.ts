// How sure the matcher may be: evidence from its ranking → a probability that the best intent is right.
import type { IntentId } from "../../knowledge/intent.ts";
import type { Match, Matched } from "./matcher.ts";

/** From here: answer at once; 93 % of such answers were right in cross-validation (docs/adr, understanding). */
export const ANSWER_FROM = 0.7;
/** Below: not understood. From here to the other, four of five "did you mean" offers hold the right intent. */
export const ASK_FROM = 0.3;

/** Logistic regression on out-of-fold scores; `huanka bench understanding` prints those that fit grown content. */
const WEIGHTS = { margin: 0.97, lead: 2.53, known: 2.88, bias: -3.23 } as const;
const MOST_LEAD = 1; // margins further apart than this are no surer

export interface Evidence {
  readonly margin: number;
  /** By how much the intent leads its strongest rival, −1 to 1; negative for one that is not first. */
  readonly lead: number;
  /** Share of the message that occurs in any utterance, 0–1. */
  readonly known: number;
}

/**
 * What speaks for the intent at a place of the ranking. The ways to change the card lead to the same question and
 * are no rivals of each other.
 */
export function evidenceFor({ ranked, known }: Matched, place: number): Evidence {
  const match = ranked[place];
  if (!match) return { margin: -MOST_LEAD, lead: -MOST_LEAD, known: 0 };
  const isRival = (other: Match) => other !== match && !(isRebind(other.intent) && isRebind(match.intent));
  const rival = place === 0 ? ranked.find(isRival) : ranked[0];
  const lead = match.margin - (rival?.margin ?? -MOST_LEAD);
  return { margin: match.margin, lead: Math.max(-MOST_LEAD, Math.min(MOST_LEAD, lead)), known };
}

/** 0–1, rounded to thousandths so that transcripts compare. */
export function confidenceOf({ margin, lead, known }: Evidence): number {
  const score = WEIGHTS.margin * margin + WEIGHTS.lead * lead + WEIGHTS.known * known + WEIGHTS.bias;
  return Math.round(1_000 / (1 + Math.exp(-score))) / 1_000;
}

export function isRebind(intent: IntentId): boolean {
  return intent.startsWith("rebind_");
}
