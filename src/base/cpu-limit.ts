// Cuts a computation that does not end: one merchant's message must not stop the service for all others.
import { Script } from "node:vm";

/** A turn needs a few milliseconds; while one computes, everybody else waits. */
const MOST_MS = 250;
/** For a second try where another process had the processor. */
const LONGER_MS = 2_000;
const JOB = Symbol.for("huanka.limited-job");
/** V8 watches what a script calls, wherever that was written; the script itself only calls. */
const caller = new Script(`globalThis[Symbol.for("${JOB.description}")]()`, { filename: "cpu-limit" });

/**
 * The same function, ended with an Error when it computes for longer than `mostMs`, also inside a loop or a regular
 * expression. For pure synchronous functions: one that was cut while the machine, or another thread of ours,
 * did something else is run again.
 */
export function withCpuLimit<In, Out>(job: (input: In) => Out, mostMs: number = MOST_MS): (input: In) => Out {
  return (input) => {
    const before = ownCpu();
    try {
      return runWithin(mostMs, () => job(input));
    } catch (error) {
      const wasBusy = ownCpu() - before >= mostMs / 2;
      if (!isTimeout(error) || wasBusy) throw error;
      return runWithin(LONGER_MS, () => job(input));
    }
  };
}

/** Milliseconds that this thread computed; of the whole process where Node is too old to tell them apart. */
function ownCpu(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1_000;
}

function runWithin<Out>(mostMs: number, job: () => Out): Out {
  let result: { readonly out: Out } | undefined;
  const outer = Reflect.get(globalThis, JOB);
  Reflect.set(globalThis, JOB, () => {
    result = { out: job() };
  });
  try {
    caller.runInThisContext({ timeout: mostMs });
  } finally {
    Reflect.set(globalThis, JOB, outer);
  }
  if (!result) throw new Error("the job was not run");
  return result.out;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
