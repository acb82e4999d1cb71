// What a model keeps packed is read back as it was.
import fc from "fast-check";
import { expect, test } from "vitest";
import { countOf, packTexts, textAt } from "../../../../bot/text/packed-texts.ts";
import { wholeNumbers } from "../../../../bot/understanding/matcher/whole-numbers.ts";

test("gives each text back at its place, also empty ones and halves of characters", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(..."换a\n\0\ud83d\udcb3") })), (texts) => {
      const packed = packTexts(texts);
      expect(countOf(packed)).toBe(texts.length);
      expect(texts.map((_, at) => textAt(packed, at))).toEqual(texts);
      expect(textAt(packed, texts.length)).toBe("");
    }),
  );
});

test("keeps whole numbers as they are, in no more bytes than the greatest takes", () => {
  const widthOf = (numbers: number[]) => {
    const kept = wholeNumbers(numbers);
    expect([...kept]).toEqual(numbers);
    return kept.BYTES_PER_ELEMENT;
  };
  expect([[], [255, 0], [256, 1], [65_535], [65_536, 3], [2 ** 32 - 1]].map(widthOf)).toEqual([
    1, 1, 2, 2, 4, 4,
  ]);
});
