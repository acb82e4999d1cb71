// What Chinese keyboards make of Markdown is named, and what renders as it is meant is left alone.
import { Marked } from "marked";
import { describe, expect, it } from "vitest";
import { markdownSlips } from "../../../bot/lint/markdown.ts";

const NAMED = [
  ["１、先\n２、后", "list"],
  ["１. 先\n２. 后", "list"],
  ["1)先\n2)后", "list"],
  ["·先\n·后", "is no list"],
  ["- 先\n*后", "is no list yet"],
  ["    先打电话", "as code"],
  ["先说一句\n\n\t再打电话", "as code"],
  ["==先打电话==", "is no mark"],
  ["打**「官方热线」**办", "asterisks"],
  ["**注意：**先打电话", "asterisks"],
  ["先看**（一）**再说", "asterisks"],
  ["** 注意 **先打电话", "asterisks"],
  ["*注意：*先打电话", "asterisks"],
  ["***注意：***先打电话", "asterisks"],
  ["**先打电话，再带证件", "no second"],
  ["先**打电话**，再**带证件\n\n然后**去网点**", "no second"],
  ["先_注意_打电话", "underscores"],
  ["先__注意__打电话", "underscores"],
  ["要3~5天，最长7~10天", "struck through"],
  ["上午9~12点，下午2~5点", "struck through"],
  ["费用是 3*5*2 元", "× for times"],
  ["尺寸5 * 3厘米", "× for times"],
  ["##怎么办", "blank after the #"],
  ["#怎么办", "blank after the #"],
  ["＃ 怎么办", "no heading"],
  ["1、打电话\n2、带证件", "run into one line"],
  ["1．打电话\n2．带证件", "run into one line"],
  ["1.打电话\n2.带证件", "run into one line"],
  ["①打电话\n②带证件", "run into one line"],
  ["（1）打电话\n（2）带证件", "run into one line"],
  ["一、打电话\n二、带证件", "run into one line"],
  ["• 打电话", "no list"],
  ["・打电话", "no list"],
  ["＊打电话\n＊带证件", "no list"],
  ["□ 打电话", "no list"],
  ["-打电话", "no list"],
  ["见【怎么换】（faq:fee）", "no link"],
  ["见[怎么换]（faq:fee）", "no link"],
  ["见［怎么换］(faq:fee)", "no link"],
  ["见[怎么换](faq:fee）", "no link"],
  ["见[怎么换］（/help/money/fee）", "no link"],
  ["见[怎么换］(faq:fee)", "no link"],
  ["见[怎么换】（#一）", "no link"],
  ["见［怎么换］（ www.lakala.com ）", "no link"],
  ["见[怎么换]（faq：fee）", "no link"],
  ["见[怎么换] (faq:fee)", "no link"],
  ["见「怎么换」（faq:fee）", "no link"],
  ["＊＊注意＊＊", "not bold"],
  ["＞ 引用", "no quotation"],
  ["｜甲｜乙｜", "no table"],
  ["先打电话\n---", "a heading"],
] as const;

const FINE = [
  "- 先打电话\n\n    再说商户编号",
  "*先*打电话",
  "打「**官方热线**」办",
  "**注意**：先打电话",
  "**注意：** 先打电话",
  "他说：**先别急。**",
  "要 3 至 5 天",
  "~~旧的~~",
  "**先打电话\n再带证件**",
  "先打电话\n\n***\n\n再带证件",
  "写两个星号 `**`，或者 \\*\\*",
  "## 怎么办",
  "1. 打电话\n2. 带证件",
  "- 打电话\n- 带证件",
  "第 1、2 步先做",
  "共 3 步：1、2、3",
  "一、二线城市都一样",
  "[怎么换](faq:fee)",
  "【重要】先打电话（95016）",
  "认准【拉卡拉】（总部在北京），别家不算",
  "[怎么换](faq:fee)（见第 2 段）",
  "[怎么换](#怎么办)和[多久](faq:when-effective)",
  "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
  "先打电话\n\n---\n\n再等",
  "按 `*123#` 再按 `1*2*3`",
  "> 引用",
  "*先打电话*再说",
  "先 _注意_ 再打",
  "提示 error_card_name",
  "* 打电话\n* 带证件",
];

describe("the lint of Markdown", () => {
  it.each(NAMED)("names %j", (text, words) => {
    expect(
      markdownSlips(text)
        .map(({ problem }) => problem)
        .join("\n"),
    ).toContain(words);
  });

  it.each(FINE)("leaves %j alone", (text) => {
    expect(markdownSlips(text)).toEqual([]);
  });

  it.each(["*", "**", "***", "_", "__"])(
    "names emphasis by %s exactly where the pages would show it",
    (mark) => {
      const parser = new Marked({ gfm: true });
      for (const before of ["", "先", "，", "先 "]) {
        for (const inner of ["注意", "「注意」", "注意：", "（注意", " 注意"]) {
          for (const after of ["", "打", "。", " 打"]) {
            const text = `${before}${mark}${inner}${mark}${after}`;
            if (text.startsWith("* ")) continue; // a list
            const isShown = /[*_]/.test(parser.parseInline(text, { async: false }));
            const named = markdownSlips(text).filter(({ problem }) =>
              problem.includes("would be shown with"),
            );
            expect({ text, isNamed: named.length > 0 }).toEqual({ text, isNamed: isShown });
          }
        }
      }
    },
  );
});
