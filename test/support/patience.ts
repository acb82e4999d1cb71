// How long tests and proofs wait.
import type { Browser } from "playwright-core";

/** Of every test and hook. What it waits for comes at once, or minutes later where the machine is busy: it only ends what hangs. */
export const TEST_PATIENCE_MS = 900_000;

/** What has not come by then never comes: even a crowded machine is quicker. It ends what hangs, and judges nothing. */
export const PATIENCE_MS = 120_000;

/** A promise of time is judged where a machine does nothing else; elsewhere only what never comes breaks it. */
export function limitMs(promisedMs: number, { timed }: { readonly timed: boolean }): number {
  return timed ? promisedMs : PATIENCE_MS;
}

/** Every page of it waits as long as all tests do, not the half minute that a crowded machine needs for one click. */
export function withPatience(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  return browser;
}
