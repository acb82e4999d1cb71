// Each term is found under its place in the list, whatever it is made of, and no other is.
import fc from "fast-check";
import { expect, test } from "vitest";
import { packTexts } from "../../../bot/text/packed-texts.ts";
import { openTermIds } from "../../../bot/text/term-ids.ts";

/** Few characters, so that many terms are near each other: with NUL, halves of pairs and one that sorts last. */
const term = fc.string({ unit: fc.constantFrom(..."换卡a#^$\0\ud83d\udcb3\uffff"), maxLength: 4 });

test("finds every term that it was given, and none that it was not", () => {
  fc.assert(
    fc.property(fc.uniqueArray(term, { maxLength: 300 }), fc.array(term), (terms, others) => {
      const idOf = openTermIds(packTexts(terms));
      expect(terms.map(idOf)).toEqual(terms.map((_, id) => id));
      for (const other of others) expect(idOf(other) ?? -1).toBe(terms.indexOf(other));
    }),
  );
});
