// Asks a trained classifier: the labels of a message, best first, and why.
import type { Features } from "./features.ts";
import type { Vector } from "./linear-svm.ts";
import { addRow, valueAt } from "./sparse-rows.ts";
import { overlapsOf } from "./term-overlap.ts";
import { type Trained, toVector, type Vocabulary } from "./train-classifier.ts";

/** What a deviation of term overlap adds to the margin; 0.1 to 0.2 were best in cross-validation (docs/adr). */
const OVERLAP_WEIGHT = 0.15;
const MOST_REASONS = 4; // terms named in `why`: more say nothing new

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

interface Opened<Label> {
  readonly trained: Trained<Label>;
  readonly vocabulary: Vocabulary;
  /** Zeros, one a term, before and after use: looking up there is many times faster than in a Map. */
  readonly scratch: Float64Array;
}

export interface Classifier<Label> {
  classify(features: Features): Classified<Label>;
}

/** The same answers for what was kept as for what was trained just now. */
export function openClassifier<Label>(
  trained: Trained<Label>,
  { overlapWeight = OVERLAP_WEIGHT }: { readonly overlapWeight?: number } = {},
): Classifier<Label> {
  const { labels, terms, idfs, unseen } = trained;
  const entries = terms.map((term, id) => [term, { id, idf: idfs[id] ?? 0 }] as const);
  const vocabulary: Vocabulary = { terms: new Map(entries), unseen };
  const opened: Opened<Label> = { trained, vocabulary, scratch: new Float64Array(terms.length) };
  return {
    classify(features) {
      const vector = toVector(features, vocabulary);
      const overlaps = overlapsOf(knownTerms(features, vocabulary), trained.gains, labels.length);
      const margins = marginsOf(vector, trained);
      const ranked = labels
        .map((label, index) => ({
          label,
          margin: (margins[index] ?? 0) + overlapWeight * (overlaps[index] ?? 0),
        }))
        .sort((a, b) => b.margin - a.margin);
      return {
        ranked,
        known: knownShare(features, vocabulary),
        explain: (label) => reasonsFor(label, features, vector, opened),
      };
    },
  };
}

/** The margin by each label's model. */
function marginsOf(
  { ids, weights }: Vector,
  { labels, terms, weights: models }: Trained<unknown>,
): Float64Array {
  const margins = new Float64Array(labels.length);
  addRow(models, terms.length, 1, margins);
  for (let at = 0; at < ids.length; at++) addRow(models, ids[at] ?? 0, weights[at] ?? 0, margins);
  return margins;
}

function reasonsFor<Label>(
  label: Label,
  features: Features,
  { ids, weights }: Vector,
  { trained, vocabulary, scratch }: Opened<Label>,
): Reasons | undefined {
  const model = trained.labels.indexOf(label);
  if (model < 0) return undefined;
  ids.forEach((id, at) => {
    scratch[id] = weights[at] ?? 0;
  });
  const nearest = nearestText(trained.examples[model], scratch);
  const spoke: { term: string; share: number }[] = [];
  for (const [id] of knownTerms(features, vocabulary)) {
    const share = valueAt(trained.weights, id, model) * (scratch[id] ?? 0);
    if (share > 0) spoke.push({ term: trained.terms[id] ?? "", share });
  }
  for (const id of ids) scratch[id] = 0;
  spoke.sort((a, b) => b.share - a.share);
  return { nearest, terms: spoke.slice(0, MOST_REASONS).map(({ term }) => term) };
}

/** Of a label's examples the text most like the message that lies in `scratch`. */
function nearestText(
  examples: Trained<unknown>["examples"][number] | undefined,
  scratch: Float64Array,
): string {
  if (!examples) return "";
  const { starts, ids, weights } = examples.vectors;
  let nearest = { text: "", like: 0 };
  for (const [example, text] of examples.texts.entries()) {
    let like = 0;
    const end = starts[example + 1] ?? 0;
    for (let at = starts[example] ?? end; at < end; at++)
      like += (scratch[ids[at] ?? 0] ?? 0) * (weights[at] ?? 0);
    if (like > nearest.like) nearest = { text, like };
  }
  return nearest.text;
}

function knownTerms({ written, concluded }: Features, { terms }: Vocabulary): [id: number, weight: number][] {
  const known: [number, number][] = [];
  for (const part of [written, concluded]) {
    for (const [term, weight] of part) {
      const id = terms.get(term)?.id;
      if (id !== undefined) known.push([id, weight]);
    }
  }
  return known;
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
