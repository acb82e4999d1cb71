// Trains a linear classifier a label, with the overlap of terms: generic over labels and features, knows no Chinese.
import type { Features } from "./features.ts";
import { trainLinearSvm, type Vector } from "./linear-svm.ts";
import { type SparseRows, sparseRows } from "./sparse-rows.ts";
import { openTermIds, type TermIds } from "./term-ids.ts";
import { overlapGains, type Terms } from "./term-overlap.ts";

export interface Example<Label> {
  readonly label: Label;
  readonly text: string;
  readonly features: Features;
}

/** What was learnt, as plain data that can be kept. A term's place is its id. */
export interface Trained<Label> {
  readonly labels: readonly Label[];
  readonly terms: readonly string[];
  readonly idfs: Float64Array;
  /** The idf of a term in no example. */
  readonly unseen: number;
  /** A row a term, a column a label; the last row is the bias. */
  readonly weights: SparseRows;
  /** Likewise, what a term's overlap speaks for; no bias. */
  readonly gains: SparseRows;
  /** The examples' vectors, a row each, by label. */
  readonly examples: readonly { readonly texts: readonly string[]; readonly vectors: SparseVectors }[];
}

/** Vectors one after the other: `starts` says where each begins, and one more where the last ends. */
export interface SparseVectors {
  readonly starts: Uint32Array;
  readonly ids: Int32Array;
  readonly weights: Float64Array;
}

/** The terms of all examples. */
export interface Vocabulary {
  readonly idOf: TermIds;
  readonly idfs: Float64Array;
  readonly unseen: number;
}

/** Trains one model a label. Deterministic: the same examples in the same order give the same numbers. */
export function trainClassifier<Label>(examples: readonly Example<Label>[]): Trained<Label> {
  const { terms, ...vocabulary } = vocabularyOf(examples.map(({ features }) => features));
  const vectors = examples.map(({ features }) => toVector(knownTerms(features, vocabulary)));
  const labels = [...new Set(examples.map(({ label }) => label))];
  const ids = new Map(terms.map((term, id) => [term, id]));
  const train = (label: Label) => {
    const isPositive = examples.map((example) => example.label === label);
    return trainLinearSvm(vectors, isPositive, terms.length);
  };
  const of = (label: Label) => examples.filter((example) => example.label === label);
  return {
    ...{ labels, terms, idfs: vocabulary.idfs, unseen: vocabulary.unseen },
    weights: sparseRows(labels.map(train)),
    gains: overlapGains(
      labels.map((label) => of(label).flatMap(termsOf)),
      ids,
    ),
    examples: labels.map((label) => ({
      texts: of(label).map(({ text }) => text),
      vectors: oneAfterTheOther(vectors.filter((_, index) => examples[index]?.label === label)),
    })),
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
  return { terms, idOf: openTermIds(terms), idfs, unseen: idf(0) };
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

/** Of Euclidean length 1. */
export function toVector({ ids, weights, idfs }: KnownTerms): Vector {
  const values = new Float64Array(ids.length);
  let squares = 0;
  for (let at = 0; at < values.length; at++) {
    const value = Math.sqrt(weights[at] ?? 0) * (idfs[at] ?? 0);
    values[at] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < values.length; at++) values[at] = (values[at] ?? 0) / length;
  return { ids: Int32Array.from(ids), weights: values };
}

function oneAfterTheOther(vectors: readonly Vector[]): SparseVectors {
  const starts = new Uint32Array(vectors.length + 1);
  for (const [at, { ids }] of vectors.entries()) starts[at + 1] = (starts[at] ?? 0) + ids.length;
  return {
    starts,
    ids: Int32Array.from(vectors.flatMap(({ ids }) => [...ids])),
    weights: Float64Array.from(vectors.flatMap(({ weights }) => [...weights])),
  };
}
