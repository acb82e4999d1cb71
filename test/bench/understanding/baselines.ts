// Matchers that the product does not use, written out only to be compared with the one it does.
import type { Features } from "../../../bot/understanding/matcher/features.ts";
import type { Example } from "../../../bot/understanding/matcher/train-classifier.ts";

type Vector = readonly (readonly [number, number])[];
const EPOCHS = 30; // passes; later ones change nothing in the first place
const RATE = 0.5;
const STEP = 4; // vectors have length 1, so single weights move little
const STRIDE = 7_919; // a prime: every example is visited once a pass, far from its neighbours
const HALF_RATE_AFTER = 5; // passes
const DECAY = 1e-4; // pulls weights to zero, as a penalty on their size

/** Term → id and tf-idf vectors of length 1. */
function createVectors(all: readonly Features[]): { size: number; toVector: (features: Features) => Vector } {
  const holders = new Map<string, number>();
  for (const features of all) {
    for (const term of termsOf(features).keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const ids = new Map([...holders.keys()].map((term, id) => [term, id]));
  const toVector = (features: Features) => {
    const weighted = [...termsOf(features)].flatMap(([term, weight]) => {
      const id = ids.get(term);
      const idf = Math.log((all.length + 1) / ((holders.get(term) ?? 0) + 0.5));
      return id === undefined ? [] : [[id, Math.sqrt(weight) * idf] as const];
    });
    const length = Math.hypot(...weighted.map(([, value]) => value)) || 1;
    return weighted.map(([id, value]) => [id, value / length] as const);
  };
  return { size: ids.size, toVector };
}

function termsOf({ written, concluded }: Features): Map<string, number> {
  return new Map([...written, ...concluded]);
}

/** The labels of the `count` most similar examples, each voting with its cosine. */
export function createNearest<Label>(
  examples: readonly Example<Label>[],
  count: number,
): (features: Features) => ReadonlyMap<Label, number> {
  const { toVector } = createVectors(examples.map(({ features }) => features));
  const postings = new Map<number, [number, number][]>();
  for (const [at, { features }] of examples.entries()) {
    for (const [id, value] of toVector(features)) {
      const list = postings.get(id);
      if (list) list.push([at, value]);
      else postings.set(id, [[at, value]]);
    }
  }
  return (features) => {
    const cosines = new Float64Array(examples.length);
    for (const [id, value] of toVector(features)) {
      for (const [at, other] of postings.get(id) ?? []) cosines[at] = (cosines[at] ?? 0) + value * other;
    }
    const nearest = [...cosines.keys()].sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, count);
    const votes = new Map(examples.map(({ label }) => [label, 0]));
    for (const at of nearest) {
      const label = examples[at]?.label;
      if (label !== undefined) votes.set(label, (votes.get(label) ?? 0) + (cosines[at] ?? 0));
    }
    return votes;
  };
}

/** One logistic regression a label, by stochastic gradient descent in a fixed order. */
export function createLogistic<Label>(
  examples: readonly Example<Label>[],
): (features: Features) => ReadonlyMap<Label, number> {
  const { size, toVector } = createVectors(examples.map(({ features }) => features));
  const vectors = examples.map(({ features }) => toVector(features));
  const labels = [...new Set(examples.map(({ label }) => label))];
  const models = labels.map((label) =>
    fitLogistic(
      vectors,
      examples.map((example) => example.label === label),
      size,
    ),
  );
  return (features) => {
    const vector = toVector(features);
    return new Map(labels.map((label, index) => [label, dot(vector, models[index] ?? new Float64Array(1))]));
  };
}

function fitLogistic(vectors: readonly Vector[], positive: readonly boolean[], size: number): Float64Array {
  const weights = new Float64Array(size + 1);
  for (let step = 0; step < EPOCHS * vectors.length; step++) {
    const epoch = Math.floor(step / vectors.length);
    const at = (step * STRIDE + epoch) % vectors.length;
    const vector = vectors[at] ?? [];
    const rate = RATE / (1 + epoch / HALF_RATE_AFTER);
    const error = Number(positive[at]) - 1 / (1 + Math.exp(-dot(vector, weights)));
    for (const [id, value] of vector) {
      const weight = weights[id] ?? 0;
      weights[id] = weight + rate * (error * value * STEP - DECAY * weight);
    }
    weights[size] = (weights[size] ?? 0) + rate * error;
  }
  return weights;
}

function dot(vector: Vector, weights: Float64Array): number {
  return vector.reduce((sum, [id, value]) => sum + value * (weights[id] ?? 0), weights.at(-1) ?? 0);
}
