// Queries made from the content by rule: for every page, its title and its names as people type them in six registers.
import { Converter } from "opencc-js/cn2t";
import type { SearchDocument } from "../../bot/search/documents.ts";
import { normalise } from "../../bot/text/normalise.ts";
import { initialsOf, syllablesOf } from "../../bot/text/syllables.ts";
import type { REGISTERS } from "./search-queries.ts";
import { seeded } from "./synthetic-corpus.ts";

type Register = (typeof REGISTERS)[number];

export interface GeneratedQuery {
  readonly register: Register;
  readonly query: string;
  /** Keys of every page that has this very name: each of them is right. */
  readonly keys: readonly string[];
}

const SEED = 7;
const toTraditional = Converter({ from: "cn", to: "t" });
const HAN_RUN = /\p{Script=Han}+/gu;
/** Shorter pieces stand on half of the pages. */
const SUBSTRING_LENGTH = 4;
const FEWEST_INITIALS = 3;
const MOST_INITIALS = 6;
/** One wrong character of two leaves nothing to go by but the sound. */
const SHORTEST_MISSPELT = 3;

/** Deterministic; a query that several pages have in common expects any of them. */
export function generatedQueries(documents: readonly SearchDocument[]): GeneratedQuery[] {
  const below = seeded(SEED);
  const keys = new Map<string, Set<string>>();
  for (const { key, names } of documents) {
    for (const name of names) {
      for (const [register, query] of typedWays(name, below)) {
        const id = `${register}\0${query}`;
        keys.set(id, (keys.get(id) ?? new Set()).add(key));
      }
    }
  }
  return [...keys].map(([id, pages]) => {
    const [register = "", query = ""] = id.split("\0");
    return { register: register as Register, query, keys: [...pages] };
  });
}

function typedWays(name: string, below: (limit: number) => number): [Register, string][] {
  const runs = normalise(name).match(HAN_RUN) ?? [];
  const longest = runs.toSorted((a, b) => b.length - a.length)[0] ?? "";
  const syllables = syllablesOf(name).flat();
  const initials = initialsOf(syllablesOf(longest).flat()).filter(({ length }) => length === longest.length);
  return [
    ["full", name],
    ...(longest.length > SUBSTRING_LENGTH ? [["substring", inner(longest, below)] as const] : []),
    ...(toTraditional(name) === name ? [] : [["hant", toTraditional(name)] as const]),
    ...(longest.length > 1 ? [["pinyin", syllables.join(below(2) === 0 ? "" : " ")] as const] : []),
    ...initials
      .filter(({ length }) => length >= FEWEST_INITIALS && length <= MOST_INITIALS)
      .map((typed) => ["initials", typed] as const),
    ...(longest.length >= SHORTEST_MISSPELT ? [["typo", misspelt(longest, below)] as const] : []),
  ].map(([register, query]) => [register, query] as [Register, string]);
}

function inner(run: string, below: (limit: number) => number): string {
  const from = below(run.length - SUBSTRING_LENGTH + 1);
  return run.slice(from, from + SUBSTRING_LENGTH);
}

/** One character left out, swapped with its neighbour, or replaced by one that is out of place. */
function misspelt(run: string, below: (limit: number) => number): string {
  const characters = [...run];
  const at = below(characters.length - 1);
  const kind = below(3);
  if (kind === 0) characters.splice(at, 1);
  else if (kind === 1) characters.splice(at, 2, characters[at + 1] ?? "", characters[at] ?? "");
  else characters.splice(at, 1, "呃");
  return characters.join("");
}
