// A piece of the code with what must hold for every input of it, and how it is tried.
import fc from "fast-check";

export interface Fuzzed {
  readonly name: string;
  /** R18's number of runs. */
  readonly runs: number;
  readonly property: fc.IAsyncProperty<unknown>;
}

export interface FuzzResult {
  readonly name: string;
  readonly runs: number;
  readonly seconds: number;
  /** What broke, and on which input. */
  readonly broken: string | undefined;
}

/** Tries it with a part of its number of runs. The same seed and share try the same inputs. */
export async function tryFuzzed(
  { name, runs, property }: Fuzzed,
  { share, seed }: { share: number; seed: number },
): Promise<FuzzResult> {
  const began = performance.now();
  const outcome = await fc.check(property, { numRuns: Math.ceil(runs * share), seed });
  const seconds = (performance.now() - began) / 1_000;
  const broken = outcome.failed
    ? `${String(outcome.errorInstance)} on ${fc.stringify(outcome.counterexample)} (seed ${seed}, path ${outcome.counterexamplePath})`
    : undefined;
  return { name, runs: outcome.numRuns, seconds, broken };
}

/** Throws unless the promise is kept. */
export function insist(promise: string, isKept: boolean): void {
  if (!isKept) throw new Error(promise);
}

export function property<T extends unknown[]>(
  inputs: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void | Promise<void>,
): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(fc.tuple<T>(...inputs), async (values) =>
    holds(...values),
  ) as fc.IAsyncProperty<unknown>;
}
