// Which pasted numbers, addresses and messages are official, false or unknown; the table is the rule.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { checkChannel, officialChannels } from "../../../bot/official/channels.ts";
import { aContentTree, type ContentTree } from "../../support/content-tree.ts";

interface Profile {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly aliases: string;
  readonly phone?: string;
  readonly site?: string;
  readonly unverified?: string;
}

function aProvider({ id, name, nameEn, aliases, phone, site, unverified }: Profile): Record<string, string> {
  const rest = "grade: official, sources: [官网], verified: 2026-11-23, recheck: 2027-02-23";
  const facts = [
    ...(phone === undefined
      ? []
      : [`  hotline: { kind: phone, label: 客服热线, value: "${phone}", ${rest} }`]),
    ...(site === undefined ? [] : [`  website: { kind: website, label: 官网, value: ${site}, ${rest} }`]),
  ];
  const channels = [phone && "hotline", site && "website"].filter(Boolean).join(", ");
  return {
    [`providers/${id}.md`]: `---
name: ${name}
nameEn: ${nameEn}
class: pos-vendor
summary: 机身标签或签购单写着它的机器。
aliases: [${aliases}]
updated: 2026-11-23
facts: ${facts.length === 0 ? "{}" : `\n${facts.join("\n")}`}
channels: [${channels}]
unverified: [${unverified ?? ""}]
---

它的机器。
`,
  };
}

const OTHERS = {
  ...aProvider({
    id: "icbc",
    name: "工商银行",
    nameEn: "ICBC",
    aliases: "工行, gongshangyinhang",
    phone: "95588",
    site: "www.icbc.com.cn",
  }),
  ...aProvider({
    id: "ccb",
    name: "建设银行",
    nameEn: "CCB",
    aliases: "建行",
    phone: "95533",
    site: "www.ccb.com",
  }),
  ...aProvider({
    id: "boc",
    name: "中国银行",
    nameEn: "Bank of China",
    aliases: "中行, bankofchina",
    phone: "95566",
    site: "www.boc.cn",
  }),
  ...aProvider({
    id: "cgb",
    name: "广发银行",
    nameEn: "CGB",
    aliases: "广发",
    unverified: "官网 www.cgbchina.com.cn 只有一个来源, 客服 95508 未核实",
  }),
  ...aProvider({ id: "cmb", name: "招商银行", nameEn: "CMB", aliases: "招行", site: "www.cmbchina.com" }),
  ...aProvider({
    id: "shengpay",
    name: "盛付通",
    nameEn: "Shengpay",
    aliases: "盛付",
    phone: "400-720-8888",
    site: "www.shengpay.com",
  }),
  ...aProvider({
    id: "unionpay",
    name: "银联",
    nameEn: "UnionPay",
    aliases: "yinlian",
    phone: "95516",
    site: "www.95516.com",
  }),
  ...aProvider({ id: "alipay", name: "支付宝", nameEn: "Alipay", aliases: "zhifubao", phone: "95188" }),
  ...aProvider({
    id: "allinpay",
    name: "通联支付",
    nameEn: "Allinpay",
    aliases: "通联",
    site: "www.allinpay.com",
  }),
  ...aProvider({
    id: "wechatpay",
    name: "微信支付",
    nameEn: "WeChat Pay",
    aliases: "weixinzhifu",
    site: "pay.weixin.qq.com",
  }),
};

type Case = readonly [value: string, verdict: "official" | "not-official" | "unknown", provider?: string];

const NUMBERS: readonly Case[] = [
  ["95016", "official", "lakala"],
  ["９５０１６", "official", "lakala"],
  ["950-16", "official", "lakala"],
  ["客服热线：95588。", "official", "icbc"],
  ["400-720-8888", "official", "shengpay"],
  ["400 720 8888", "official", "shengpay"],
  ["4007208888", "official", "shengpay"],
  ["+86 400-720-8888", "official", "shengpay"],
  ["0086-400-720-8888", "official", "shengpay"],
  ["110", "official"],
  ["95016 95588", "official"],
  ["00095588", "not-official", "icbc"],
  ["40095588", "not-official", "icbc"],
  ["+8695588", "not-official", "icbc"],
  ["+95588", "not-official", "icbc"],
  ["008695588", "not-official", "icbc"],
  ["01095588", "not-official", "icbc"],
  ["95O16", "not-official", "lakala"],
  ["955l6", "not-official", "unionpay"],
  ["13800138000", "not-official"],
  ["+86 138 0013 8000", "not-official"],
  ["95588123", "unknown", "icbc"],
  ["95508", "unknown", "cgb"],
  ["400-123-4567", "unknown"],
  ["95999", "unknown"],
  ["106980095588", "unknown"],
];

