// What has happened already, out of a merchant's own words.
import { describe, expect, it } from "vitest";
import { normalise } from "../../../../bot/text/normalise.ts";
import { type Harm, harmOf } from "../../../../bot/understanding/safety/scam-harm.ts";
import { realRules } from "../../../support/real-rules.ts";

const RULES = realRules();
const TOLD: readonly (readonly [string, Harm])[] = [
  ["我已经转了两千块给他", "money"],
  ["卡让人盗刷了", "money"],
  ["首刷扣了我299", "money"],
  ["押金不给退", "money"],
  ["我的钱被转走了，验证码也给了他", "money"],
  ["结算卡被改成他的了", "terminal"],
  ["机器被他换了", "terminal"],
  ["收款碼被人換了", "terminal"],
  ["我把验证码告诉他了", "secrets"],
  ["卡号和密码都填了", "secrets"],
  ["我已经告诉他了", "secrets"],
  ["我没点那个链接", "none"],
  ["啥也没给", "none"],
  ["电话我挂了", "none"],
  ["i already gave him one code", "secrets"],
  ["I clicked the link in the sms", "secrets"],
  ["i paid him the deposit and he vanished", "money"],
  ["they took money from my account", "money"],
  ["my machine was swapped by the man", "terminal"],
  ["I didn't give him anything", "none"],
  ["he asked for the code but I hung up", "none"],
];

describe("harmOf", () => {
  it.each(TOLD)("hears in 「%s」: %s", (text, harm) => {
    expect(harmOf(RULES, normalise(text))).toBe(harm);
  });

  it.each([
    "有人打电话说我的机器要停用",
    "对方让我报验证码",
    "我遇到骗子了",
    "he asked for my code",
    "the bank gave me a new card number",
    "is my money gone after the change?",
  ])("does not guess from 「%s」", (text) => {
    expect(harmOf(RULES, normalise(text))).toBeUndefined();
  });
});
