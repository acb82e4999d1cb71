// How deep a body may be.
import { expect, it } from "vitest";
import { problemOfDepth } from "../../../src/http/bodies.ts";

/** `depth` arrays around a number. */
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

it("takes data twenty levels deep and refuses deeper, however deep", () => {
  expect(problemOfDepth(nested(20))).toBeUndefined();
  expect(problemOfDepth(nested(21))).toMatchObject({ code: "bad-argument" });
  const deepest = JSON.parse(`${"[".repeat(16_000)}${"]".repeat(16_000)}`);
  expect(problemOfDepth({ value: deepest })).toMatchObject({ code: "bad-argument" });
});
