// That the proof of broken content can fail, and that enough ways to break it are listed.
import { expect, it } from "vitest";
import { BROKEN_TREES } from "../../support/broken-trees.ts";
import { findingsOf, MIN_TREES } from "./broken.ts";

it("lists enough ways to break content, each under its own name", () => {
  expect(new Set(BROKEN_TREES.map(({ name }) => name)).size).toBe(BROKEN_TREES.length);
  expect(BROKEN_TREES.length).toBeGreaterThanOrEqual(MIN_TREES);
});

it("forgives few lines and no file", () => {
  const score = { trees: BROKEN_TREES.length, rightFile: 1, rightLine: 1, failures: [] };
  expect(findingsOf(score)).toEqual([]);
  expect(findingsOf({ ...score, rightLine: 0.95, failures: ["a: 0 of 1 lines named"] })).toEqual([]);
  expect(findingsOf({ ...score, rightLine: 0.94 })).toHaveLength(1);
  expect(findingsOf({ ...score, rightFile: 0.99 })).toHaveLength(1);
  expect(findingsOf({ ...score, failures: ["a: exit code 0"] })).toHaveLength(1);
});
