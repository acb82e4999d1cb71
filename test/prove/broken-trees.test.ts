// The short form of `npm run prove:broken`: one tree of each sort, with the same marks.
import { describe, expect, it } from "vitest";
import { BROKEN_TREES } from "../support/broken-trees.ts";
import { passes, scoreBrokenTrees } from "./broken-trees.ts";

/** The four that the content may never let through, and one of each way to break a file. */
const ALWAYS = [
  "one digit of a provider's hotline changed",
  "another provider with a look-alike domain, never confirmed",
  "an expired fact",
  "a step that asks for the SMS code",
  "a forbidden name in prose",
  "a symbolic link out of the folder",
  "a bomb of aliases",
  "five faults in five files, all told at once",
];

describe("broken content", () => {
  it("is refused with the right file and line, everything at once", async () => {
    const trees = BROKEN_TREES.filter(({ name }) => ALWAYS.includes(name));
    expect(trees).toHaveLength(ALWAYS.length);
    const score = await scoreBrokenTrees(trees);
    expect(score.failures).toEqual([]);
  });

  it("is listed in enough ways, each under its own name", () => {
    expect(new Set(BROKEN_TREES.map(({ name }) => name)).size).toBe(BROKEN_TREES.length);
    expect(passes({ trees: BROKEN_TREES.length, rightFile: 1, rightLine: 1, failures: [] })).toBe(true);
    expect(passes({ trees: BROKEN_TREES.length, rightFile: 1, rightLine: 0.94, failures: [] })).toBe(false);
    expect(passes({ trees: BROKEN_TREES.length, rightFile: 0.99, rightLine: 1, failures: [] })).toBe(false);
  });
});
