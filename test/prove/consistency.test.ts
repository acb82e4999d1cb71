// `npm run prove:consistency` inside the tests: 0 mismatches, and a sample of the mutants.
import { beforeAll, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../bot/load.ts";
import { type Observed, observe } from "../support/claims.ts";
import { mismatchesOf, mutationScore } from "./consistency.ts";

const EVERY_FORTIETH = 40;

let observed: Observed;
beforeAll(async () => {
  observed = observe(await loadKnowledge("content"), "2026-11-24");
});

describe("bot and pages", () => {
  it("say the same, link what backs them and offer the dialog that does it", () => {
    expect(observed.claims.length).toBeGreaterThan(500);
    expect(mismatchesOf(observed)).toEqual([]);
  });

  it("would be caught saying something else", () => {
    const claims = observed.claims.filter((_, index) => index % EVERY_FORTIETH === 0);
    expect(mutationScore({ ...observed, claims }).survivors).toEqual([]);
  });

  it("would be caught where a page keeps its dialog to itself", () => {
    const starts = observed.starts.map((one) => ({ ...one, start: undefined }));
    expect(mismatchesOf({ ...observed, starts }).length).toBeGreaterThan(0);
  });
});
