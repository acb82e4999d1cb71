// Watermarks as clients send them, right and wrong.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BEYOND_THE_END, parseWatermark } from "../../../src/chat/watermark.ts";

describe("parseWatermark", () => {
  it.each([undefined, "", "abc", "-1", "1.5", "1e3", " 7", "0x10", "９", "9".repeat(16)])(
    "reads from the start on %j",
    (watermark) => expect(parseWatermark(watermark)).toBe(0),
  );

  it("reads back every count it was given", () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999_999 }), (count) => {
        expect(parseWatermark(String(count))).toBe(count);
      }),
    );
  });

  it("never answers anything but an exact count", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sequence = parseWatermark(text);
        expect(Number.isSafeInteger(sequence) && sequence >= 0).toBe(true);
      }),
    );
  });

  it("has a mark that lies beyond every conversation", () => {
    expect(parseWatermark(BEYOND_THE_END)).toBeGreaterThan(1e14);
  });
});
