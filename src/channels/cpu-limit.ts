// Cuts a computation that does not end: one merchant's message must not stop the service for all others.
import { Script } from "node:vm";

/** A turn needs a few milliseconds; everybody else waits while one computes. */
const MOST_MS = 1_000;
const JOB = Symbol.for("huanka.limited-job");
/** V8 watches what a script calls, wherever that was written; the script itself only calls. */
const caller = new Script(`globalThis[Symbol.for("${JOB.description}")]()`, { filename: "cpu-limit" });

/**
 * The same function, ended after `mostMs` of wall time with an Error, also inside a loop or a regular expression. For
 * synchronous functions that leave nothing half done outside themselves.
 */
export function withCpuLimit<In, Out>(job: (input: In) => Out, mostMs: number = MOST_MS): (input: In) => Out {
  return (input) => {
    const result: { out?: Out } = {};
    const before = Reflect.get(globalThis, JOB);
    Reflect.set(globalThis, JOB, () => {
      result.out = job(input);
    });
    try {
      caller.runInThisContext({ timeout: mostMs });
    } finally {
      Reflect.set(globalThis, JOB, before);
    }
    return result.out as Out;
  };
}
