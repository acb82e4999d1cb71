// What merchants tell about their own case, and what only sounds like it.
import { describe, expect, it } from "vitest";
import { readAnswers, readDenied, readSituation, tellsOnly } from "../../../bot/understanding/hear-facts.ts";
import { realRules } from "../../support/real-rules.ts";

const RULES = realRules();

describe("reading the situation out of a message", () => {
  it.each([
    ["我是个体户", { entity: "individual" }],
    ["我們是有限公司", { entity: "company" }],
    ["公司的", { entity: "company" }],
    ["我没有营业执照", { entity: "micro" }],
    ["不是个体，是公司", { entity: "company" }],
    ["不是公司，是个体户", { entity: "individual" }],
    ["法人不在", { person: "no" }],
    ["老板出差了来不了", { person: "no" }],
    ["我就是法人", { person: "yes" }],
    ["换老板了", { person: "changed" }],
    ["原来的法人联系不上了", { person: "changed" }],
    ["店盘给我弟了", { person: "changed" }],
    ["手机号停机了", { phone: "no" }],
    ["收不到验证码", { phone: "no" }],
    ["手机号没换", { phone: "yes" }],
    ["忘记旧卡了", { "old-card": "no" }],
    ["旧卡号不记得还能换吗", { "old-card": "no" }],
    ["知道旧卡是哪张", { "old-card": "yes" }],
    ["新卡不是本人的", { "same-name": "no" }],
    ["卡是我老婆的", { "same-name": "no" }],
    ["我自己的卡", { "same-name": "yes" }],
    ["是大机", { terminal: "traditional" }],
    ["電簽的", { terminal: "electronic" }],
    ["收款码", { terminal: "qr" }],
    ["我是个体户，手机号换了", { entity: "individual", phone: "no" }],
  ])("takes 「%s」 as %j", (text, told) => {
    expect(readSituation(text, RULES)).toEqual(told);
  });

  it.each([
    "拉卡拉换卡",
    "机器是哪个公司的",
    "刷卡机公司的pos怎么换卡",
    "客服电话打不通",
    "换卡以后一直没收到短信说进账",
    "手机号码怎么注销",
    "新卡是招行的",
    "忘了密码",
    "只能用我自己的卡吗",
    "需要法人到场吗",
    "",
  ])("tells nothing of the case from 「%s」", (text) => {
    expect(readSituation(text, RULES)).toEqual({});
  });

  it("leaves out what is said both ways", () => {
    expect(readSituation("有的是个体户有的是有限公司", RULES)).toEqual({});
  });

  it("knows a message that tells and asks nothing", () => {
    expect(tellsOnly("我是公司的", RULES)).toBe(true);
    expect(tellsOnly("法人不在", RULES)).toBe(true);
    expect(tellsOnly("我是公司的，换卡要钱吗", RULES)).toBe(false);
    expect(tellsOnly("换卡", RULES)).toBe(false);
  });
});

describe("a few words beside a fact that is spoken of", () => {
  it.each([
    ["是我自己的", { "same-name": "yes" }],
    ["就是我的", { "same-name": "yes" }],
    ["不是我自己的", {}],
    ["是我老婆的", {}],
    ["短信能收", { phone: "yes" }],
    ["收不到", { phone: "no" }],
    ["尾号查到了", { "old-card": "yes" }],
    ["我不知道", {}],
    ["I will use my own card", { "same-name": "yes" }],
  ])("takes 「%s」 as %j", (text, told) => {
    expect(readAnswers(text, RULES, ["same-name", "phone", "old-card"])).toEqual(told);
  });

  it("says nothing where nobody spoke of it", () => {
    expect(readAnswers("是我自己的", RULES, ["phone"])).toEqual({});
  });
});

describe("a denial", () => {
  it.each([
    ["我没说不记得旧卡啊", { "old-card": "no" }, ["old-card"]],
    ["谁说是别人的卡了", { "same-name": "no" }, ["same-name"]],
    ["老板没换，还是我", { person: "changed" }, ["person"]],
    ["手机号没换", { phone: "no" }, ["phone"]],
    ["老板换了", { person: "changed" }, []],
    ["我没说不记得旧卡啊", {}, []],
  ] as const)("「%s」 takes back of %j what it denies", (text, known, slots) => {
    expect(readDenied(text, RULES, known)).toEqual(slots);
  });
});
