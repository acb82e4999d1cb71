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
