// The short form of prove:poison, without the others' times.
import { expect, it } from "vitest";
import { holds } from "../support/verdict.ts";
import { provePoison } from "./poison.ts";

it("answers messages whose turn throws, hangs or never ends with an apology, once, and goes on", {
  timeout: 60_000,
}, async () => {
  const verdict = await provePoison({ others: 4, perSecond: 10, seconds: 2, timed: false });
  expect(verdict.broken).toEqual([]);
  expect(holds(verdict)).toBe(true);
});