const ADDRESSES: readonly Case[] = [
  ["www.lakala.com", "official", "lakala"],
  ["HTTPS://WWW.Lakala.COM/merchant?id=1", "official", "lakala"],
  ["ｗｗｗ．ｌａｋａｌａ．ｃｏｍ", "official", "lakala"],
  ["b.lakala.com", "official", "lakala"],
  ["lakala.com.", "official", "lakala"],
  ["打开www.lakala.com登录", "official", "lakala"],
  ["lakala.com是官方的吗", "official", "lakala"],
  ["pay.weixin.qq.com", "official", "wechatpay"],
  ["m.icbc.com.cn", "official", "icbc"],
  ["fake-pos.cn", "not-official"],
  ["http://m.fake-pos.cn/a", "not-official"],
  ["vlakala.com", "not-official", "lakala"],
  ["1akala.com", "not-official", "lakala"],
  ["lakla.cn", "not-official", "lakala"],
  ["lakalab.com", "not-official", "lakala"],
  ["lakala.top", "not-official", "lakala"],
  ["lakala.com.cn", "not-official", "lakala"],
  ["www.lakala.com.evil.cn", "not-official", "lakala"],
  ["lakala.evil.cn", "not-official", "lakala"],
  ["pay.weixin.qq.com.evil.top", "not-official", "wechatpay"],
  ["https://www.lakala.com@evil.com/x", "not-official"],
  ["evil.com/www.lakala.com", "unknown"],
  ["lаkala.com", "not-official", "lakala"],
  ["xn--lkala-3ve.com", "not-official", "lakala"],
  ["拉卡拉官网.com", "not-official", "lakala"],
  ["拉卡拉.com", "unknown", "lakala"],
  ["unioay.com", "not-official", "unionpay"],
  ["95516aa.com", "not-official", "unionpay"],
  ["ccb-card.com", "not-official", "ccb"],
  ["cmbchian.com", "not-official", "cmb"],
  ["http://203.0.113.7/login", "not-official"],
  ["lakala。com", "official", "lakala"],
  ["cgbchina.com.cn", "unknown", "cgb"],
  ["bankofchina.com", "unknown", "boc"],
  ["alipay.com", "unknown", "alipay"],
  ["weixin.qq.com", "unknown", "wechatpay"],
  ["example.org", "unknown"],
  ["china.com", "unknown"],
  ["kefu@lakala.com", "unknown", "lakala"],
  ["someone@qq.com", "unknown"],
];

const MESSAGES: readonly Case[] = [
  ["【拉卡拉】您的POS需升级，请点 http://lakala-vip.com 办理，客服95016", "not-official", "lakala"],
  ["【拉卡拉】请致电95016，或访问 example.org", "unknown"],
  ["您尾号8888的卡于2026-11-23入账12345元，详询95588", "official", "icbc"],
  ["你好，在吗", "unknown"],
  ["", "unknown"],
];

describe("checking a pasted channel", () => {
  let tree: ContentTree;
  let knowledge: Knowledge;
  beforeAll(async () => {
    tree = await aContentTree(OTHERS);
    knowledge = await loadKnowledge(tree.dir);
  });
  afterAll(() => tree.remove());

  for (const [value, verdict, provider] of [...NUMBERS, ...ADDRESSES, ...MESSAGES]) {
    it(`「${value}」 is ${verdict}`, () => {
      const judged = checkChannel(knowledge, value);
      expect(judged).toMatchObject({ verdict, evidence: expect.stringMatching(/。$/) });
      if (provider !== undefined) expect(judged.provider).toBe(provider);
    });
  }

  it("says why, in words a merchant understands", () => {
    const evidence = (value: string) => checkChannel(knowledge, value).evidence;
    expect(evidence("1akala.com")).toContain("形近字母冒充拉卡拉");
    expect(evidence("lаkala.com")).toContain("混了外文字母");
    expect(evidence("00095588")).toContain("真正的官方号码就是 95588");
    expect(evidence("95O16")).toContain("混了字母");
    expect(evidence("www.lakala.com.evil.cn")).toContain("真正打开的是最后那一段");
    expect(evidence("你好")).toContain("没有看到电话");
  });

  it("judges by the whole address, so that nothing in a path or query counts", () => {
    expect(checkChannel(knowledge, "http://example.org/?to=https://www.lakala.com").verdict).toBe("unknown");
  });

  it("takes a WeChat account for official only by its exact name", async () => {
    const account = `channels: [hotline, website, wechat]`;
    const fact = `  wechat: { kind: wechat, label: 公众号, value: 拉卡拉商户服务, grade: official, sources: [官网], verified: 2026-11-23, recheck: 2027-02-23 }\n`;
    const withAccount = await aContentTree({
      "providers/lakala.md": (text) =>
        text
          .replace("channels: [hotline, website]", `${fact}${account}`)
          .replace("[vlakala.com]", "[拉卡拉微商住]"),
    });
    const loaded = await loadKnowledge(withAccount.dir);
    await withAccount.remove();
    expect(checkChannel(loaded, "公众号：拉卡拉商户服务").verdict).toBe("official");
    expect(checkChannel(loaded, "拉卡拉商户服务中心").verdict).toBe("unknown");
    expect(checkChannel(loaded, "关注拉卡拉微商住领积分").verdict).toBe("not-official");
  });

  it("lists a provider's channels best first, with how to reach them", () => {
    expect(officialChannels(knowledge, "shengpay")).toEqual([
      expect.objectContaining({ fact: "shengpay.hotline", value: "400-720-8888", href: "tel:4007208888" }),
      expect.objectContaining({ fact: "shengpay.website", href: "https://www.shengpay.com" }),
    ]);
    expect(officialChannels(knowledge, "nobody")).toEqual([]);
  });
});
