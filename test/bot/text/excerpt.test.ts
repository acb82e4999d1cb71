// Excerpts of result lists: the right passage, never too long.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerptAround, excerptOfAnswer } from "../../../bot/text/excerpt.ts";
import { tokenise } from "../../../bot/text/tokens.ts";

const TEXT =
  "换结算卡分四步。先认出机器是哪家收单机构的，再打官方热线问清楚。审核期间钱一般还进旧卡，旧卡先别停。第一笔结算到了新卡，才算成功。";
const around = (query: string, maxLength = 30) => excerptAround(TEXT, tokenise(query), maxLength);

describe("excerptAround", () => {
  it("shows the sentence that holds most of the query", () => {
    expect(around("审核期间旧卡")).toBe("审核期间钱一般还进旧卡，旧卡先别停。");
  });

  it("fills up with the sentences that follow", () => {
    expect(around("四步", 40)).toBe("换结算卡分四步。先认出机器是哪家收单机构的，再打官方热线问清楚。");
  });

  it("begins at the beginning when nothing matches", () => {
    expect(around("天气", 10)).toBe("换结算卡分四步。");
  });

  it("cuts a long sentence at a pause and says so", () => {
    const text = "没有逗号的前半句有点长，中间是要找的词，后半句也不短";
    expect(excerptAround(text, tokenise("要找的词"), 16)).toBe("中间是要找的词，后半句也不短");
    expect(excerptAround(text, tokenise("前半句"), 16)).toBe("没有逗号的前半句有点长，…");
  });

  it("matches words whatever their case", () => {
    expect(excerptAround("先看机器。打开 Lakala App。", tokenise("lakala"), 15)).toBe("打开 Lakala App。");
  });

  it("turns line breaks into blanks, and joins nothing over a blank line", () => {
    expect(excerptAround("第一步\n第二步\n\n别的事", [], 80)).toBe("第一步 第二步");
  });

  it("is never longer than asked for and never half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 4, max: 80 }), (text, maxLength) => {
        const excerpt = excerptAround(text, tokenise(text.slice(0, 4)), maxLength);
        expect(excerpt.length).toBeLessThanOrEqual(maxLength);
        expect(excerpt.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("excerptOfAnswer", () => {
  const of = (query: string, maxLength: number) => excerptOfAnswer(TEXT, tokenise(query), maxLength);

  it("says the answer first, then the passage that matches", () => {
    expect(of("审核期间旧卡", 40)).toBe("换结算卡分四步。… 审核期间钱一般还进旧卡，旧卡先别停。");
  });

  it("says the answer alone where no room is left for a passage, and once where it is the passage", () => {
    expect(of("审核期间旧卡", 20)).toBe("换结算卡分四步。");
    expect(of("四步", 40)).toBe(around("四步", 40));
  });

  it("is never longer than asked for and never half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 4, max: 80 }), (text, maxLength) => {
        const excerpt = excerptOfAnswer(text, tokenise(text.slice(-4)), maxLength);
        expect(excerpt.length).toBeLessThanOrEqual(maxLength);
        expect(excerpt.isWellFormed()).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
