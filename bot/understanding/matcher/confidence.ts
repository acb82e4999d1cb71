// How sure the matcher may be: evidence from its ranking → a probability that the best intent is right.
import type { Matched } from "./matcher.ts";

/** From here: answer at once; 93 % of such answers were right in cross-validation (docs/adr, understanding). */
export const SURE_FROM = 0.7;
/** From here to SURE_FROM: answer, and offer the next meaning beside the answer. */
export const ANSWER_FROM = 0.5;
/** Below: not understood. From here to the other, four of five "did you mean" offers hold the right intent. */
export const ASK_FROM = 0.3;

/** Logistic regression on out-of-fold scores; `huanka bench understanding` prints those that fit grown content. */
const WEIGHTS = { margin: 1.13, lead: 2.63, known: 2.07, bias: -2.46 } as const;
const MOST_LEAD = 1; // margins further apart than this are no surer

export interface Evidence {
  readonly margin: number;
  /** By how much the intent leads its strongest rival, −1 to 1; negative for one that is not first. */
  readonly lead: number;
  /** Share of the message that occurs in any utterance, 0–1. */
  readonly known: number;
}

/** What speaks for the intent at a place of the ranking. */
export function evidenceFor({ ranked, known }: Matched, place: number): Evidence {
  const match = ranked[place];
  if (!match) return { margin: -MOST_LEAD, lead: -MOST_LEAD, known: 0 };
  const rival = place === 0 ? ranked[1] : ranked[0];
  const lead = match.margin - (rival?.margin ?? -MOST_LEAD);
  return { margin: match.margin, lead: Math.max(-MOST_LEAD, Math.min(MOST_LEAD, lead)), known };
}

/** 0–1, rounded to thousandths so that transcripts compare. */
export function confidenceOf({ margin, lead, known }: Evidence): number {
  const score = WEIGHTS.margin * margin + WEIGHTS.lead * lead + WEIGHTS.known * known + WEIGHTS.bias;
  return Math.round(1_000 / (1 + Math.exp(-score))) / 1_000;
}
