// Answers weighted terms from postings in typed arrays, with the very scores that lunr's own index gives.
import { packTexts } from "../text/packed-texts.ts";
import { openTermIds, type TermIds } from "../text/term-ids.ts";
import type { FieldPostings, Postings } from "./postings.ts";

/** lunr's defaults; any k1 from 0.6 to 2 and b from 0.5 to 1 measured the same. */
const K1 = 1.2;
const B = 0.75;
/** lunr rounds every weight to three decimals, so thousandths are whole numbers. */
const THOUSANDTHS = 1_000;

/** A term to look for in one field. */
export interface Clause {
  readonly term: string;
  readonly field: number;
  readonly boost: number;
}

export interface CompactIndex {
  readonly documentCount: number;
  has(term: string): boolean;
  /** Whether the term stands in this field of any document. */
  isIn(term: string, field: number): boolean;
  /** Adds each document's score to `scores`, which has one entry for each document. */
  addScores(scores: Float64Array, clauses: readonly Clause[]): void;
}

interface ScoredField {
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  /** What a posting adds at boost 1, in thousandths. */
  readonly impacts: Float32Array;
}

/**
 * Works out each posting's weight once: lunr's BM25, rounded as lunr rounds it. `boosts` has one entry for each field.
 * A query then only adds products. test/bot/search/scoring.test.ts holds it to lunr.Index.
 */
export function createCompactIndex(postings: Postings, boosts: readonly number[]): CompactIndex {
  const numberOf = openTermIds(packTexts(postings.terms));
  const fields = weigh(postings, boosts);

  return {
    documentCount: postings.documentCount,
    has: (term) => numberOf(term) !== undefined,
    isIn(term, field) {
      const number = numberOf(term);
      const starts = fields[field]?.starts;
      return number !== undefined && starts !== undefined && starts[number] !== starts[number + 1];
    },
    addScores(scores, clauses) {
      for (const [field, weights] of weightsByField(clauses, numberOf)) {
        const scored = fields[field];
        if (scored) addField(scores, scored, weights);
      }
    },
  };
}

/** Known terms of each field with their boosts; a term given twice counts twice. */
function weightsByField(clauses: readonly Clause[], numberOf: TermIds): Map<number, Map<number, number>> {
  const fields = new Map<number, Map<number, number>>();
  for (const { term, field, boost } of clauses) {
    const number = numberOf(term);
    if (number === undefined) continue;
    const weights = fields.get(field) ?? new Map<number, number>();
    weights.set(number, (weights.get(number) ?? 0) + boost);
    fields.set(field, weights);
  }
  return fields;
}

/** Each field counts by the angle to the query: its sum is divided by the query's length, as lunr does. */
function addField(
  scores: Float64Array,
  { starts, documents, impacts }: ScoredField,
  weights: ReadonlyMap<number, number>,
): void {
  const length = Math.hypot(...weights.values());
  for (const [number, boost] of weights) {
    const weight = boost / length / THOUSANDTHS;
    const end = starts[number + 1] ?? 0;
    for (let at = starts[number] ?? 0; at < end; at += 1) {
      // The arrays are as long as their neighbours say; a fallback here would cost a third of the speed.
      scores[documents[at] as number] =
        (scores[documents[at] as number] as number) + weight * (impacts[at] as number);
    }
  }
}

function weigh({ fields, documentCount, terms }: Postings, boosts: readonly number[]): ScoredField[] {
  const rarities = Float64Array.from({ length: terms.length }, (_, number) => {
    const found = fields.reduce(
      (sum, { starts }) => sum + (starts[number + 1] ?? 0) - (starts[number] ?? 0),
      0,
    );
    return Math.log(1 + Math.abs((documentCount - found + 0.5) / (found + 0.5)));
  });
  return fields.map((field, index) => weighField(field, rarities, boosts[index] ?? 1));
}

function weighField(field: FieldPostings, rarities: Float64Array, boost: number): ScoredField {
  const { starts, documents, counts, lengths } = field;
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const damping = Float64Array.from(lengths, (length) => K1 * (1 - B + B * (length / average)));
  const impacts = new Float32Array(documents.length);
  for (let number = 0; number < rarities.length; number += 1) {
    const rarity = rarities[number] as number;
    for (let at = starts[number] as number; at < (starts[number + 1] as number); at += 1) {
      const count = counts[at] as number;
      const weight = (rarity * ((K1 + 1) * count)) / ((damping[documents[at] as number] as number) + count);
      impacts[at] = Math.round(weight * boost * THOUSANDTHS);
    }
  }
  return { starts, documents, impacts };
}

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
