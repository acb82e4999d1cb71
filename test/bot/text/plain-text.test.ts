// Markdown as words and lines, and the part of a page that the bot says.
import { describe, expect, it } from "vitest";
import { leadOf, partUnder, plainText } from "../../../bot/text/plain-text.ts";

describe("plain text", () => {
  it.each([
    ["strong emphasis", "***先***打电话", "先打电话"],
    ["what is struck through", "~~旧的~~新的", "旧的新的"],
    ["escapes of every kind", "写 \\*号\\* 和 \\~\\~ 不算", "写 *号* 和 ~~ 不算"],
    ["an escape in emphasis", "**甲\\*乙**", "甲*乙"],
    ["links and pictures", "见[收费](faq:fee)和![图](x)。", "见收费和图。"],
    ["emphasis", "**先**停下，*别*转账，_慢慢_来，`POS`机", "先停下，别转账，慢慢来，POS机"],
    ["headings and quotes", "## 官方渠道\n\n> 打热线", "官方渠道\n\n打热线"],
    ["lists", "- 标签\n- 合同\n\n1. 先看\n2) 再打", "· 标签\n· 合同\n\n1. 先看\n2. 再打"],
    ["lists in lists", "1. 看\n   - 标签", "1. 看\n   · 标签"],
    ["tables", "| 银行 | 电话 |\n| --- | :-: |\n| 工行 | 热线 |", "银行：电话\n工行：热线"],
    ["step ids", "打热线。 {#call}", "打热线。"],
    ["escapes", "尾号 \\*\\*1234", "尾号 **1234"],
    ["masked numbers", "尾号 **** 1234，6222****1234", "尾号 **** 1234，6222****1234"],
    ["names with underscores", "faq_fee_now", "faq_fee_now"],
    ["lines that belong together", "先看标签，\n再打热线。\n\n下一段", "先看标签，再打热线。\n\n下一段"],
    ["lines of Latin words", "first line\nsecond line", "first line second line"],
    ["items that go on", "- 标签上\n  的名字\n- 合同", "· 标签上的名字\n· 合同"],
    ["hard breaks", "第一行  \n第二行\\\n第三行", "第一行\n第二行\n第三行"],
  ])("keeps the words of %s", (_, markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });
});

describe("the lead of a page", () => {
  it("is what stands before the first heading", () => {
    expect(leadOf("\n答案。\n\n更多。\n\n## 不顺利\n\n别的")).toBe("答案。\n\n更多。");
    expect(leadOf("## 不顺利\n\n别的")).toBe("");
    expect(leadOf("答案\n### 小节\n细节")).toBe("答案\n### 小节\n细节");
  });
});

describe("the part under a heading", () => {
  const body = "答案。\n\n## 押金\n\n一般不动。\n\n- 问热线\n\n## 押金和别的\n\n别的。\n";

  it("is what stands between it and the next", () => {
    expect(partUnder(body, "押金")).toBe("一般不动。\n\n- 问热线");
    expect(partUnder(body, "押金和别的")).toBe("别的。");
  });

  it("is none where no heading has these very words", () => {
    expect(partUnder(body, "答案。")).toBeUndefined();
    expect(partUnder(body, "别的")).toBeUndefined();
  });
});
