// What the report of a failed tier begins with.
import { expect, it } from "vitest";
import { reportOf } from "./run-tier.ts";

const PASSED = Array.from({ length: 100 }, (_, index) => `     ✓ test ${index} 12ms`);
const FAILED = [
  " FAIL  |long| test/src/backup.long.test.ts > restores what was written",
  "AssertionError: expected 1 to be +0",
  " ❯ test/src/backup.long.test.ts:26:12",
];

it("names a failed test and its error before all else that a run printed", () => {
  const { findings } = reportOf(1, [...PASSED, ...FAILED, "", ...PASSED].join("\n"));
  expect(findings).toHaveLength(2);
  expect(findings[0]).toMatch(/^FAIL .*restores what was written\nAssertionError: expected 1 to be \+0\n/);
});

it("tells the last that was printed by a run that ended without a failed test", () => {
  expect(reportOf(null, [...PASSED, "out of memory"].join("\n")).findings).toEqual([
    expect.stringMatching(/^the tests ended with null:[\s\S]*out of memory$/),
  ]);
});

it("finds nothing in a run that passed, and counts its tests", () => {
  const counts = [" Test Files  2 passed (2)", "      Tests  200 passed (200)"];
  expect(reportOf(0, [...PASSED, ...counts].join("\n"))).toEqual({
    findings: [],
    figures: ["Test Files  2 passed (2)", "Tests  200 passed (200)"],
  });
});
