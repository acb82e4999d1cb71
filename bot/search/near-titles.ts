// What to offer where nothing was found: titles that are typed almost alike.
import { normalise } from "../text/normalise.ts";
import { syllablesOf } from "../text/syllables.ts";
import type { SearchDocument } from "./documents.ts";
import type { NearTitle } from "./hit.ts";

const MOST = 3;
/** Two of five pairs of letters: lakaia still means lakala; below, titles look picked at random. */
const NEAR_ENOUGH = 0.4;

/**
 * The pages whose title or alias shares most pairs of letters with the query, both as typed on a Latin keyboard, so that
 * slips of the finger and of the ear are near alike. The names are read at the first use.
 */
export function createNearTitles(documents: readonly SearchDocument[]): (normalised: string) => NearTitle[] {
  let pages: { readonly near: NearTitle; readonly names: readonly ReadonlySet<string>[] }[] | undefined;
  return (normalised) => {
    const typed = letterPairs(normalised);
    if (typed.size === 0) return [];
    pages ??= documents.map(({ title, url, names }) => ({
      near: { title, url },
      names: names.map((name) => letterPairs(normalise(name))),
    }));
    return pages
      .map(({ near, names }) => ({ near, overlap: Math.max(...names.map((name) => dice(typed, name))) }))
      .filter(({ overlap }) => overlap >= NEAR_ENOUGH)
      .sort((a, b) => b.overlap - a.overlap)
      .slice(0, MOST)
      .map(({ near }) => near);
  };
}

function letterPairs(normalised: string): ReadonlySet<string> {
  const letters = normalised
    .replace(/\p{Script=Han}+/gu, (run) => syllablesOf(run).flat().join(""))
    .replace(/[^\p{L}\p{N}]/gu, "");
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
}

/** Twice what both share over what both have. */
function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
