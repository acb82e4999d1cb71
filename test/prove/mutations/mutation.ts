// A defect as data: one patch to one file, and the proof that must turn red by it.
import type { ProofOptions } from "../proof.ts";

export interface Mutation {
  readonly id: string;
  /** What no longer holds with it. */
  readonly promise: string;
  /** From the top of the tree. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly proof: string;
  /** What differs from the short form of the proof: as little as shows the defect. */
  readonly options: ProofOptions;
}

/** Id, what no longer holds, where, what to find and to put there, and the test that has to notice. */
export type TestedRow = readonly [
  id: string,
  promise: string,
  file: string,
  find: string,
  replace: string,
  test: string,
];

export function heldByTest([id, promise, file, find, replace, test]: TestedRow): Mutation {
  const options = { files: `test/${test}.test.ts` };
  return { id, promise, file, find, replace, proof: "promises", options };
}
