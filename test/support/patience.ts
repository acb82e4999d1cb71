// How long tests and proofs wait.

/** What has not come by then never comes: even a crowded machine is quicker. It ends what hangs, and judges nothing. */
export const PATIENCE_MS = 120_000;

/** A promise of time is judged where a machine does nothing else; elsewhere only what never comes breaks it. */
export function limitMs(promisedMs: number, { timed }: { readonly timed: boolean }): number {
  return timed ? promisedMs : PATIENCE_MS;
}
