// Trains a linear classifier a label, with the overlap of terms: generic over labels and features, knows no Chinese.

import { packTexts, type Texts } from "../../text/packed-texts.ts";
import { openTermIds, type TermIds } from "../../text/term-ids.ts";
import type { Features } from "./features.ts";
import { type KeptExamples, keepExamples } from "./kept-examples.ts";
import { trainLinearSvm, type Vector } from "./linear-svm.ts";
import { type SparseRows, sparseRows } from "./sparse-rows.ts";
import { overlapGains, type Terms } from "./term-overlap.ts";

export interface Example<Label> {
  readonly label: Label;
  readonly text: string;
  readonly features: Features;
}

/** What was learnt, as plain data that can be kept. A term's place is its id. */
export interface Trained<Label> {
  readonly labels: readonly Label[];
  readonly terms: Texts;
  readonly idfs: Float64Array;
  /** The idf of a term in no example. */
  readonly unseen: number;
  /** A row a term, a column a label; the last row is the bias. */
  readonly weights: SparseRows;
  /** Likewise, what a term's overlap speaks for; no bias. */
  readonly gains: SparseRows;
  /** By which it says why; absent where nobody asks. */
  readonly examples?: KeptExamples;
}

/** The terms of all examples. */
export interface Vocabulary {
  readonly idOf: TermIds;
  readonly idfs: Float64Array;
  readonly unseen: number;
}

/**
 * Trains one model a label. Deterministic: the same examples in the same order give the same numbers. `saysWhy` keeps the
 * examples beside what was learnt from them.
 */
export function trainClassifier<Label>(
  examples: readonly Example<Label>[],
  { saysWhy = true }: { readonly saysWhy?: boolean } = {},
): Trained<Label> {
  const { terms, ...vocabulary } = vocabularyOf(examples.map(({ features }) => features));
  const known = examples.map(({ features }) => knownTerms(features, vocabulary));
  const vectors = known.map(toVector);
  const labels = [...new Set(examples.map(({ label }) => label))];
  const ids = new Map(terms.map((term, id) => [term, id]));
  const train = (label: Label) => {
    const isPositive = examples.map((example) => example.label === label);
    return trainLinearSvm(vectors, isPositive, terms.length);
  };
  const of = (label: Label) => examples.filter((example) => example.label === label);
  const seen = examples.map(({ label, text }, at) => {
    const { ids = [], weights = [] } = known[at] ?? {};
    return { label, text, ids, weights, length: vectors[at]?.length ?? 1 };
  });
  return {
    ...{ labels, terms: packTexts(terms), idfs: vocabulary.idfs, unseen: vocabulary.unseen },
    weights: sparseRows(labels.map(train)),
    gains: overlapGains(
      labels.map((label) => of(label).flatMap(termsOf)),
      ids,
    ),
    ...(saysWhy && {
      examples: keepExamples(labels.map((label) => seen.filter((example) => example.label === label))),
    }),
  };
}

function termsOf({ features: { written, concluded } }: Example<unknown>): Terms[] {
  return [written, concluded];
}

function vocabularyOf(examples: readonly Features[]): Vocabulary & { readonly terms: readonly string[] } {
  const occurrences = new Map<string, number>();
  for (const { written, concluded } of examples) {
    for (const part of [written, concluded]) {
      for (const term of part.keys()) occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
    }
  }
  const idf = (count: number) => Math.log((examples.length + 1) / (count + 0.5));
  const terms = [...occurrences.keys()];
  const idfs = Float64Array.from(occurrences.values(), idf);
  return { terms, idOf: openTermIds(packTexts(terms)), idfs, unseen: idf(0) };
}

/** The terms of a message that some example has, each with its weight there and its idf, in the order of the features. */
export interface KnownTerms {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
  readonly idfs: readonly number[];
  /** Share of the idf mass of what is written that is known, 0–1. */
  readonly share: number;
}

/** Looks each term up once. */
export function knownTerms(
  { written, concluded }: Features,
  { idOf, idfs: idfOf, unseen }: Vocabulary,
): KnownTerms {
  const ids: number[] = [];
  const weights: number[] = [];
  const idfs: number[] = [];
  let known = 0;
  let total = 0;
  for (const [term, weight] of written) {
    const id = idOf(term);
    const idf = id === undefined ? unseen : (idfOf[id] ?? 0);
    total += weight * idf;
    if (id === undefined) continue;
    known += weight * idf;
    ids.push(id);
    weights.push(weight);
    idfs.push(idf);
  }
  for (const [term, weight] of concluded) {
    const id = idOf(term);
    if (id === undefined) continue;
    ids.push(id);
    weights.push(weight);
    idfs.push(idfOf[id] ?? 0);
  }
  return { ids, weights, idfs, share: total > 0 ? known / total : 0 };
}

/** Of Euclidean length 1; `length` is what it was before. */
export function toVector({ ids, weights, idfs }: KnownTerms): Vector & { readonly length: number } {
  const values = new Float64Array(ids.length);
  let squares = 0;
  for (let at = 0; at < values.length; at++) {
    const value = Math.sqrt(weights[at] ?? 0) * (idfs[at] ?? 0);
    values[at] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / length;
  return { ids: Int32Array.from(ids), weights: values, length };
}
