// How long each pattern may take, as an analyser tells: kept by the pattern's hash, and asked for those that are new.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Pattern } from "./patterns.ts";
import { fetchRecheck } from "./recheck-package.ts";

/** How the time grows with the text. `unknown`: the analyser came to no end. */
export type Growth = "safe" | "polynomial" | "exponential" | "unknown";

const FILE = "test/data/pattern-verdicts.json";
const MOST_MS = 10_000;
const HASH_LENGTH = 16;

function hashOf({ source, flags }: Pattern): string {
  return createHash("sha256").update(`${source}/${flags}`).digest("hex").slice(0, HASH_LENGTH);
}

/** The growth of each, and of how many nothing was known before. `keeps` writes what is known of these, and nothing else. */
export function growthsOf(
  patterns: readonly Pattern[],
  { keeps }: { keeps: boolean },
): { readonly growthOf: (pattern: Pattern) => Growth; readonly analysed: number } {
  const kept = JSON.parse(readFileSync(FILE, "utf8")) as Record<string, Growth>;
  const isNew = (pattern: Pattern) => kept[hashOf(pattern)] === undefined;
  const unseen = new Map(patterns.filter(isNew).map((pattern) => [hashOf(pattern), pattern]));
  const found = unseen.size === 0 ? {} : analyse(unseen);
  const growths = { ...kept, ...found };
  const growthOf = (pattern: Pattern) => growths[hashOf(pattern)] ?? "unknown";
  if (keeps) {
    const lines = patterns.map((pattern) => [hashOf(pattern), growthOf(pattern)] as const);
    const sorted = Object.fromEntries(lines.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
  }
  return { growthOf, analysed: unseen.size };
}

function analyse(patterns: ReadonlyMap<string, Pattern>): Record<string, Growth> {
  const { checkSync } = fetchRecheck();
  return Object.fromEntries(
    [...patterns].map(([hash, { source, flags }]) => {
      const { status, complexity } = checkSync(source, flags, { timeout: MOST_MS });
      return [hash, status === "vulnerable" ? toGrowth(complexity?.type) : status];
    }),
  );
}

function toGrowth(type: string | undefined): Growth {
  return type === "exponential" ? "exponential" : "polynomial";
}
