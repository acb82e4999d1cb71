// The short form of prove:leak.
import { expect, it } from "vitest";
import { brokenBy, proveLeak } from "./leak.ts";

it("holds nothing of clients who have come and gone", { timeout: 60_000 }, async () => {
  const figures = await proveLeak({ streams: 300, halfOpen: 200, refusals: 200, unknown: 200 });
  expect(brokenBy(figures)).toEqual([]);
});
