// What is taken off a message before it is read, and what only looks like it.
import { describe, expect, it } from "vitest";
import { peeled } from "../../../../bot/understanding/matcher/peel.ts";
import { realRules } from "../../../support/real-rules.ts";

const RULES = realRules();

describe("the politeness around a question", () => {
  it.each([
    ["你好，换卡要钱吗，谢谢", "换卡要钱吗"],
    ["老板 换卡怎么弄", "换卡怎么弄"],
    ["客服你好 换卡怎么弄", "换卡怎么弄"],
    ["亲，在吗，换卡怎么弄", "换卡怎么弄"],
    ["hi, how do i change the card", "how do i change the card"],
  ])("is taken off: %s", (text, left) => expect(peeled(text, RULES)).toBe(left));

  it.each([
    "老板换人了",
    "亲戚的卡行吗",
    "老师傅的卡能绑吗",
    "客服电话多少",
    "客服让我报店名",
    "hidden fees?",
    "history of payouts",
  ])("is not a word that only begins like an address: %s", (text) => expect(peeled(text, RULES)).toBe(text));
});
