// BM25 over intents: how much of a message's telling terms each intent's utterances share. Needs no training.

const SATURATION = 1.2; // k1: how soon more of the same term stops to count
const LENGTH_SHARE = 0.75; // b: how much an intent with many utterances is held back

/** Term → weight, for one utterance or message. */
export type Terms = ReadonlyMap<string, number>;

/** Term → its row; a row holds what the term speaks for each group. */
interface Gains {
  readonly rows: ReadonlyMap<string, number>;
  readonly values: Float64Array;
}

/**
 * Compiles groups of utterances; the result scores a message against each group, in their order, standardised to
 * mean 0 and deviation 1 over the groups, so that long and short messages compare.
 */
export function createTermOverlap(groups: readonly (readonly Terms[])[]): (message: Terms) => number[] {
  const { rows, values } = gainsOf(groups);
  return (message) => {
    const scores = new Array<number>(groups.length).fill(0);
    for (const [term, weight] of message) {
      const row = rows.get(term);
      if (row === undefined) continue;
      const from = row * groups.length;
      for (let group = 0; group < groups.length; group++) {
        scores[group] = (scores[group] ?? 0) + weight * (values[from + group] ?? 0);
      }
    }
    return standardised(scores);
  };
}

function gainsOf(groups: readonly (readonly Terms[])[]): Gains {
  const totals = groups.map(totalOf);
  const lengths = totals.map((total) => [...total.values()].reduce((sum, weight) => sum + weight, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, groups.length);
  const holders = new Map<string, number>();
  for (const total of totals) {
    for (const term of total.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const rows = new Map([...holders.keys()].map((term, row) => [term, row] as const));
  const values = new Float64Array(rows.size * groups.length);
  for (const [group, total] of totals.entries()) {
    const held = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[group] ?? 0)) / average);
    for (const [term, weight] of total) {
      const holding = holders.get(term) ?? 0;
      const idf = Math.log(1 + (groups.length - holding + 0.5) / (holding + 0.5));
      const gain = (idf * weight * (SATURATION + 1)) / (weight + held);
      values[(rows.get(term) ?? 0) * groups.length + group] = gain;
    }
  }
  return { rows, values };
}

function totalOf(utterances: readonly Terms[]): Terms {
  const total = new Map<string, number>();
  for (const utterance of utterances) {
    for (const [term, weight] of utterance) total.set(term, (total.get(term) ?? 0) + weight);
  }
  return total;
}

function standardised(scores: readonly number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length);
  const deviation = Math.sqrt(variance) || 1;
  return scores.map((score) => (score - mean) / deviation);
}
