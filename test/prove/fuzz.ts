// `npm run prove:fuzz`: inputs by the hundred thousand, none of which may break a promise; replayable by seed (R18).
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { loadKnowledge } from "../../bot/load.ts";
import { createTokens } from "../../src/http/tokens.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";
import { fuzzedOrders, fuzzedRequests } from "./fuzz-server.ts";
import { type Fuzzed, fuzzedTexts } from "./fuzz-text.ts";

export interface FuzzOptions {
  /** Part of R18's numbers of runs. */
  readonly share: number;
  readonly seed: number;
  /** Only the part of this name. */
  readonly only?: string | undefined;
}

export interface FuzzResult {
  readonly name: string;
  readonly runs: number;
  readonly seconds: number;
  /** The counterexample and how to replay it. */
  readonly broken: string | undefined;
}

export async function proveFuzz(
  { share, seed, only }: FuzzOptions,
  tell: (result: FuzzResult) => void = () => undefined,
): Promise<FuzzResult[]> {
  const knowledge = await loadKnowledge("content");
  const tokens = createTokens({ dataDir: mkdtempSync(join(tmpdir(), "huanka-fuzz-")), ttlSeconds: 3_600 });
  const running = await startProcess({ DATA_DIR: freshDataDir(), RATE_LIMIT: "off", LOG_LEVEL: "silent" });
  try {
    const all = [
      ...fuzzedTexts({ knowledge, tokens }),
      ...(await fuzzedRequests(running.address)),
      fuzzedOrders(),
    ];
    const results: FuzzResult[] = [];
    for (const fuzzed of all.filter(({ name }) => only === undefined || name === only)) {
      const result = await run(fuzzed, { share, seed });
      tell(result);
      results.push(result);
    }
    return results;
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

async function run({ name, runs, property }: Fuzzed, { share, seed }: FuzzOptions): Promise<FuzzResult> {
  const numRuns = Math.ceil(runs * share);
  const began = performance.now();
  const outcome = await fc.check(property, { numRuns, seed });
  const seconds = (performance.now() - began) / 1_000;
  const broken = outcome.failed
    ? `${String(outcome.errorInstance)} on ${fc.stringify(outcome.counterexample)} (seed ${seed}, path ${outcome.counterexamplePath})`
    : undefined;
  return { name, runs: outcome.numRuns, seconds, broken };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { share: { type: "string", default: "1" }, seed: { type: "string" }, only: { type: "string" } },
  });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  console.log(`seed ${seed}`);
  const results = await proveFuzz({ share: Number(values.share), seed, only: values.only }, (result) => {
    console.log(`${result.name}: ${result.runs} runs in ${result.seconds.toFixed(1)} s`);
    if (result.broken !== undefined) console.log(`  BROKEN ${result.broken}`);
  });
  process.exitCode = results.length > 0 && results.every(({ broken }) => broken === undefined) ? 0 : 1;
}
