// How often each two characters stand side by side in texts. Kept as numbers in rows: as strings in maps they are tens of
// megabytes, and a second's work at each start.
import { placeOf } from "../matcher/rising-numbers.ts";

/** Plain data. A character is its place in the list. */
export interface PairsCounted {
  readonly characters: readonly string[];
  /** By character where those begin that stand behind it; one more for the end of the last. */
  readonly starts: Uint32Array;
  /** The characters behind, rising within those of one before. */
  readonly behind: Uint32Array;
  readonly times: Uint32Array;
}

export interface Pairs {
  /** How often one stands right behind another. */
  readonly times: (before: string, character: string) => number;
  /** How often anything stands behind a character, and how many different ones. */
  readonly behind: (before: string) => { readonly times: number; readonly kinds: number };
  /** How often a character stands behind any. */
  readonly single: (character: string) => number;
  /** How often that is so of all together. */
  readonly all: number;
}

/** `texts` as their characters. */
export function countPairs(texts: readonly (readonly string[])[]): PairsCounted {
  const ids = new Map<string, number>();
  for (const text of texts)
    for (const character of text) if (!ids.has(character)) ids.set(character, ids.size);
  const sorted = pairsIn(texts, ids).sort();
  const kinds = sorted.filter((pair, at) => pair !== sorted[at - 1]);
  const starts = new Uint32Array(ids.size + 1);
  const times = new Uint32Array(kinds.length);
  let kind = -1;
  sorted.forEach((pair, at) => {
    if (pair !== sorted[at - 1]) kind += 1;
    times[kind] = (times[kind] ?? 0) + 1;
  });
  for (const pair of kinds) {
    const next = Math.floor(pair / ids.size) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let id = 0; id < ids.size; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  return {
    characters: [...ids.keys()],
    starts,
    behind: Uint32Array.from(kinds, (pair) => pair % ids.size),
    times,
  };
}

/** Each pair as one number. */
function pairsIn(texts: readonly (readonly string[])[], ids: ReadonlyMap<string, number>): Float64Array {
  const pairs = new Float64Array(texts.reduce((sum, text) => sum + Math.max(0, text.length - 1), 0));
  let at = 0;
  for (const text of texts) {
    let before: number | undefined;
    for (const character of text) {
      const id = ids.get(character) ?? 0;
      if (before !== undefined) {
        pairs[at] = before * ids.size + id;
        at += 1;
      }
      before = id;
    }
  }
  return pairs;
}

export function openPairs({ characters, starts, behind, times }: PairsCounted): Pairs {
  const ids = new Map(characters.map((character, id) => [character, id]));
  const following = new Float64Array(characters.length);
  const singles = new Float64Array(characters.length);
  for (let before = 0; before < characters.length; before += 1)
    for (let at = starts[before] ?? 0; at < (starts[before + 1] ?? 0); at += 1) {
      const counted = times[at] ?? 0;
      const after = behind[at] ?? 0;
      following[before] = (following[before] ?? 0) + counted;
      singles[after] = (singles[after] ?? 0) + counted;
    }
  const idOf = (character: string) => ids.get(character) ?? -1;
  return {
    times: (before, character) => {
      const [id, wanted] = [idOf(before), idOf(character)];
      const end = starts[id + 1] ?? 0;
      const at = placeOf(behind, wanted, [starts[id] ?? 0, end]);
      return at < end && behind[at] === wanted ? (times[at] ?? 0) : 0;
    },
    behind: (before) => {
      const id = idOf(before);
      return { times: following[id] ?? 0, kinds: (starts[id + 1] ?? 0) - (starts[id] ?? 0) };
    },
    single: (character) => singles[idOf(character)] ?? 0,
    all: singles.reduce((sum, counted) => sum + counted, 0),
  };
}
