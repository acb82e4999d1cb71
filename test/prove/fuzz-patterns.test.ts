// The structural half of prove:fuzz's patterns, and the judge itself. Times are measured by the proof.
import { expect, it } from "vitest";
import { loadKnowledge } from "../../bot/load.ts";
import { hasNestedRepetition } from "../support/patterns.ts";
import { nestedPatterns, patternsThatMeetText } from "./fuzz-patterns.ts";

it.each([
  ["(a+)+", true],
  ["(?:a|b*)*c", true],
  ["^(?:[^,]+,?){2,}$", true],
  ["((a+)+c)*", true],
  ["((ab+)c)*", false],
  ["(a+){1,3}", false],
  ["(?:ab)+c*", false],
  ["[+*]+\\(a\\)*", false],
  ["(a{1,5})+", false],
  ["(?:[a-z0-9-]+\\.)+[a-z]{2,}", false],
  ["^[a-z-]+(?:\\.[a-z-]+)+", false],
  ["(?:[a-z.]+\\.)+", true],
  ["(?:a+\\.|b+)+", true],
  ["(?:a+ba*)+", true],
])("%s repeats without a bound inside a repetition: %s", (source, isNested) => {
  expect(hasNestedRepetition({ source, flags: "" })).toBe(isNested);
});

it("no pattern of the code has that shape, neither in the source nor composed at run time", async () => {
  expect(nestedPatterns()).toEqual([]);
  const met = await patternsThatMeetText(await loadKnowledge("content"));
  expect(met.length).toBeGreaterThan(100);
  expect(met.filter(hasNestedRepetition).map(({ source }) => source)).toEqual([]);
});
