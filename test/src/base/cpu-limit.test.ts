// A limit to what one synchronous computation may take.
import { expect, it } from "vitest";
import { withCpuLimit } from "../../../src/base/cpu-limit.ts";

it("ends a loop and a pattern that run away", () => {
  const forever = withCpuLimit(() => {
    for (;;);
  }, 50);
  const pattern = withCpuLimit((text: string) => /^(a+)+$/.test(text), 50);
  expect(forever).toThrow("timed out");
  expect(() => pattern(`${"a".repeat(40)}b`)).toThrow("timed out");
});

it("gives back what the function gives, also one within another, and throws what it throws", () => {
  const double = withCpuLimit((value: number) => value * 2, 1_000);
  const outer = withCpuLimit((value: number) => double(value) + double(1), 1_000);
  expect(outer(20)).toBe(42);
  const failing = withCpuLimit(() => {
    throw new TypeError("ours");
  }, 1_000);
  expect(failing).toThrow(TypeError);
});
