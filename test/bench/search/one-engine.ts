// One engine over one corpus in a process of its own, so that no engine pays for another's heap. Prints one JSON line.
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { loadKnowledge } from "../../../bot/load.ts";
import { ENGINES } from "../../support/search-engines.ts";
import { type Shape, syntheticCorpus } from "../../support/synthetic-corpus.ts";

export const Measured = z.object({
  hitAt1: z.number(),
  hitAt3: z.number(),
  mrr: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  buildMs: z.number(),
  /** Bytes after gzip of each file of the index. */
  gzBytes: z.array(z.number()),
});

export interface Job {
  readonly engine: string;
  readonly shape: Shape;
  readonly size: number;
}

const QUERIES = 100;
const WARM_UP = 20;
/** Slow engines are asked each question once, fast ones until a timer of microseconds can tell. */
const LEAST_TIMED = 1_000;
const SLOW_MS = 2;

if (import.meta.main) console.log(JSON.stringify(await measure(JSON.parse(process.argv[2] ?? "{}"))));

async function measure({ engine, shape, size }: Job): Promise<z.infer<typeof Measured>> {
  const { documents, queries } = syntheticCorpus(await loadKnowledge("content"), {
    shape,
    size,
    queries: QUERIES,
  });
  const build = ENGINES[engine];
  if (!build) throw new Error(`no engine ${engine}. There are: ${Object.keys(ENGINES).join(", ")}`);
  const started = performance.now();
  const index = build(documents);
  const buildMs = performance.now() - started;

  const places = queries.map(({ query, key }) => index.search(query).indexOf(key));
  const times: number[] = [];
  const warm = queries.slice(0, WARM_UP);
  const before = performance.now();
  for (const { query } of warm) index.search(query);
  const isSlow = performance.now() - before > SLOW_MS * warm.length;
  do {
    for (const { query } of queries) {
      const from = performance.now();
      index.search(query);
      times.push(performance.now() - from);
    }
  } while (!isSlow && times.length < LEAST_TIMED);
  times.sort((a, b) => a - b);

  const share = (isGood: (place: number) => boolean) => places.filter(isGood).length / places.length;
  return {
    hitAt1: share((place) => place === 0),
    hitAt3: share((place) => place >= 0 && place < 3),
    mrr: places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / places.length,
    p50Ms: times[Math.floor(times.length / 2)] ?? Number.NaN,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    buildMs,
    gzBytes: index.files().map((file) => gzipSync(file).length),
  };
}
