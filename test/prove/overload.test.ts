// The short form of prove:overload.
import { expect, it } from "vitest";
import { proveOverload } from "./overload.ts";

it("refuses the excess with Retry-After and keeps every promise for the rest", {
  timeout: 60_000,
}, async () => {
  const { verdict } = await proveOverload({ merchants: 16, calmSeconds: 1, seconds: 3 }, { timed: false });
  expect(verdict).toMatchObject({ lost: 0, doubled: 0, disordered: 0, broken: [] });
});
