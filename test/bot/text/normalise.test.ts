// Folding is done once and for all: held over everything that it can meet, not over samples.
import { describe, expect, it } from "vitest";
import { normalise } from "../../../bot/text/normalise.ts";
import { conversionPairs } from "../../support/conversion-pairs.ts";

const HIGHEST = 0x10ffff;
const FEWEST_PAIRS = 4_000;

function assignedCharacters(): string[] {
  const codes = Array.from({ length: HIGHEST + 1 }, (_, code) => code);
  return codes.map((code) => String.fromCodePoint(code)).filter((one) => !/\p{Cn}|\p{Cs}/u.test(one));
}

const unsettled = (texts: readonly string[]) =>
  texts.filter((text) => normalise(normalise(text)) !== normalise(text));

describe("normalise", () => {
  it("settles every character that Unicode assigns", () => {
    expect(unsettled(assignedCharacters())).toEqual([]);
  });

  it("settles every word and character that the conversion knows, alone and between others", async () => {
    const words = (await conversionPairs()).flat();
    expect(words.length).toBeGreaterThan(2 * FEWEST_PAIRS);
    expect(unsettled(words)).toEqual([]);
    expect(unsettled(words.map((word) => `换${word}卡 ${word}${word}`))).toEqual([]);
  });

  it("reads a traditional form whose simplified form is itself converted as the last of them", () => {
    expect(normalise("薴")).toBe(normalise("苧"));
    expect(normalise("陳昇")).toBe(normalise("陈昇"));
  });

  it("settles marks that meet their letter only when what stood between them is gone", () => {
    expect(
      unsettled(["e\u200b\u0301", "银行\u200bka", "银行k\u200ba卡", "九\u200b五零一六", "ſ\u0323\u0307"]),
    ).toEqual([]);
  });
});
