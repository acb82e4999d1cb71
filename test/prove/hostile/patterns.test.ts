// That the proof of patterns knows the shape that backtracks.
import { expect, it } from "vitest";
import { hasNestedRepetition } from "../../support/patterns.ts";

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
