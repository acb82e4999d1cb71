// Our index beside lunr, MiniSearch, FlexSearch and Orama on the same synthetic documents.
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { resolve } from "node:path";
import type { z } from "zod";
import type { Shape } from "../../support/synthetic-corpus.ts";
import type { Bench, BenchValues } from "../bench.ts";
import { type Job, Measured } from "../search/one-engine.ts";

type Result = z.infer<typeof Measured>;

const ENGINE_NAMES = [
  "huanka",
  "lunr, our tokens",
  "lunr, as it is",
  "MiniSearch, pairs",
  "FlexSearch, CJK",
  "Orama, pairs",
] as const;
const SHAPES: readonly Shape[] = ["short", "long"];
const ALL_SIZES = [100, 1_000, 10_000];
const HEAP_MB = 12_000; // lunr's own index over 10 000 long articles takes 5 GB
/** Where the speed marks hold. */
const LARGE = 10_000;
const FASTER_THAN_MINISEARCH = 10;
const FASTER_THAN_LUNR = 50;
const LONG_INDEX_SIZE = 1_000;
const LONG_INDEX_MAX_BYTES = 1_500_000;

export const bench = {
  name: "search",
  says: "our index beside lunr, MiniSearch, FlexSearch and Orama; --quick stops at 1 000 documents",
  options: { quick: { type: "boolean" } },
  async run({ quick }: BenchValues) {
    const sizes = quick ? ALL_SIZES.filter((size) => size < LARGE) : ALL_SIZES;
    const missed: string[] = [];
    console.log(
      `machine: ${cpus().length} cores, Node ${process.version}. Documents are synthetic: our own titles and`,
    );
    console.log(
      "sentences put together by a seeded generator, so figures compare engines, not help centers.",
    );
    for (const shape of SHAPES) {
      for (const size of sizes) {
        const results = new Map(ENGINE_NAMES.map((engine) => [engine, measure({ engine, shape, size })]));
        printTable(`${size} ${shape} documents`, results);
        missed.push(...judge({ shape, size }, results));
      }
    }
    for (const miss of missed) console.log(`MISSED: ${miss}`);
    return missed.length === 0 ? 0 : 1;
  },
} satisfies Bench;

function measure(job: Job): Result {
  const script = resolve(import.meta.dirname, "../search/one-engine.ts");
  const args = [`--max-old-space-size=${HEAP_MB}`, script, JSON.stringify(job)];
  return Measured.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })));
}

function printTable(title: string, results: ReadonlyMap<string, Result>): void {
  console.log(`\n${title.padEnd(24)}  hit@1  hit@3    MRR   p50 ms   p99 ms  build ms  index kB gz`);
  for (const [engine, { hitAt1, hitAt3, mrr, p50Ms, p99Ms, buildMs, gzBytes }] of results) {
    const quality = [hitAt1, hitAt3, mrr].map((figure) => figure.toFixed(2).padStart(6)).join(" ");
    const times = [p50Ms, p99Ms].map((figure) => figure.toFixed(3).padStart(8)).join(" ");
    const bytes = gzBytes.map((size) => (size / 1_000).toFixed(0)).join(" + ");
    console.log(
      `${engine.padEnd(24)} ${quality} ${times} ${buildMs.toFixed(0).padStart(9)}  ${bytes.padStart(11)}`,
    );
  }
}

function judge({ shape, size }: Pick<Job, "shape" | "size">, results: ReadonlyMap<string, Result>): string[] {
  const ours = results.get("huanka");
  const lunr = results.get("lunr, our tokens");
  const mini = results.get("MiniSearch, pairs");
  if (!ours || !lunr || !mini) throw new Error("an engine of the marks did not run");
  const where = `${size} ${shape} documents`;
  const lunrRatio = lunr.p50Ms / ours.p50Ms;
  const miniRatio = mini.p50Ms / ours.p50Ms;
  console.log(
    `ours is ${lunrRatio.toFixed(0)} x as fast as lunr's scorer, ${miniRatio.toFixed(1)} x MiniSearch`,
  );
  const missed: string[] = [];
  const check = (holds: boolean, text: string) => {
    if (!holds) missed.push(`${where}: ${text}`);
  };
  check(ours.hitAt1 >= lunr.hitAt1 && ours.mrr >= lunr.mrr, "quality below lunr's own scorer");
  check(ours.hitAt1 >= mini.hitAt1 && ours.mrr >= mini.mrr, "quality below MiniSearch");
  if (size >= LARGE) {
    check(lunrRatio >= FASTER_THAN_LUNR, `less than ${FASTER_THAN_LUNR} times as fast as lunr's scorer`);
    check(
      miniRatio >= FASTER_THAN_MINISEARCH,
      `less than ${FASTER_THAN_MINISEARCH} times as fast as MiniSearch`,
    );
  }
  if (shape === "long" && size === LONG_INDEX_SIZE) {
    const bytes = ours.gzBytes.reduce((sum, file) => sum + file, 0);
    check(bytes <= LONG_INDEX_MAX_BYTES, `index of ${bytes} bytes gz, more than ${LONG_INDEX_MAX_BYTES}`);
  }
  return missed;
}
