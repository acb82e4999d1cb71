// `npm run prove:patterns`: no pattern and no reader of user text backtracks (S17).
import { parseArgs } from "node:util";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { checkChannel } from "../../bot/official/channels.ts";
import { createSearch } from "../../bot/search/search.ts";
import { maskSecrets } from "../../bot/secrets/mask.ts";
import { normalise } from "../../bot/text/normalise.ts";
import {
  fuelFor,
  hasNestedRepetition,
  type Pattern,
  patternsUsedBy,
  writtenPatterns,
} from "../support/patterns.ts";
import { playTurn } from "../support/recorded-sessions.ts";
import { readStories } from "../support/run-story.ts";

/** S17: the longest text, and how long it may take. */
const LENGTH = 64 * 1_024;
const MOST_MS = 50;
/** What a reader is given at most, and how long: a message is 4,000 characters, a query 200. */
const MESSAGE = 4_000;
const QUERY = 200;
/** Texts that each reader is given; they are made of what the patterns look for. */
const MOST_FUELS = 400;
const END = "\u0000";

export interface Slow {
  readonly what: string;
  readonly text: string;
  readonly ms: number;
}

/** Reads the conditions that writers put into content, never what a merchant says; a bar separates its rounds. */
const OF_WRITERS = "bot/knowledge/condition.ts";

/** Patterns in bot/ and src/ that could take exponential time. */
export function nestedPatterns(): string[] {
  return writtenPatterns(["bot", "src"])
    .filter((pattern) => pattern.file !== OF_WRITERS && hasNestedRepetition(pattern))
    .map(({ file, source }) => `${file}: ${source}`);
}

/** The patterns that read user text while the stories are told. */
export async function patternsThatMeetText(knowledge: Knowledge): Promise<Pattern[]> {
  const lines = readStories().flatMap(({ story }) => story.turns.map(({ merchant }) => merchant));
  const search = createSearch(knowledge);
  return patternsUsedBy(() => {
    let state: unknown;
    for (const line of lines) {
      state = playTurn({ state, line, knowledge }).state;
      search(line.slice(0, QUERY));
      checkChannel(knowledge, line);
    }
  });
}

/** Each pattern alone: the hardest of its fuels for a message, then that one again at 64 KiB. Slowest first. */
export function timePatterns(patterns: readonly Pattern[]): (Slow & { readonly longMs: number })[] {
  return patterns
    .map((pattern) => {
      const expression = new RegExp(pattern.source, pattern.flags);
      const read = (fuel: string, length: number) => {
        const text = repeated(fuel, length) + END;
        return bestOf(() => text.replace(expression, ""));
      };
      const times = fuelFor(pattern).map((text) => ({ text, ms: read(text, MESSAGE) }));
      const worst = times.reduce((one, other) => (other.ms > one.ms ? other : one));
      const what = `/${pattern.source}/${pattern.flags}`;
      return { what, ...worst, longMs: read(worst.text, LENGTH) };
    })
    .sort((a, b) => b.longMs - a.longMs);
}

function repeated(fuel: string, length: number): string {
  return fuel.repeat(Math.ceil(length / fuel.length)).slice(0, length);
}

/** What reads a merchant's text, each with the longest it can be given. */
export function timeReaders(knowledge: Knowledge, patterns: readonly Pattern[]): Slow[] {
  const search = createSearch(knowledge);
  const readers: readonly (readonly [string, number, (text: string) => unknown])[] = [
    ["maskSecrets", LENGTH, maskSecrets],
    ["normalise", LENGTH, normalise],
    ["a turn", MESSAGE, (line) => playTurn({ state: undefined, line, knowledge })],
    ["search", QUERY, (query) => search(query)],
    ["checkChannel", 500, (value) => checkChannel(knowledge, value)],
  ];
  const all = [...new Set(patterns.flatMap(fuelFor))];
  const fuels = all.filter((_, n) => n % Math.ceil(all.length / MOST_FUELS) === 0);
  return readers.map(([what, length, read]) =>
    fuels
      .map((fuel) => {
        const text = repeated(fuel, length);
        return { what: `${what} (${length} characters)`, text: fuel, ms: bestOf(() => read(text)) };
      })
      .reduce((worst, one) => (one.ms > worst.ms ? one : worst)),
  );
}

/** A slow run is tried again: another program may have had the machine. */
function bestOf(job: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 2 && best > MOST_MS; tries += 1) {
    const began = performance.now();
    job();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { alone: { type: "string", default: "0" } } });
  const knowledge = await loadKnowledge("content");
  const nested = nestedPatterns();
  const patterns = await patternsThatMeetText(knowledge);
  const readers = timeReaders(knowledge, patterns);
  const slow = readers.filter(({ ms }) => ms > MOST_MS);
  console.log(`patterns: ${patterns.length} meet user text, ${nested.length} with nested repetition`);
  for (const one of readers) console.log(`  ${lineOf(one)}`);
  // What no reader hands them, for whoever wants to raise the lengths: quadratic patterns show here.
  const alone = Number(values.alone) > 0 ? timePatterns(patterns) : [];
  for (const one of alone.slice(0, Number(values.alone)))
    console.log(`  alone ${lineOf(one)}; on 64 KiB ${one.longMs.toFixed(0)} ms`);
  for (const pattern of nested) console.log(`  BROKEN nested repetition in ${pattern}`);
  for (const one of slow) console.log(`  BROKEN ${lineOf(one)}, above ${MOST_MS} ms`);
  process.exitCode = slow.length + nested.length === 0 && patterns.length > 0 ? 0 : 1;
}

function lineOf({ what, text, ms }: Slow): string {
  return `${ms.toFixed(1)} ms ${what.slice(0, 100)} on ${JSON.stringify(text.slice(0, 20))} repeated`;
}
