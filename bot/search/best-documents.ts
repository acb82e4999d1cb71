// The few best of many scores, without sorting them all.

export interface Scored {
  readonly document: number;
  readonly score: number;
}

/**
 * At most `limit` documents with a score above zero, best first; equal scores in order of documents. Limits are small,
 * so a sorted list takes the place of a heap; most documents cost one comparison with the worst kept one.
 */
export function bestDocuments(
  scores: Float64Array,
  limit: number,
  accepts: (document: number) => boolean = () => true,
): Scored[] {
  const best: Scored[] = [];
  let least = 0;
  for (let document = 0; document < scores.length; document += 1) {
    const score = scores[document] as number;
    if (score <= least || !accepts(document)) continue;
    insert(best, { document, score });
    if (best.length > limit) best.pop();
    if (best.length === limit) least = best[limit - 1]?.score ?? 0;
  }
  return best;
}

/** Behind everything that is as good. */
function insert(best: Scored[], scored: Scored): void {
  let place = best.length;
  while (place > 0 && (best[place - 1]?.score ?? 0) < scored.score) place -= 1;
  best.splice(place, 0, scored);
}
