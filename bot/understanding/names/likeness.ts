// How like a company's name a word is: by the characters of the names we know, against what merchants say otherwise.
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { normalise } from "../../text/normalise.ts";

export type Spoken = Pick<Knowledge, "intents" | "providers" | "companies">;

const PAUSE = /[\s\p{P}\p{S}]+/u;
/** Where a text begins and ends, as characters that no text holds. */
const BEGINS = "\u0002";
const ENDS = "\u0003";
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
 * summed over the characters. Reads once what merchants say.
 */
export function createLikeness({ intents, providers, companies }: Spoken): (name: string) => number {
  const said = learn(
    [...intents.values()].flatMap(({ utterances }) =>
      utterances.flatMap((text) => normalise(text).split(PAUSE)),
    ),
  );
  const named = learn(
    [...providers.values(), ...companies]
      .flatMap(({ name, aliases, shortNames }) => [name, ...aliases, ...shortNames])
      .map(normalise),
  );
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

/** What stands behind a character: how often anything, and how many different ones. */
interface Behind {
  readonly times: number;
  readonly kinds: number;
}

const NOTHING: Behind = { times: 0, kinds: 0 };

function learn(texts: readonly string[]): Learnt {
  const singles = new Map<string, number>();
  const pairs = new Map<string, number>();
  const befores = new Map<string, Behind>();
  const timesOf = (counted: ReadonlyMap<string, number>, words: string) => counted.get(words) ?? 0;
  const behindOf = (before: string) => befores.get(before) ?? NOTHING;
  const characters = texts.filter((text) => text !== "").map((text) => [...text, ENDS]);
  for (const text of characters) {
    let before = BEGINS;
    for (const character of text) {
      const pair = before + character;
      const { times, kinds } = behindOf(before);
      befores.set(before, { times: times + 1, kinds: pairs.has(pair) ? kinds : kinds + 1 });
      pairs.set(pair, timesOf(pairs, pair) + 1);
      singles.set(character, timesOf(singles, character) + 1);
      before = character;
    }
  }
  const all = characters.reduce((sum, text) => sum + text.length, 0);
  const single = (character: string) =>
    (timesOf(singles, character) + LEAST_SEEN) / (all + LEAST_SEEN * CHARACTERS);
  const behind: Following = (before, character) => {
    const { times, kinds } = behindOf(before);
    if (times === 0) return single(character);
    const seen = Math.max(0, timesOf(pairs, before + character) - LENT);
    return (seen + LENT * kinds * single(character)) / times;
  };
  return { single, behind };
}
