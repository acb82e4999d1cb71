// Names as they are typed: with one slip in them, a character left out, added, swapped or taken for another, or in pinyin.
import { distance } from "../text/distance.ts";
import { normalise } from "../text/normalise.ts";
import { syllablesOf } from "../text/syllables.ts";
import type { SearchDocument } from "./documents.ts";
import { wholeTerm } from "./fields.ts";

/** One wrong character of two leaves nothing to go by. */
const SHORTEST_NAME = 3;
/** A longer query is a sentence: its other words find the page. */
const LONGEST_NAME = 12;

/** The terms of the names that are one slip away from a query, as `WORD_FIELD.whole` holds them. */
export function createMisspelt(documents: readonly SearchDocument[]): (normalised: string) => string[] {
  let names: ReadonlyMap<number, readonly string[]> | undefined;
  return (normalised) => {
    const typed = wholeTerm(normalised);
    if (typed.length > wholeLength(LONGEST_NAME)) return [];
    names ??= namesByLength(documents);
    return [-1, 0, 1]
      .flatMap((more) => names?.get(typed.length + more) ?? [])
      .filter((name) => isOneSlip(typed, name));
  };
}

function namesByLength(documents: readonly SearchDocument[]): ReadonlyMap<number, readonly string[]> {
  const terms = new Set(documents.flatMap(({ names }) => names.map((name) => wholeTerm(normalise(name)))));
  const long = [...terms].filter(({ length }) => length >= wholeLength(SHORTEST_NAME));
  return Map.groupBy(long, ({ length }) => length);
}

/** The sign in front counts too. */
function wholeLength(characters: number): number {
  return wholeTerm("").length + characters;
}

/** Most names share too few characters to be looked at twice. */
function isOneSlip(typed: string, name: string): boolean {
  const shared = [...name].filter((character) => typed.includes(character)).length;
  return shared >= name.length - 1 && distance(typed, name) === 1;
}

/** Whether a query is a name of ours on a Latin keyboard, with blanks or without. The names are read at the first use. */
export function createNameSounds(documents: readonly SearchDocument[]): (normalised: string) => boolean {
  let sounds: ReadonlySet<string> | undefined;
  return (normalised) => {
    const typed = normalised.replaceAll(" ", "");
    if (!/^[a-z0-9]+$/.test(typed)) return false;
    sounds ??= new Set(
      documents.flatMap(({ names }) => names.map((name) => syllablesOf(normalise(name)).flat().join(""))),
    );
    return sounds.has(typed);
  };
}
