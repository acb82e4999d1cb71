// BM25 over intents: how much of a message's telling terms each intent's utterances share. Needs no training.
import { addRow, type SparseRows, sparseRows } from "./sparse-rows.ts";

const SATURATION = 1.2; // k1: how soon more of the same term stops to count
const LENGTH_SHARE = 0.75; // b: how much an intent with many utterances is held back

/** Term → weight, for one utterance or message. */
export type Terms = ReadonlyMap<string, number>;

/** What each term speaks for each group of utterances: a row a term by its id, a column a group. */
export function overlapGains(
  groups: readonly (readonly Terms[])[],
  ids: ReadonlyMap<string, number>,
): SparseRows {
  const totals = groups.map(totalOf);
  const lengths = totals.map((total) => [...total.values()].reduce((sum, weight) => sum + weight, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, groups.length);
  const holders = new Map<string, number>();
  for (const total of totals) {
    for (const term of total.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const columns = totals.map((total, group) => {
    const gains = new Float64Array(ids.size);
    const held = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[group] ?? 0)) / average);
    for (const [term, weight] of total) {
      const id = ids.get(term);
      if (id === undefined) continue;
      const holding = holders.get(term) ?? 0;
      const idf = Math.log(1 + (groups.length - holding + 0.5) / (holding + 0.5));
      gains[id] = (idf * weight * (SATURATION + 1)) / (weight + held);
    }
    return gains;
  });
  return sparseRows(columns);
}

/**
 * Scores a message against each of `count` groups, in their order, standardised to mean 0 and deviation 1 over the
 * groups, so that long and short messages compare.
 */
export function overlapsOf(
  { ids, weights }: { readonly ids: readonly number[]; readonly weights: readonly number[] },
  gains: SparseRows,
  count: number,
): Float64Array {
  const scores = new Float64Array(count);
  for (let at = 0; at < ids.length; at++) addRow(gains, ids[at] ?? 0, weights[at] ?? 0, scores);
  return standardised(scores);
}

function totalOf(utterances: readonly Terms[]): Terms {
  const total = new Map<string, number>();
  for (const utterance of utterances) {
    for (const [term, weight] of utterance) total.set(term, (total.get(term) ?? 0) + weight);
  }
  return total;
}

/** In place. */
function standardised(scores: Float64Array): Float64Array {
  const count = Math.max(1, scores.length);
  let sum = 0;
  for (const score of scores) sum += score;
  const mean = sum / count;
  let squares = 0;
  for (const score of scores) squares += (score - mean) ** 2;
  const deviation = Math.sqrt(squares / count) || 1;
  for (let at = 0; at < scores.length; at++) scores[at] = ((scores[at] ?? 0) - mean) / deviation;
  return scores;
}
