// BM25 over intents: how much of a message's telling terms each intent's utterances share. Needs no training.

const SATURATION = 1.2; // k1: how soon more of the same term stops to count
const LENGTH_SHARE = 0.75; // b: how much an intent with many utterances is held back

/** Term → weight, for one utterance or message. */
export type Terms = ReadonlyMap<string, number>;

interface Posting {
  readonly group: number;
  readonly gain: number;
}

/**
 * Compiles groups of utterances; the result scores a message against each group, in their order, standardised to
 * mean 0 and deviation 1 over the groups, so that long and short messages compare.
 */
export function createTermOverlap(groups: readonly (readonly Terms[])[]): (message: Terms) => number[] {
  const postings = postingsOf(groups);
  return (message) => {
    const scores = groups.map(() => 0);
    for (const [term, weight] of message) {
      for (const { group, gain } of postings.get(term) ?? []) {
        scores[group] = (scores[group] ?? 0) + weight * gain;
      }
    }
    return standardised(scores);
  };
}

function postingsOf(groups: readonly (readonly Terms[])[]): ReadonlyMap<string, readonly Posting[]> {
  const totals = groups.map(totalOf);
  const lengths = totals.map((total) => [...total.values()].reduce((sum, weight) => sum + weight, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, groups.length);
  const holders = new Map<string, number>();
  for (const total of totals) {
    for (const term of total.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const postings = new Map<string, Posting[]>();
  for (const [group, total] of totals.entries()) {
    const held = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * (lengths[group] ?? 0)) / average);
    for (const [term, weight] of total) {
      const holding = holders.get(term) ?? 0;
      const idf = Math.log(1 + (groups.length - holding + 0.5) / (holding + 0.5));
      const gain = (idf * weight * (SATURATION + 1)) / (weight + held);
      const list = postings.get(term);
      if (list) list.push({ group, gain });
      else postings.set(term, [{ group, gain }]);
    }
  }
  return postings;
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
