// Whether two values are the same JSON, told without writing them: never so where the texts differ.
import { describe, expect, it } from "vitest";
import { surelySameJson } from "../../../../src/storage/rows/same-json.ts";

class Point {
  readonly x = 1;
}
const VALUES: readonly unknown[] = [
  ...[null, undefined, true, 0, -0, 1, Number.NaN, "", "a", () => 1],
  ...[[], [1], [undefined], [null], [[1]], {}, { a: 1 }, { a: 1, b: 2 }, { b: 2, a: 1 }],
  ...[{ a: undefined }, { a: null }, { a: [1] }, { a: { b: 1 } }, { a: { b: 1, c: undefined } }],
  ...[{ a: 1, c: undefined, b: 2 }, new Date(0), new Map([[1, 2]]), new Point(), { toJSON: () => 1 }],
  ...[{ a: () => 1 }, JSON.parse('{"__proto__":{"a":1}}')],
];

describe("two values", () => {
  it("are surely the same only where they are written alike", () => {
    for (const a of VALUES)
      for (const b of VALUES) if (surelySameJson(a, b)) expect(JSON.stringify([a])).toBe(JSON.stringify([b]));
  });

  it("are the same with their fields in one order, whatever is left out", () => {
    const row = { a: 1, b: [{ c: "x" }], d: null };
    expect(surelySameJson(row, { a: 1, gone: undefined, b: [{ c: "x" }], d: null, e: undefined })).toBe(true);
    expect(surelySameJson(row, { b: [{ c: "x" }], a: 1, d: null })).toBe(false);
    expect(surelySameJson(row, { a: 1, b: [{ c: "y" }], d: null })).toBe(false);
  });
});
