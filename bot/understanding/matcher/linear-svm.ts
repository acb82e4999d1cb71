// Trains a linear support vector machine in plain TypeScript; knows nothing of text.

export interface Vector {
  readonly ids: Int32Array;
  /** Of Euclidean length 1, unless empty. */
  readonly weights: Float64Array;
}

/** Weights by feature id; the last is the bias. */
export type LinearModel = Float64Array;

const EPOCHS = 12; // the margins change by less than 0.01 after ten on our content
const COST = 1;
/** An example that takes no part and lies this far beyond its margin is left out of the later rounds. */
const SAFELY_BEYOND = 0.3;
/** Few positives against many negatives: an error on one of ours costs up to this much more. */
const MOST_POSITIVE_COST = 5;

/**
 * Dual coordinate descent (Hsieh et al. 2008) with hinge loss. Deterministic: the order of updates comes from a
 * fixed generator, so one content gives one model.
 */
export function trainLinearSvm(
  vectors: readonly Vector[],
  positive: readonly boolean[],
  featureCount: number,
): LinearModel {
  const weights = new Float64Array(featureCount + 1);
  const alpha = new Float64Array(vectors.length);
  const positives = Math.max(1, positive.filter(Boolean).length);
  const positiveCost = COST * Math.min(MOST_POSITIVE_COST, Math.sqrt(vectors.length / positives));
  let order = vectors.map((_, index) => index);
  const below = createGenerator();
  /** Returns the gradient before the update: how far the example lies beyond its margin. */
  const update = (index: number, vector: Vector): number => {
    const label = positive[index] ? 1 : -1;
    const limit = positive[index] ? positiveCost : COST;
    const before = alpha[index] ?? 0;
    const gradient = label * marginOf(vector, weights) - 1;
    // The squared length is 2: vectors have length 1 and the bias feature is 1.
    const after = Math.min(limit, Math.max(0, before - gradient / 2));
    alpha[index] = after;
    if (after !== before) add(weights, vector, (after - before) * label);
    return gradient;
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, below);
    const isFirst = epoch === 0;
    order = order.filter((index) => {
      const vector = vectors[index];
      if (!vector) return false;
      const gradient = update(index, vector);
      return isFirst || alpha[index] !== 0 || gradient < SAFELY_BEYOND;
    });
  }
  return weights;
}

/** 1 is as sure as a training example of its own, below −1 is surely none. */
function marginOf(vector: Vector, model: LinearModel): number {
  const { ids, weights } = vector;
  let sum = model[model.length - 1] ?? 0;
  for (let at = 0; at < ids.length; at++) sum += (model[ids[at] ?? 0] ?? 0) * (weights[at] ?? 0);
  return sum;
}

function add(model: Float64Array, { ids, weights }: Vector, amount: number): void {
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0;
    model[id] = (model[id] ?? 0) + amount * (weights[at] ?? 0);
  }
  model[model.length - 1] = (model[model.length - 1] ?? 0) + amount;
}

/** A linear congruential generator; its low bits repeat soon and are left out. */
function createGenerator(): (limit: number) => number {
  let seed = 42;
  return (limit) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >>> 8) % limit;
  };
}

function shuffle(order: number[], below: (limit: number) => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}
