// Cold start to ready and idle memory of the real program, beside an empty Node process.
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { residentMb } from "../../support/process-usage.ts";
import { quantile } from "../../support/quantile.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Bench } from "../bench.ts";

const RUNS = 5;
const START_BUDGET_MS = 1_500;
const MEMORY_BUDGET_MB = 200;
const IDLE_MS = 3_000; // after this the start's garbage is collected or never will be

const median = (values: readonly number[]) => quantile(values, 0.5);

export const bench = {
  name: "start",
  says: "cold start to ready and idle memory of the real program, beside an empty Node process",
  async run() {
    const baseline = Array.from({ length: RUNS }, () => {
      const started = performance.now();
      execFileSync(process.execPath, ["--eval", ""]);
      return performance.now() - started;
    });
    const starts: number[] = [];
    const memory: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const running = await startProcess({ DATA_DIR: freshDataDir() });
      starts.push(running.readyMs);
      await fetch(running.address);
      await sleep(IDLE_MS);
      memory.push(residentMb(running.child.pid ?? 0));
      await stopProcess(running);
    }
    const start = median(starts);
    const resident = median(memory);
    console.log(`machine: ${cpus().length} cores, Node ${process.version}; median of ${RUNS} runs`);
    console.log(`an empty Node process: ${median(baseline).toFixed(0)} ms`);
    console.log(`start to ready:        ${start.toFixed(0)} ms (budget ${START_BUDGET_MS})`);
    console.log(`resident when idle:    ${resident.toFixed(0)} MB (budget ${MEMORY_BUDGET_MB})`);
    return start <= START_BUDGET_MS && resident <= MEMORY_BUDGET_MB ? 0 : 1;
  },
} satisfies Bench;
