// Office words stay out of what merchants read, wherever it is written.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { officeWordsIn } from "../../../bot/lint/plain-words.ts";
import { lintContent } from "../../../bot/load.ts";
import { aContentCopy } from "../../support/content-copy.ts";

const found = (text: string) => officeWordsIn(text).map(({ problem }) => problem);

describe("office words", () => {
  it.each(["户名和商户主体一致", "银行布放的 POS", "记下受理编号", "换掉标的卡"])("are found: %s", (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it.each(["页面写着“已受理”", "《商户受理协议》", "找到图标的位置", "目标的卡"])("are not: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("are refused with their place, in texts and in facts", async () => {
    const content = await aContentCopy();
    try {
      await content.edit("zh-CN/articles/rebind/merchant-number.md", (text) => `${text}\n问主体是谁。\n`);
      await content.edit("facts.yml", (text) => text.replace("scope: 已经被骗时", "scope: 已经受理时"));
      const refusal = lintContent(content.dir, "2026-11-29");
      await expect(refusal).rejects.toThrow(/merchant-number\.md:\d+:\d+ body: 「主体」 is an office word/);
      await expect(lintContent(content.dir, "2026-11-29")).rejects.toThrow(
        /facts\.yml:\d+:\d+ police\.hotline\.scope: 「受理」/,
      );
    } finally {
      await content.remove();
    }
  });

  it("are in none of the words of pages, chat and widget", () => {
    for (const path of [
      "src/view/wording/zh-cn.ts",
      "src/view/wording/chat-zh-cn.ts",
      "src/view/wording/errors-zh-cn.ts",
      "src/browser/help/texts.ts",
      "src/browser/widget/texts.ts",
    ])
      expect(found(readFileSync(path, "utf8").replaceAll(/"|`/g, "")), path).toEqual([]);
  });
});
