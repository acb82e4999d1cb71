// How like a company's name a word is: by the characters of the names we know, against what merchants say otherwise.
import { derive } from "../../knowledge/derived.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { normalise } from "../../text/normalise.ts";
import { countPairs, openPairs, type Pairs } from "./character-pairs.ts";
import { BEGINS, ENDS, fromBeginToEnd, sayingsOf } from "./sayings.ts";

export type Spoken = Pick<Knowledge, "intents" | "providers" | "companies">;

/** So many characters may be, seen or not; and how much of what was seen is lent to what was not. */
const CHARACTERS = 8_000;
const LEAST_SEEN = 0.1;
const LENT = 0.7;

/** How probable a character is behind another. */
type Following = (before: string, character: string) => number;

/** What is probable in texts, learnt from them: by pairs of characters, and by single ones where a pair was never seen. */
interface Learnt {
  readonly single: (character: string) => number;
  readonly behind: Following;
}

/**
 * Answers above zero for what is likelier a name than something said, below for what is rather said; in natural logarithms,
 * summed over the characters.
 */
export function createLikeness({ intents, providers, companies }: Spoken): (name: string) => number {
  const said = learntFrom(derive(intents, sayingsOf).betweenPauses);
  const names = [...providers.values(), ...companies]
    .flatMap(({ name, aliases, shortNames }) => [name, ...aliases, ...shortNames])
    .map(normalise);
  const named = learntFrom(openPairs(countPairs(names.flatMap(fromBeginToEnd))));
  const likely = remembered((before, character) => {
    const asName = (named.single(character) + named.behind(before, character)) / 2;
    return Math.log(asName / said.behind(before, character));
  });
  return (name) => {
    let sum = 0;
    let before = BEGINS;
    for (const character of name) {
      sum += likely(before, character);
      before = character;
    }
    return sum + likely(before, ENDS);
  };
}

const MOST_REMEMBERED = 20_000; // pairs, each counted once

/** Merchants say the same pairs of characters again and again. */
function remembered(following: Following): Following {
  const known = new Map<string, Map<string, number>>();
  let count = 0;
  return (before, character) => {
    const found = known.get(before)?.get(character);
    if (found !== undefined) return found;
    if (count >= MOST_REMEMBERED) known.clear();
    count = count >= MOST_REMEMBERED ? 1 : count + 1;
    const made = following(before, character);
    known.set(before, (known.get(before) ?? new Map<string, number>()).set(character, made));
    return made;
  };
}

function learntFrom(pairs: Pairs): Learnt {
  const single = (character: string) =>
    (pairs.single(character) + LEAST_SEEN) / (pairs.all + LEAST_SEEN * CHARACTERS);
  const behind: Following = (before, character) => {
    const { times, kinds } = pairs.behind(before);
    if (times === 0) return single(character);
    const seen = Math.max(0, pairs.times(before, character) - LENT);
    return (seen + LENT * kinds * single(character)) / times;
  };
  return { single, behind };
}
