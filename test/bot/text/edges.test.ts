// Taking off what stands at both ends of a text.
import { expect, it } from "vitest";
import { withoutEdges } from "../../../bot/text/edges.ts";

it.each([
  ["  是银联吗？ ", "是银联"],
  ["了了了", ""],
  ["", ""],
  ["银 联", "银 联"],
])("makes %j to %j", (text, bare) => {
  expect(withoutEdges(text, /[\s\p{P}吗了]/u)).toBe(bare);
});
