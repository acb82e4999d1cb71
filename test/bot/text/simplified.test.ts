// What is left to the tables of the conversion, and what needs none of them.
import { Converter } from "opencc-js/t2cn";
import { describe, expect, it } from "vitest";
import { simplified } from "../../../bot/text/simplified.ts";
import { conversionPairs } from "../../support/conversion-pairs.ts";

const convert = Converter({ from: "t", to: "cn" });
const changedOtherwise = (texts: readonly string[]) =>
  texts.filter((text) => simplified(text) !== convert(text));

describe("simplifying", () => {
  it("does with every word and character of the tables what the tables do, alone and between others", async () => {
    const words = (await conversionPairs()).flat();
    expect(changedOtherwise(words)).toEqual([]);
    expect(changedOtherwise(words.map((word) => `换${word}卡 ${word}${word}`))).toEqual([]);
  });

  it("does so with the words of the tables cut and joined anew", async () => {
    const words = (await conversionPairs()).flat();
    const joined = words.map((word, at) => word.slice(1) + (words[(at * 7_919) % words.length] ?? ""));
    expect(changedOtherwise(joined)).toEqual([]);
  });

  it("changes words by a character that alone stays as it is", () => {
    expect(simplified("一目瞭然")).toBe("一目了然");
  });
});
