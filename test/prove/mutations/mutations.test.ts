// The list of defects, and that a patch which fits nowhere, or twice, is told.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MUTATIONS } from "../faults/mutations.ts";
import { loadProof } from "../registry.ts";
import { patchText } from "./patched-tree.ts";

it("holds every defect under an id of its own, each for a proof that there is", async () => {
  expect(new Set(MUTATIONS.map(({ id }) => id)).size).toBe(MUTATIONS.length);
  expect(MUTATIONS.length).toBeGreaterThanOrEqual(50);
  for (const { id, proof, options } of MUTATIONS) {
    const known = Object.keys((await loadProof(proof)).short.options);
    for (const name of Object.keys(options)) expect(known, id).toContain(name);
  }
});

it.each(MUTATIONS)("finds its place in the source: $id", (mutation) => {
  const text = readFileSync(mutation.file, "utf8");
  expect(patchText(text, mutation)).not.toBe(text);
});

it("refuses a patch that fits nowhere, or twice", () => {
  const mutation = { file: "a.ts", find: "one", replace: "two" };
  expect(patchText("one.", mutation)).toBe("two.");
  expect(() => patchText("none", { ...mutation, find: "some" })).toThrow("not 0 times");
  expect(() => patchText("one and one", mutation)).toThrow("not 2 times");
});
