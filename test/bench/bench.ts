// The one form of a bench: a measurement with marks, printed for whoever asked for it.
import type { ParseArgsConfig } from "node:util";

export type BenchOptions = NonNullable<ParseArgsConfig["options"]>;
/** As parseArgs reads them. */
export type BenchValues = Readonly<Record<string, string | boolean | undefined>>;

export interface Bench {
  /** The name of its file. */
  readonly name: string;
  /** What it measures, in one line. */
  readonly says: string;
  readonly options?: BenchOptions;
  /** Prints the figures and answers the exit code: 1 when a mark is missed, 2 when the figures cannot be believed. */
  run(values: BenchValues): Promise<number>;
}
