// How honest the confidence is: reliability table, expected calibration error, and the weights that fit best.
import type { CrossJudged } from "./cross-validate.ts";

const BINS = 10;
const FIT_ROUNDS = 60_000; // gradient steps; the weights move by less than 0.01 after 40 000
const FIT_RATE = 1.5;

export interface Bin {
  readonly from: number;
  readonly count: number;
  readonly confidence: number;
  readonly right: number;
}

/** Only what the matcher decided: rules are sure by definition. */
export function reliability(judged: readonly CrossJudged[]): { bins: Bin[]; error: number } {
  const matched = judged.filter(({ recognition }) => recognition.rule === "matcher/linear");
  const bins = Array.from({ length: BINS }, (_, index): Bin => {
    const inBin = matched.filter(
      ({ recognition }) => Math.min(BINS - 1, Math.floor(recognition.confidence * BINS)) === index,
    );
    const mean = (figureOf: (one: CrossJudged) => number) =>
      inBin.reduce((sum, one) => sum + figureOf(one), 0) / Math.max(1, inBin.length);
    return {
      from: index / BINS,
      count: inBin.length,
      confidence: mean(({ recognition }) => recognition.confidence),
      right: mean(({ right }) => Number(right)),
    };
  });
  const off = bins.reduce(
    (sum, { count, confidence, right }) => sum + count * Math.abs(confidence - right),
    0,
  );
  return { bins, error: off / Math.max(1, matched.length) };
}

/** Logistic regression by plain gradient descent: margin, lead, known, bias, for `confidence.ts`. */
export function fitWeights(judged: readonly CrossJudged[]): number[] {
  const rows = judged
    .filter(({ recognition }) => recognition.rule === "matcher/linear")
    .map(({ evidence: { margin, lead, known }, right }) => ({
      values: [margin, lead, known, 1],
      target: Number(right),
    }));
  let current = [0, 0, 0, 0];
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const gradient = [0, 0, 0, 0];
    for (const { values, target } of rows) {
      const score = values.reduce((sum, value, index) => sum + value * (current[index] ?? 0), 0);
      const error = target - 1 / (1 + Math.exp(-score));
      for (const [index, value] of values.entries()) gradient[index] = (gradient[index] ?? 0) + error * value;
    }
    current = current.map((weight, index) => weight + (FIT_RATE * (gradient[index] ?? 0)) / rows.length);
  }
  return current;
}
