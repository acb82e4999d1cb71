// No pattern and no reader of user text backtracks (S17).
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { checkChannel } from "../../../bot/official/channels.ts";
import { createSearch } from "../../../bot/search/search.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { growthsOf } from "../../support/pattern-verdicts.ts";
import { fuelFor, hasNestedRepetition, type Pattern, writtenPatterns } from "../../support/patterns.ts";
import { playTurn } from "../../support/recorded-sessions.ts";
import type { Proof } from "../proof.ts";
import { longestRead, MESSAGE, QUERY, repeated } from "./patterns/longest-read.ts";

/** S17: the longest text, and how long it may take. */
const LENGTH = 64 * 1_024;
const MOST_MS = 50;
/** What strangers cannot reach: content, the program's own files, what staff and operators type, and a merchant's own device. */
const OF_OURS =
  /^(?:bot\/(?:lint|reading|load\.ts|knowledge|search\/documents)|src\/(?:cli|build|diff|facts|export|served|main\.ts|base\/design|desk\/proof\/passwords|browser))/;
/** So many texts are given to everything that reads, each as long as it may be. */
const MOST_LONGEST = 5;
/** Texts that each reader is given; they are made of what the patterns look for. */
const MOST_FUELS = 400;
const END = "\u0000";
const LEAST_PATTERNS = 100;

export interface Slow {
  readonly what: string;
  readonly text: string;
  readonly ms: number;
}

/** Reads the conditions that writers put into content, never what a merchant says; a bar separates its rounds. */
const OF_WRITERS = "bot/knowledge/condition.ts";

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

type PatternOptions = { readonly keeps: boolean; readonly timed: boolean; readonly alone: number };

export const proof = {
  name: "patterns",
  promise:
    "No text that anybody sends makes a pattern of ours backtrack without end: none takes exponential time, and those that take more than linear time read a bounded text.",
  short: { seconds: 25, options: { keeps: false, timed: false, alone: 0 } },
  full: { seconds: 100, options: { keeps: true, timed: true, alone: 0 } },
  options: {
    keeps:
      "whether what the analyser says of new patterns is written down, and of patterns that are gone forgotten",
    timed: "whether everything that reads user text is timed on what it finds hardest",
    alone: "so many patterns are timed alone too, the slowest first",
  },
  async run({ keeps, timed, alone }: PatternOptions) {
    const knowledge = await loadKnowledge("content");
    const written = writtenPatterns(["bot", "src"]);
    const fuels = [...new Set(written.flatMap(fuelFor))];
    const every = Math.ceil(fuels.length / MOST_LONGEST);
    const met = await longestRead(
      knowledge,
      fuels.filter((_, n) => n % every === 0),
    );
    const { growthOf, analysed } = growthsOf([...written, ...met], { keeps });
    // Where the analyser came to no end, the shape alone decides.
    const isUnclear = (pattern: Pattern) => growthOf(pattern) === "unknown" && hasNestedRepetition(pattern);
    const nested = [
      ...written.filter((pattern) => pattern.file !== OF_WRITERS).filter(isUnclear),
      ...met.filter(isUnclear),
    ].map(({ file, source }) => `${file ?? "composed at run time"}: ${source}`);
    const readers = timed ? timeReaders(knowledge, met) : [];
    // What no reader hands them, for whoever wants to raise the lengths: quadratic patterns show here.
    const slowest = alone > 0 ? timePatterns(met).slice(0, alone) : [];
    const count = (growth: string) =>
      new Set([...written, ...met].filter((one) => growthOf(one) === growth).map(({ source }) => source))
        .size;
    return {
      findings: [
        ...(met.length > LEAST_PATTERNS ? [] : [`only ${met.length} patterns meet user text`]),
        ...nested.map((pattern) => `nested repetition in ${pattern}`),
        ...[...written, ...met]
          .filter((pattern) => growthOf(pattern) === "exponential")
          .map(({ file, source }) => `exponential: ${file ?? "composed at run time"}: ${source}`),
        ...unbounded(written, met, (pattern) => growthOf(pattern) !== "safe"),
        ...readers.filter(({ ms }) => ms > MOST_MS).map((one) => `${lineOf(one)}, above ${MOST_MS} ms`),
      ],
      figures: [
        `${written.length} patterns written, ${met.length} met user text, ${nested.length} with nested repetition`,
        `${count("exponential")} exponential, ${count("polynomial")} polynomial, ${count("unknown")} that the analyser did not finish, ${analysed} analysed anew`,
        ...readers.map(lineOf),
        ...slowest.map((one) => `alone ${lineOf(one)}; on 64 KiB ${one.longMs.toFixed(0)} ms`),
      ],
    };
  },
} satisfies Proof<PatternOptions>;

/** The risky that read a longer text than a message, and those within a stranger's reach that were never seen to read. */
function unbounded(
  written: readonly Pattern[],
  met: readonly Pattern[],
  isRisky: (pattern: Pattern) => boolean,
): string[] {
  const seen = new Set(met.map(({ source }) => source));
  return [
    ...met
      .filter((pattern) => isRisky(pattern) && (pattern.longest ?? 0) > MESSAGE)
      .map(({ source, longest }) => `not linear, and read ${longest} characters at once: ${source}`),
    ...written
      .filter(({ file = "", source }) => !OF_OURS.test(file) && !seen.has(source))
      .filter(isRisky)
      .map(({ file, source }) => `not linear, and nothing shows how much it reads: ${file}: ${source}`),
  ];
}

function lineOf({ what, text, ms }: Slow): string {
  return `${ms.toFixed(1)} ms ${what.slice(0, 100)} on ${JSON.stringify(text.slice(0, 20))} repeated`;
}
