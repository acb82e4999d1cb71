// Traditional characters and words as simplified ones, for texts that mostly hold none.
import { Converter, Locale } from "opencc-js/t2cn";

const convert = Converter({ from: "t", to: "cn" });
const PAIRS = pairsIn(Locale.configs?.t2s);

/**
 * Of each word that the tables change the first character that they change in it. No text without any of these is changed:
 * 「一目瞭然」 is by its 瞭, and its 一 alone says nothing.
 */
const CHANGED: ReadonlySet<string> = new Set(
  PAIRS.flatMap(([from = "", to = ""]) => {
    const others = [...to];
    return [...from].find((character, at) => character !== others[at]) ?? [];
  }),
);

/** The characters that no simplified text holds: 換, 嗎, 點. Not 著 or 乾, which it has in 著名 and 乾隆. */
export const TRADITIONAL_ONLY: ReadonlySet<string> = traditionalOnly();

function traditionalOnly(): ReadonlySet<string> {
  const pairs = pairsIn(Locale.configs?.t2s?.conversionChain);
  const simple = new Set(pairs.flatMap(([, to = ""]) => [...to]));
  const characters = pairs.filter(([from = "", to]) => [...from].length === 1 && from !== to);
  return new Set(characters.flatMap(([from = ""]) => (simple.has(from) ? [] : [from])));
}

/** Walks every character through the tables only where one of them is in a table: that is ten times the cost of looking. */
export function simplified(text: string): string {
  for (const character of text) if (CHANGED.has(character)) return convert(text);
  return text;
}

/** The pairs of words in the conversion's tables, which are put together in lists: 「a b|c d」. */
export function pairsIn(tables: unknown): string[][] {
  if (typeof tables === "string") return tables.split("|").map((pair) => pair.split(" "));
  return typeof tables === "object" && tables !== null ? Object.values(tables).flatMap(pairsIn) : [];
}
