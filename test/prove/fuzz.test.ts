// The short form of prove:fuzz, on one seed.
import { expect, it } from "vitest";
import { proveFuzz } from "./fuzz.ts";

it("finds no input that breaks a promise", { timeout: 120_000 }, async () => {
  const results = await proveFuzz({ share: 0.01, seed: 20_261_124 });
  expect(results.filter(({ broken }) => broken !== undefined)).toEqual([]);
  expect(results.every(({ runs }) => runs > 0)).toBe(true);
});
