// Whose terminal a message is about: denials, banks of cards, latin names, overlaps.

import { describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { createProviderFinder, terminalProvider } from "../../../bot/understanding/providers.ts";
import { aProvider } from "../../support/a-knowledge.ts";
import { realRules } from "../../support/real-rules.ts";

const providers = new Map(
  [
    aProvider({ id: "lakala", class: "pos-vendor", name: "拉卡拉", aliases: ["lakala", "lkl", "拉卡啦"] }),
    aProvider({ id: "shengpay", class: "pos-vendor", name: "盛付通", aliases: ["sft", "shengfutong"] }),
    aProvider({ id: "chinaums", class: "pos-vendor", name: "银联商务", aliases: ["ums", "银商pos"] }),
    aProvider({ id: "unionpay", class: "payment-platform", name: "云闪付", aliases: ["银联"] }),
    aProvider({
      id: "wechatpay",
      class: "payment-platform",
      name: "微信支付",
      aliases: ["微信", "weixin", "wx"],
    }),
    aProvider({ id: "alipay", class: "payment-platform", name: "支付宝", aliases: ["zfb", "alipay"] }),
    aProvider({ id: "ccb", class: "bank-app", name: "中国建设银行", aliases: ["建行", "建设银行", "ccb"] }),
    aProvider({ id: "cmb", class: "bank-app", name: "招商银行", aliases: ["招行", "cmb"] }),
    aProvider({ id: "icbc", class: "bank-app", name: "中国工商银行", aliases: ["工行", "工商银行", "icbc"] }),
    aProvider({
      id: "abc",
      class: "bank-app",
      name: "中国农业银行",
      aliases: ["农行", "abc"],
      shortNames: ["农业"],
    }),
    aProvider({
      id: "allinpay",
      class: "pos-vendor",
      name: "通联支付",
      aliases: ["allinpay"],
      shortNames: ["通联"],
    }),
    aProvider({ id: "bocom", class: "bank-app", name: "交通银行", aliases: ["交行"], shortNames: ["交通"] }),
    aProvider({ id: "cgb", class: "bank-app", name: "广发银行", aliases: ["广发"] }),
    aProvider({ id: "99bill", class: "pos-vendor", name: "快钱", aliases: ["快钱支付"] }),
    aProvider({ id: "huifu", class: "pos-vendor", name: "汇付天下", aliases: ["汇付"] }),
  ].map((provider) => [provider.id, provider] as const),
);
const findNames = createProviderFinder({
  ...({
    providers,
    companies: [],
    rules: realRules(),
    intents: new Map(),
  } as Partial<Knowledge> as Knowledge),
});
const find = (normalised: string) => findNames(normalised).mentions;
const mentionsOf = (text: string) => find(normalise(text)).map(({ provider, role }) => `${provider} ${role}`);
const terminalOf = (text: string) => terminalProvider(find(normalise(text)), { providers });

describe("finding providers", () => {
  it.each([
    ["不是拉卡拉，是盛付通", ["lakala denied", "shengpay plain"]],
    ["我这个不是拉卡拉的", ["lakala denied"]],
    ["没用过支付宝", ["alipay denied"]],
    ["机器不是建行的，是工行的", ["ccb denied", "icbc plain"]],
    ["又不是盛付通", ["shengpay denied"]],
    ["盛付通，不是拉卡拉", ["shengpay plain", "lakala denied"]],
  ])("hears what %s denies", (text, expected) => {
    expect(mentionsOf(text)).toEqual(expected);
  });

  it.each([
    ["是不是拉卡拉的", "lakala"],
    ["这台是不是盛付通的机器", "shengpay"],
    ["会不会是拉卡拉", "lakala"],
  ])("does not take the question %s for a denial", (text, expected) => {
    expect(terminalOf(text)).toBe(expected);
  });

  it.each([
    "以后打到招行",
    "以后钱打到招行卡上",
    "想改成招行的卡",
    "我新办了一张招行卡",
    "换成招商银行的储蓄卡",
    "绑定招行的卡",
    "想把钱转到招行",
    "到账到招行去",
    "新卡是招行的",
    "招行卡能绑吗",
    "招行的借记卡可以吗",
    "我想用招行的卡收款",
    "钱进招行行不行",
    "改绑招行",
  ])("takes the bank in %s for the card's, not the channel", (text) => {
    expect(mentionsOf(text)).toEqual(["cmb card"]);
    expect(terminalOf(text)).toBeUndefined();
  });

  it("takes both banks of 建行卡换成招行卡 for cards", () => {
    expect(mentionsOf("建行卡换成招行卡")).toEqual(["ccb card", "cmb card"]);
    expect(terminalOf("原来绑的是建行的，想换成招行")).toBeUndefined();
  });

  it.each([
    ["建行的pos", "ccb"],
    ["工行app", "icbc"],
    ["机器是农行的", "abc"],
    ["建行手机银行怎么换结算卡", "ccb"],
    ["银行装的，工行的机子", "icbc"],
    ["工商银行客服电话", "icbc"],
    ["标签上写着建设银行", "ccb"],
    ["建行给我装的pos", "ccb"],
    ["在工行办的刷卡机", "icbc"],
    ["农行收款码换卡", "abc"],
    ["我的pos是招行的想换成建行的卡", "cmb"],
    ["招行的机器换成建行卡", "cmb"],
    ["建行的pos要换成工行的卡", "ccb"],
  ])("takes the bank in %s for the terminal's", (text, expected) => {
    expect(terminalOf(text)).toBe(expected);
  });

  it.each([
    ["拉卡拉的机器想换成建行的卡", "lakala"],
    ["机器是建行的，平时也用微信收款", "ccb"],
    ["拉卡拉POS，绑的工行", "lakala"],
    ["建行卡 盛付通换绑", "shengpay"],
    ["用微信能换拉卡拉的卡吗", "lakala"],
  ])("decides whose terminal %s is about", (text, expected) => {
    expect(terminalOf(text)).toBe(expected);
  });

  it.each([
    ["lkl怎么换绑", ["lakala plain"]],
    ["我用LKL的机器", ["lakala terminal"]],
    ["abcd怎么查", []],
    ["swxy", []],
    ["albums", []],
    ["icbc换卡", ["icbc plain"]],
    ["sft2", []],
    ["用lakala换卡", ["lakala plain"]],
  ])("finds latin names in %s as whole words only", (text, expected) => {
    expect(mentionsOf(text)).toEqual(expected);
  });

  it("prefers the longest name where names overlap", () => {
    expect(mentionsOf("银联商务pos机换卡")).toEqual(["chinaums terminal"]);
    expect(mentionsOf("银联的怎么换")).toEqual(["unionpay plain"]);
  });

  it("folds traditional characters and full-width letters", () => {
    expect(terminalOf("拉卡拉 換結算卡")).toBe("lakala");
    expect(terminalOf("支付寶收款換卡")).toBe("alipay");
    expect(terminalOf("ＬＫＬ")).toBe("lakala");
  });

  it.each([
    ["通联", "allinpay"],
    ["是通联的", "allinpay"],
    ["那通联呢", "allinpay"],
    ["我这台机器是通联的，怎么办", "allinpay"],
    ["通联的机器怎么换卡", "allinpay"],
    ["农业的pos", "abc"],
    ["交通换结算卡", "bocom"],
  ])("hears an everyday name in %s", (text, expected) => {
    expect(terminalOf(text)).toBe(expected);
  });

  it.each([
    "打不通联系谁",
    "农业补贴怎么领",
    "我们这交通不方便",
    "提交行业资料",
    "推广发短信",
    "这么快钱就到了",
    "电汇付款",
    "能绑银联卡吗",
    "过程中行不行",
  ])("finds no provider in the words of %s", (text) => {
    expect(mentionsOf(text)).toEqual([]);
  });

  it("hears what is denied by an everyday name", () => {
    expect(mentionsOf("不是通联的")).toEqual(["allinpay denied"]);
  });

  it("finds nothing where nobody is named", () => {
    expect(mentionsOf("怎么换结算卡")).toEqual([]);
  });
});

describe("a name in an English sentence", () => {
  it.each([
    ["the card reader pays to my ICBC account, I have a new card from CCB", ["icbc card", "ccb card"]],
    ["change from ABC card to CMB card", ["abc card", "cmb card"]],
    ["ICBC is only my bank, the label says Lakala", ["icbc card", "lakala terminal"]],
    ["my bank is ICBC", ["icbc card"]],
    ["the terminal is from ICBC", ["icbc terminal"]],
    ["ICBC POS machine, new card", ["icbc terminal"]],
    ["it is not Lakala but Allinpay", ["lakala denied", "allinpay plain"]],
    ["Lakala I think, no wait it is Allinpay", ["lakala denied", "allinpay plain"]],
  ])("is heard in 「%s」", (text, expected) => {
    expect(mentionsOf(text)).toEqual(expected);
  });
});

describe("a name beside another", () => {
  it.each([
    ["机器是通联的 看错了 是拉卡拉", ["allinpay denied", "lakala plain"]],
    ["拉卡拉 哦不对 是盛付通", ["lakala denied", "shengpay plain"]],
    ["拉卡拉和通联都要换", ["lakala plain", "allinpay plain"]],
  ])("is heard in 「%s」", (text, expected) => {
    expect(mentionsOf(text)).toEqual(expected);
  });
});
