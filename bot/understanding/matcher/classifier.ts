// A linear classifier a label, with the overlap of terms: generic over labels and features, knows no Chinese.
import type { Features } from "./features.ts";
import {
  type LinearModels,
  marginsOf,
  sideBySide,
  trainLinearSvm,
  type Vector,
  weightIn,
} from "./linear-svm.ts";
import { createTermOverlap, type Terms } from "./term-overlap.ts";

/** What a deviation of term overlap adds to the margin; 0.1 to 0.2 were best in cross-validation (docs/adr). */
const OVERLAP_WEIGHT = 0.15;
const MOST_REASONS = 4; // terms named in `why`: more say nothing new

export interface Example<Label> {
  readonly label: Label;
  readonly text: string;
  readonly features: Features;
}

export interface Ranked<Label> {
  readonly label: Label;
  /** The classifier's margin plus the overlap's share: above 1 sure, below −1 surely not. */
  readonly margin: number;
}

export interface Classified<Label> {
  /** Best first. */
  readonly ranked: readonly Ranked<Label>[];
  /** Share of the message's idf mass that occurs in any example, 0–1: how much of it we know at all. */
  readonly known: number;
  /** Why a label, worked out when asked for. Undefined for a label without examples. */
  readonly explain: (label: Label) => Reasons | undefined;
}

/** Why a label was chosen: the example most like the message, and the terms that spoke for it, strongest first. */
export interface Reasons {
  readonly nearest: string;
  readonly terms: readonly string[];
}

/** Term → its id and idf; `unseen` is the idf of a term in no example. */
interface Vocabulary {
  readonly terms: ReadonlyMap<string, { readonly id: number; readonly idf: number }>;
  readonly unseen: number;
}

interface Compiled<Label> {
  readonly vocabulary: Vocabulary;
  readonly labels: readonly Label[];
  /** In the order of the labels. */
  readonly models: LinearModels;
  /** Likewise. */
  readonly examples: readonly (readonly { readonly text: string; readonly vector: Vector }[])[];
  /** Zeros, one a term, before and after use: looking up there is many times faster than in a Map. */
  readonly scratch: Float64Array;
}

/** Trains one model a label. Deterministic: the same examples in the same order give the same answers. */
export function createClassifier<Label>(
  examples: readonly Example<Label>[],
  { overlapWeight = OVERLAP_WEIGHT } = {},
): { classify(features: Features): Classified<Label> } {
  const vocabulary = vocabularyOf(examples.map(({ features }) => features));
  const vectors = examples.map(({ features }) => toVector(features, vocabulary));
  const labels = [...new Set(examples.map(({ label }) => label))];
  const train = (label: Label) => {
    const isPositive = examples.map((example) => example.label === label);
    return trainLinearSvm(vectors, isPositive, vocabulary.terms.size);
  };
  const compiled: Compiled<Label> = {
    vocabulary,
    labels,
    models: sideBySide(labels.map(train)),
    examples: labels.map((label) =>
      examples.flatMap((example, index) => {
        const vector = vectors[index];
        return vector && example.label === label ? [{ text: example.text, vector }] : [];
      }),
    ),
    scratch: new Float64Array(vocabulary.terms.size),
  };
  const overlap = createTermOverlap(
    labels.map((label) =>
      examples
        .filter((example) => example.label === label)
        .flatMap(({ features }) => [features.written, features.concluded]),
    ),
  );
  return {
    classify(features) {
      const vector = toVector(features, vocabulary);
      const overlaps = overlap(allTerms(features));
      const margins = marginsOf(vector, compiled.models);
      const ranked = labels
        .map((label, index) => ({
          label,
          margin: (margins[index] ?? 0) + overlapWeight * (overlaps[index] ?? 0),
        }))
        .sort((a, b) => b.margin - a.margin);
      return {
        ranked,
        known: knownShare(features, vocabulary),
        explain: (label) => reasonsFor(label, features, vector, compiled),
      };
    },
  };
}

function reasonsFor<Label>(
  label: Label,
  features: Features,
  { ids, weights }: Vector,
  { vocabulary, labels, models, examples, scratch }: Compiled<Label>,
): Reasons | undefined {
  const model = labels.indexOf(label);
  if (model < 0) return undefined;
  ids.forEach((id, at) => {
    scratch[id] = weights[at] ?? 0;
  });
  let nearest = { text: "", like: 0 };
  for (const { text, vector } of examples[model] ?? []) {
    const like = likeness(vector, scratch);
    if (like > nearest.like) nearest = { text, like };
  }
  const spoke: { term: string; share: number }[] = [];
  for (const term of allTerms(features).keys()) {
    const id = vocabulary.terms.get(term)?.id;
    const share = id === undefined ? 0 : weightIn(models, model, id) * (scratch[id] ?? 0);
    if (share > 0) spoke.push({ term, share });
  }
  for (const id of ids) scratch[id] = 0;
  spoke.sort((a, b) => b.share - a.share);
  return { nearest: nearest.text, terms: spoke.slice(0, MOST_REASONS).map(({ term }) => term) };
}

function likeness({ ids, weights }: Vector, scratch: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < ids.length; at++) sum += (scratch[ids[at] ?? 0] ?? 0) * (weights[at] ?? 0);
  return sum;
}

function allTerms({ written, concluded }: Features): Terms {
  return new Map([...written, ...concluded]);
}

function vocabularyOf(examples: readonly Features[]): Vocabulary {
  const occurrences = new Map<string, number>();
  for (const { written, concluded } of examples) {
    for (const part of [written, concluded]) {
      for (const term of part.keys()) occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
    }
  }
  const idf = (count: number) => Math.log((examples.length + 1) / (count + 0.5));
  const terms = [...occurrences].map(([term, count], id) => [term, { id, idf: idf(count) }] as const);
  return { terms: new Map(terms), unseen: idf(0) };
}

function toVector({ written, concluded }: Features, { terms }: Vocabulary): Vector {
  const ids: number[] = [];
  const weights: number[] = [];
  let squares = 0;
  for (const features of [written, concluded]) {
    for (const [term, weight] of features) {
      const entry = terms.get(term);
      if (!entry) continue;
      const value = Math.sqrt(weight) * entry.idf;
      ids.push(entry.id);
      weights.push(value);
      squares += value * value;
    }
  }
  const length = Math.sqrt(squares) || 1;
  return { ids: Int32Array.from(ids), weights: Float64Array.from(weights, (weight) => weight / length) };
}

function knownShare({ written }: Features, { terms, unseen }: Vocabulary): number {
  let known = 0;
  let total = 0;
  for (const [term, weight] of written) {
    const entry = terms.get(term);
    total += weight * (entry?.idf ?? unseen);
    if (entry) known += weight * entry.idf;
  }
  return total > 0 ? known / total : 0;
}
