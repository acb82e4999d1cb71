// Every finding of the channel check can be found, and the content says it in each language.
import { describe, expect, it } from "vitest";
import type { Fact } from "../../../bot/knowledge/fact.ts";
import { LOCALES } from "../../../bot/knowledge/locale.ts";
import { checkChannel, findChannels } from "../../../bot/official/channels.ts";
import { toJudgement } from "../../../bot/official/evidence.ts";
import type { ChannelRegistry, Official } from "../../../bot/official/registry.ts";
import { EVIDENCE, evidenceKey } from "../../../bot/official/verdict.ts";
import { aKnowledge } from "../../support/a-knowledge.ts";
import { realContent } from "../../support/real-content.ts";

const lakala = { provider: "lakala", name: "拉卡拉" };
const shouqianba = { provider: "shouqianba", name: "收钱吧" };

function anOfficial(kind: Fact["kind"], value: string, owner: Official["owner"] = lakala): Official {
  const dates = { verified: "2026-11-23", recheck: "2027-02-23" };
  return { owner, fact: { id: "a.b", kind, label: "客服", value, grade: "official", sources: [], ...dates } };
}

const REGISTRY: ChannelRegistry = {
  phones: new Map([
    ["95016", anOfficial("phone", "95016")],
    ["110", anOfficial("phone", "110", { name: "报警电话" })],
  ]),
  domains: new Map([["lakala.com", anOfficial("website", "www.lakala.com")]]),
  accounts: new Map([["拉卡拉商户服务", anOfficial("wechat", "拉卡拉商户服务")]]),
  banned: new Map<string, typeof lakala | undefined>([
    ["fake-pos.cn", undefined],
    ["vlakala.com", lakala],
    ["拉卡拉微商住", lakala],
  ]),
  unproven: new Map([
    ["4001234567", lakala],
    ["lakala-help.cn", lakala],
  ]),
  brands: [
    { label: "lakala", registered: true, owner: lakala },
    { label: "shouqianba", registered: false, owner: shouqianba },
  ],
};

/** What a merchant could paste → what is found in it. */
const PASTED: Readonly<Record<string, string>> = {
  "www.lakala.com": "official-site",
  "95016": "official-number",
  "110": "public-number",
  "公众号：拉卡拉商户服务": "official-account",
  "fake-pos.cn": "banned",
  "vlakala.com": "banned-site",
  关注拉卡拉微商住领积分: "banned-account",
  "http://203.0.113.7/pay": "ip-address",
  "https://www.lakala.com@example.org/a": "user-part",
  "www.lakala.com.example.org": "domain-in-front",
  "lakala.example.org": "name-in-front",
  "mylakalapay.com": "name-inside",
  "lakala.cn": "same-name",
  "lakalo.com": "near-name",
  "1akala.com": "swapped-letters",
  "lаkala.com": "foreign-letters",
  "13800138000": "mobile-number",
  "00095016": "prefixed-number",
  "95o16": "lettered-number",
  "950161234": "longer-number",
  "106912345678": "sms-number",
  "4001234567": "unproven-number",
  "www.lakala-help.cn": "unproven-site",
  "shouqianba.com": "unproven-name",
  "service@lakala.com": "mail",
  "example.org": "unlisted",
  "微信号：abc12345": "unlisted-account",
};

describe("the evidence of the channel check", () => {
  it("finds in each pasted text what it is", () => {
    const found = Object.keys(PASTED).map((text) => [text, findChannels(REGISTRY, text)[0]?.key]);
    expect(Object.fromEntries(found)).toEqual(PASTED);
  });

  it("knows a sister of a registered host that is not below it", () => {
    const domains = new Map([["b.lakala.com", anOfficial("website", "b.lakala.com")]]);
    expect(findChannels({ ...REGISTRY, domains }, "m.lakala.com")[0]?.key).toBe("sibling-site");
  });

  it("has a pasted text for every finding", () => {
    const tried = [...Object.values(PASTED), "sibling-site", "nothing"].map(evidenceKey);
    expect(new Set(tried)).toEqual(new Set(EVIDENCE.keys()));
  });

  for (const locale of LOCALES) {
    it(`says every finding in ${locale}, in its own words`, async () => {
      const knowledge = await realContent(locale);
      const missing = [...EVIDENCE.keys()].filter(
        (key) => !knowledge.replies.has(key) || knowledge.untranslated?.has(key),
      );
      expect(missing).toEqual([]);
      const told = Object.keys(PASTED).flatMap((text) =>
        findChannels(REGISTRY, text).map((found) => toJudgement(knowledge, found).evidence),
      );
      expect(told.filter((sentence) => /[{}]|undefined/.test(sentence))).toEqual([]);
    });
  }

  it("says from content that is older than these sentences what the code said then", () => {
    const older = aKnowledge();
    expect(checkChannel(older, "没有号码")).toEqual({
      verdict: "unknown",
      evidence: "这里面没有看到电话、网址或链接，请把它原样发来。",
    });
    expect(checkChannel({ ...older, locale: "en" }, "example.org").evidence).toBe(
      "It is not among the official channels that we have verified.",
    );
  });

  it("says from present content what the content says", () => {
    const replies = { "evidence.unlisted": "{value}？没听说过。" };
    expect(checkChannel(aKnowledge({ replies }), "example.org").evidence).toBe("example.org？没听说过。");
  });
});
