// The test run itself: every test belongs to one tier, property tests draw the same inputs each time, nothing measures time.
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, matchesGlob } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TIERS } from "./support/tiers.ts";

const SEED_OF_ITS_OWN = /\bseed:|\bMath\.random\b|\brandom(?:UUID|Int|Bytes)\b|\bgetRandomValues\b/;
/** Shorter than what all have; how often to look is a test's own matter. That of a test is seen where it runs (one-patience.ts). */
const LIMIT_OF_ITS_OWN = /\{ timeout: \d|^(?:before|after)(?:All|Each)\([\s\S]*?^\}, \w/m;
const ELAPSED_TIME = /\bperformance\.now\b|\bDate\.now\(\) - [a-z]|\bhrtime\b|\breadyMs\b/;

const self = "test/test-run.test.ts";
const files = globSync("test/**/*.test.ts").map((path) => path.replaceAll("\\", "/"));
/** Everything that asserts, but for the proofs: those may be about time, and say so. */
const asserting = [...files, ...globSync("test/contract/*.ts")].filter(
  (file) => !file.startsWith("test/prove/") && file !== self,
);
const thatContain = (pattern: RegExp) => asserting.filter((file) => pattern.test(readFileSync(file, "utf8")));

function tiersOf(file: string): string[] {
  const matches = (globs: readonly string[]) => globs.some((glob) => matchesGlob(file, glob));
  return Object.entries(TIERS).flatMap(([name, { include, exclude }]) =>
    matches(include) && !matches(exclude) ? [name] : [],
  );
}

describe("the tiers", () => {
  it("hold every test file once", () => {
    expect(files).toContain(self);
    expect(files.filter((file) => tiersOf(file).length !== 1)).toEqual([]);
  });

  it("run one journey in Chromium on every run, and the other tests of the browser as proofs", () => {
    const inBrowser = files.filter((file) => file.startsWith("test/browser/"));
    expect(inBrowser.filter((file) => tiersOf(file).includes("fast"))).toEqual([
      "test/browser/journey.test.ts",
    ]);
    expect(tiersOf("test/browser/widget.test.ts")).toEqual(["browser"]);
    expect(tiersOf("test/bot/flows/seeded-faults.long.test.ts")).toEqual(["long"]);
    expect(tiersOf("test/bot/load.test.ts")).toEqual(["fast"]);
  });
});

describe("property tests", () => {
  it("draw the same inputs on every run", () => {
    const draw = () => fc.sample(fc.string(), 20);
    expect(draw()).toEqual(draw());
  });

  it("have no seed of their own and nothing random beside it", () => {
    expect(thatContain(SEED_OF_ITS_OWN)).toEqual([]);
  });
});

it("measures no time: a machine may be as busy as it likes", () => {
  expect(thatContain(ELAPSED_TIME)).toEqual([]);
});

it("gives nothing less time than all tests have", () => {
  const limited = files.filter((file) => file !== self && LIMIT_OF_ITS_OWN.test(readFileSync(file, "utf8")));
  expect(limited).toEqual([]);
});

it("lends nobody its own output: a run waits for ever for whoever was left behind with it", () => {
  expect(files.filter((file) => file !== self && /"inherit"/.test(readFileSync(file, "utf8")))).toEqual([
    "test/prove/run-in-child.test.ts",
  ]);
});

it("leaves nothing in memory when it ends", () => {
  const code = `
    import { mkdtempSync } from "node:fs";
    import { tmpdir } from "node:os";
    import { keepTemporaryFilesInMemory } from "./test/support/memory-folder.ts";
    keepTemporaryFilesInMemory();
    process.stdout.write(mkdtempSync(tmpdir() + "/of-a-test-"));`;
  const { TMPDIR: _, ...env } = process.env;
  const made = execFileSync(process.execPath, ["--input-type=module", "--eval", code], {
    env,
    encoding: "utf8",
  });
  expect(made).toContain("/of-a-test-");
  expect(made.startsWith("/dev/shm/") && existsSync(dirname(made))).toBe(false);
});
