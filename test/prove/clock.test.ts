// The short form of prove:clock. It needs libfaketime and fails without it.
import { expect, it } from "vitest";
import { holds, verdictLine } from "../support/verdict.ts";
import { proveClock } from "./clock.ts";

it("keeps order, tokens and everything young when the clock jumps by hours and a day, and back", {
  timeout: 60_000,
}, async () => {
  const verdict = await proveClock({ conversations: 4, perSecond: 8, seconds: 1, limits: false });
  process.stdout.write(`${verdictLine("clock", verdict)}\n`);
  expect(verdict.broken).toEqual([]);
  expect(holds(verdict)).toBe(true);
});
