// Asks a trained classifier: the labels of a message, best first, and why.

import { countOf, textAt } from "../../text/packed-texts.ts";
import { openTermIds } from "../../text/term-ids.ts";
import type { Features } from "./features.ts";
import type { Vector } from "./linear-svm.ts";
import { openNearest } from "./nearest-example.ts";
import { addRow, type SparseRows, valueAt } from "./sparse-rows.ts";
import { overlapsOf } from "./term-overlap.ts";
import { knownTerms, type Trained, toVector, type Vocabulary } from "./train-classifier.ts";

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
  /** Why a label, worked out when asked for. Undefined for a label without examples, and where none were kept. */
  readonly explain: (label: Label) => Reasons | undefined;
}

/** Why a label was chosen: the example most like the message, and the terms that spoke for it, strongest first. */
export interface Reasons {
  readonly nearest: string;
  readonly terms: readonly string[];
}

export interface Classifier<Label> {
  classify(features: Features): Classified<Label>;
}

/** The same answers for what was kept as for what was trained just now. */
export function openClassifier<Label>(
  trained: Trained<Label>,
  { overlapWeight = OVERLAP_WEIGHT }: { readonly overlapWeight?: number } = {},
): Classifier<Label> {
  const { labels, idfs, unseen, weights, gains } = trained;
  const vocabulary: Vocabulary = { idOf: openTermIds(trained.terms), idfs, unseen };
  const models = { rows: weights, bias: countOf(trained.terms), count: labels.length };
  // At once: opened by the first message it would count as that message's own time.
  const reasonsFor = openReasons(trained);
  return {
    classify(features) {
      const known = knownTerms(features, vocabulary);
      const vector = toVector(known);
      const overlaps = overlapsOf(known, gains, labels.length);
      const margins = marginsOf(vector, models);
      const ranked = labels
        .map((label, index) => ({
          label,
          margin: (margins[index] ?? 0) + overlapWeight * (overlaps[index] ?? 0),
        }))
        .sort((a, b) => b.margin - a.margin);
      return {
        ranked,
        known: known.share,
        explain: (label) => reasonsFor?.(label, vector),
      };
    },
  };
}

/** The margin by each label's model. */
function marginsOf(
  { ids, weights }: Vector,
  { rows, bias, count }: { readonly rows: SparseRows; readonly bias: number; readonly count: number },
): Float64Array {
  const margins = new Float64Array(count);
  addRow(rows, bias, 1, margins);
  for (let at = 0; at < ids.length; at++) addRow(rows, ids[at] ?? 0, weights[at] ?? 0, margins);
  return margins;
}

type ReasonsFor<Label> = (label: Label, vector: Vector) => Reasons | undefined;

function openReasons<Label>({
  labels,
  terms,
  idfs,
  weights,
  examples,
}: Trained<Label>): ReasonsFor<Label> | undefined {
  if (examples === undefined) return undefined;
  const nearest = openNearest(examples, idfs);
  return (label, vector) => {
    const model = labels.indexOf(label);
    if (model < 0) return undefined;
    const spoke: { id: number; share: number }[] = [];
    for (const [at, id] of vector.ids.entries()) {
      const share = valueAt(weights, id, model) * (vector.weights[at] ?? 0);
      if (share > 0) spoke.push({ id, share });
    }
    spoke.sort((a, b) => b.share - a.share);
    const strongest = spoke.slice(0, MOST_REASONS).map(({ id }) => textAt(terms, id));
    return { nearest: nearest(model, vector), terms: strongest };
  };
}
