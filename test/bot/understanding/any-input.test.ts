// Whatever people paste: understanding never throws, folds once and for all, and reads a bounded part.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { normalise } from "../../../bot/text/normalise.ts";
import { tokenise } from "../../../bot/text/tokens.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { realContent } from "../../support/real-content.ts";

let recognise: ReturnType<typeof createRecogniser>;
beforeAll(async () => {
  recognise = createRecogniser(await realContent());
});

/** Pieces that our patterns look for, between arbitrary characters of every plane. */
const pieces = [
  ..."换卡绑微信银行咔咖ka〇零一二九",
  "拉卡拉",
  "不是",
  "pos",
  "机器",
  "验证码",
  "yhk ",
  "huan",
  "ＫＡ",
  "結算",
  "\u200b",
  " ",
  "？",
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(""));

describe("any input", () => {
  it("is normalised once and for all", () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(normalise(normalise(one))).toBe(normalise(one));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is recognised without a throw, with a confidence between 0 and 1", () => {
    fc.assert(
      fc.property(text, fc.boolean(), (one, inGuide) => {
        const { confidence, alternatives } = recognise(one, { inGuide, lastIntent: "faq_fee" });
        for (const sure of [confidence, ...alternatives.map((other) => other.confidence)]) {
          expect(sure).toBeGreaterThanOrEqual(0);
          expect(sure).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same tokens however it is written", () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(tokenise(normalise(` ${one.toUpperCase().toLowerCase()}\u200b`))).toEqual(
          tokenise(normalise(one.toUpperCase().toLowerCase())),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("costs no more the longer it is: beyond a thousand characters only both ends are read", () => {
    const begin = "我想问一下换卡的事情，".repeat(80).slice(0, 600);
    const end = "，请问换卡要收多少手续费".repeat(80).slice(-400);
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 3_000 }), (middle) => {
        expect(recognise(begin + middle + end)).toEqual(recognise(`${begin}。${end}`));
      }),
      { numRuns: 50 },
    );
  });
});
