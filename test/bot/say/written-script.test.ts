// When a conversation is answered in traditional characters, and when no longer.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { realContent } from "../../support/real-content.ts";
import { playStory } from "../../support/run-story.ts";

let knowledge: Knowledge;

beforeAll(async () => {
  knowledge = await realContent();
});

/** The script of each answer: t or s. */
const scripts = (...lines: string[]) =>
  playStory(knowledge, lines)
    .turns.map(({ replies }) => (replies.every(({ script }) => script === "traditional") ? "t" : "s"))
    .join("");

describe("a conversation is answered in traditional characters", () => {
  it.each([
    ["in Hong Kong", "部機點樣換張收錢嘅卡"],
    ["in Taiwan", "請問刷卡機的帳戶要怎麼換"],
    ["in four characters", "轉人工"],
    ["in four characters", "換卡"],
    ["with a name as the label has it", "我部隨行付機想換過張卡"],
  ])("from the message on that is written in them, %s: %s", (_where, text) => {
    expect(scripts("你好", text)).toBe("st");
  });

  it("as long as messages do not tell, or hold some of both", () => {
    expect(
      scripts("我想換收錢嘅銀行卡", "OK", "1", "好", "下一步", "app上面寫住「结算账户」", "拉卡拉"),
    ).toBe("ttttttt");
  });

  it("also after a walk was left, began again or was interrupted by a fraud", () => {
    expect(scripts("我想換收錢嘅銀行卡", "重新開始", "有人打電話話要我畀驗證碼", "冇畀到", "重新开始")).toBe(
      "ttttt",
    );
  });

  it("until a message is written in simplified ones", () => {
    expect(scripts("我想換收錢嘅銀行卡", "换卡要多少钱", "好", "我要換拉卡拉")).toBe("tsst");
  });

  it("and not by what we wrote ourselves on an older button", () => {
    expect(scripts("我想換收錢嘅銀行卡", "转人工", "我遇到骗子了", "更换结算卡要收费吗？")).toBe("tttt");
  });
});

describe("a conversation stays in simplified characters", () => {
  it.each([
    ["a company's name", "隨行付"],
    ["a company's name in a sentence of neither", "我的是銀聯商務的"],
    ["one character among many", "我的新卡是工商銀行的那一家"],
    ["one character as in a person's name", "我想和王陞的同事一起去那里"],
    ["words of both", "我要换張結算卡"],
    ["Cantonese in characters that both have", "咁我而家要点做先"],
    ["pinyin", "wo yao huan ka"],
    ["nothing but a number", "822"],
  ])("after %s: %s", (_what, text) => {
    expect(scripts("我要换结算卡", text)).toBe("ss");
  });
});
