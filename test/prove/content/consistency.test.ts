// That the proof of consistency can fail; its own mutants are part of the proof.
import { expect, it } from "vitest";
import { observe } from "../../support/claims.ts";
import { realContent } from "../../support/real-content.ts";
import { mismatchesOf } from "./consistency.ts";

it("catches a page that keeps its dialog to itself", async () => {
  const observed = observe(await realContent(), "2026-11-24");
  const starts = observed.starts.map((one) => ({ ...one, start: undefined }));
  expect(mismatchesOf({ ...observed, starts }).length).toBeGreaterThan(0);
});
