// The short form of prove:slow-reader.
import { expect, it } from "vitest";
import { proveSlowReader } from "./slow-reader.ts";

it("cuts readers who stop reading; they come back and have everything once", {
  timeout: 60_000,
}, async () => {
  const { verdict } = await proveSlowReader({ clients: 2, megabytes: 2 }, { timed: false });
  expect(verdict).toMatchObject({ lost: 0, doubled: 0, disordered: 0, broken: [] });
});
