// Ids of terms, found by their characters' numbers: each message asks for dozens among tens of thousands, and a map of strings
// takes many times the terms' room and goes to four places of memory for each.
import { countOf, type Texts, textAt } from "./packed-texts.ts";

export type TermIds = (term: string) => number | undefined;

/** Two UTF-16 units: most terms are one Han character or two. */
const SHORT = 2;
/** At least so many places a term, so that hardly two ask for one. */
const PLACES = 2;
const SCATTER = 0x9e3779b1; // 2³² by the golden ratio, which scatters numbers that lie side by side

/** A term's place in the list is its id. */
export function openTermIds(terms: Texts): TermIds {
  const short: number[] = [];
  const long: number[] = [];
  for (let id = 0; id < countOf(terms); id++) (numberOf(textAt(terms, id)) === 0 ? long : short).push(id);
  const shortIds = openShort(terms, short);
  const longIds = openLong(terms, long);
  return (term) => {
    const number = numberOf(term);
    const id = number === 0 ? longIds(term) : shortIds(number);
    return id === 0 ? undefined : id - 1;
  };
}

/** Answers a short term's id and one more; 0 where it is none of them. */
function openShort(terms: Texts, ids: readonly number[]): (number: number) => number {
  const { last, shift } = placesFor(ids.length);
  // By place the number of a term and, beside it, its id and one more; 0 where there is none.
  const table = new Uint32Array(2 * (last + 1));
  for (const id of ids) {
    const number = numberOf(textAt(terms, id));
    const place = placeOf(number);
    table[2 * place] = number;
    table[2 * place + 1] = id + 1;
  }
  return (number) => table[2 * placeOf(number) + 1] ?? 0;

  /** Where it stands, or would stand. */
  function placeOf(number: number): number {
    let place = Math.imul(number, SCATTER) >>> shift;
    while (table[2 * place] !== number && table[2 * place + 1] !== 0) place = (place + 1) & last;
    return place;
  }
}

/** The same for the others, which are compared letter by letter. */
function openLong(terms: Texts, ids: readonly number[]): (term: string) => number {
  const { last, shift } = placesFor(ids.length);
  const table = new Uint32Array(last + 1);
  for (const id of ids) table[placeOf(textAt(terms, id))] = id + 1;
  return (term) => table[placeOf(term)] ?? 0;

  function placeOf(term: string): number {
    let place = scattered(term) >>> shift;
    while (table[place] !== 0 && !isAt((table[place] ?? 0) - 1, term)) place = (place + 1) & last;
    return place;
  }

  function isAt(id: number, term: string): boolean {
    const start = terms.starts[id] ?? 0;
    return (terms.starts[id + 1] ?? 0) - start === term.length && terms.all.startsWith(term, start);
  }
}

/** A power of two. */
function placesFor(terms: number): { readonly last: number; readonly shift: number } {
  const bits = Math.ceil(Math.log2(Math.max(2, terms * PLACES)));
  return { last: 2 ** bits - 1, shift: 32 - bits };
}

/** Another for each short term, and 0 for all others. */
function numberOf(term: string): number {
  if (term.length > SHORT || term.length === 0) return 0;
  const second = term.charCodeAt(1) || 0;
  if (term.length === SHORT && second === 0) return 0;
  return ((term.charCodeAt(0) << 16) | second) >>> 0;
}

/** Some number of a term's characters. */
function scattered(term: string): number {
  let number = 0;
  for (let at = 0; at < term.length; at++) {
    number = Math.imul(number ^ term.charCodeAt(at), SCATTER);
    number ^= number >>> 15; // the high bits, which the next character would lose
  }
  return Math.imul(number, SCATTER);
}
