// Which tests run when: the fast tier on every `npm test`, the others as proofs. A file's name or folder alone decides.

export interface Tier {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const BROWSER = "test/browser/**/*.test.ts";
const JOURNEY = "test/browser/journey.test.ts";
const LONG = "test/**/*.long.test.ts";

/** Each is a project of vitest: `vitest run --project browser`. */
export const TIERS: Readonly<Record<string, Tier>> = {
  fast: { include: ["test/**/*.test.ts"], exclude: ["test/browser/!(journey).test.ts", LONG] },
  /** Chromium; one whole journey is fast. */
  browser: { include: [BROWSER], exclude: [JOURNEY] },
  /** The same kind as the fast ones, only slower: every seeded fault, databases in trouble, clients for hours. */
  long: { include: [LONG], exclude: [BROWSER] },
};
