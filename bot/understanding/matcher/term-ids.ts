// The ids of the terms that a classifier knows, found by their characters' numbers: each message asks for dozens among tens of
// thousands, and a map of strings goes to four places of memory for each.
import { countOf, type Texts, textAt } from "./texts.ts";

export type TermIds = (term: string) => number | undefined;

/** Two UTF-16 units: most terms are one Han character or two. */
const SHORT = 2;
/** At least so many places a term, so that hardly two ask for one. */
const PLACES = 2;
const SCATTER = 0x9e3779b1; // 2³² by the golden ratio, which scatters numbers that lie side by side

/** A term's place in the list is its id. */
export function openTermIds(terms: Texts): TermIds {
  const bits = Math.ceil(Math.log2(Math.max(2, countOf(terms) * PLACES)));
  const last = 2 ** bits - 1;
  // By place the number of a term and, beside it, its id and one more; 0 where there is none.
  const table = new Uint32Array(2 * (last + 1));
  const longer = new Map<string, number>();
  for (let id = 0; id < countOf(terms); id++) {
    const term = textAt(terms, id);
    const number = numberOf(term);
    if (number === 0) longer.set(term, id);
    else {
      const place = placeOf(number);
      table[2 * place] = number;
      table[2 * place + 1] = id + 1;
    }
  }
  return (term) => {
    const number = numberOf(term);
    if (number === 0) return longer.get(term);
    const id = table[2 * placeOf(number) + 1] ?? 0;
    return id === 0 ? undefined : id - 1;
  };

  /** Where it stands, or would stand. */
  function placeOf(number: number): number {
    let place = Math.imul(number, SCATTER) >>> (32 - bits);
    while (table[2 * place] !== number && table[2 * place + 1] !== 0) place = (place + 1) & last;
    return place;
  }
}

/** Another for each short term, and 0 for all others. */
function numberOf(term: string): number {
  if (term.length > SHORT || term.length === 0) return 0;
  const second = term.charCodeAt(1) || 0;
  if (term.length === SHORT && second === 0) return 0;
  return ((term.charCodeAt(0) << 16) | second) >>> 0;
}
