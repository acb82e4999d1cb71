// When one message asks several things, and when it only says one in many words.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { compiled } from "../../../bot/turn/compiled.ts";
import { findSeveral } from "../../../bot/turn/follow/several.ts";
import { realContent } from "../../support/real-content.ts";
import { playStory } from "../../support/run-story.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

const several = (text: string) => {
  const { recognise } = compiled(knowledge);
  const read = (part: string) => recognise(part, { inGuide: false });
  return findSeveral({ text, rules: knowledge.rules, whole: read(text) }, read);
};

describe("findSeveral", () => {
  it("hears two clauses that each ask as two questions, and first what is surely meant", () => {
    const found = several("旧卡咋处理 换卡要不要本人去");
    expect(found?.first.intent).toBe("faq_required_documents");
    expect(found?.others.map(({ intent }) => intent)).toEqual(["faq_old_card_closed_or_lost"]);
  });

  it("does not take a platform that is asked about for whose terminal it is", () => {
    const found = several("我要换成我的卡咋个换嘛?还有美团的团购款是不是也一起换了哦?");
    expect(found?.first.intent).toBe("rebind_howto");
    expect(found?.aside).toEqual(["meituan"]);
  });

  it("takes the first of two questions and keeps the other", () => {
    const found = several("换卡要钱吗？另外多久生效？");
    expect(found?.first.intent).toBe("faq_fee");
    expect(found?.others.map(({ intent }) => intent)).toEqual(["faq_when_effective"]);
  });

  it("puts fraud before whatever was asked first", () => {
    const found = several("换卡要带什么资料？有人打电话让我报验证码");
    expect(found?.first.intent).toBe("report_scam");
    expect(found?.others.map(({ intent }) => intent)).toEqual(["faq_required_documents"]);
  });

  it.each([
    "你好！换卡要收费吗？谢谢！",
    "旧卡丢了，想换另外一张卡",
    "换卡要钱吗？换卡收费吗？",
    "还有几步",
    "？？？",
  ])("finds one question at most in 「%s」", (text) => expect(several(text)).toBeUndefined());

  it("reads a letter as a whole", () => {
    expect(several("换卡要钱吗？换卡多久生效？".repeat(8))).toBeUndefined();
  });
});

describe("a message with two questions", () => {
  const keysOf = (texts: readonly string[]) =>
    playStory(knowledge, texts).turns.map(({ replies }) => replies.map(({ key }) => key));

  it("has both answered where each is surely asked, in steps too", () => {
    expect(keysOf(["换卡要钱吗？另外多久生效？"])).toEqual([["faq:fee", "faq:when-effective"]]);
    expect(keysOf(["盛付通换卡", "换卡要钱吗？换卡期间还能刷卡吗？"])[1]).toEqual([
      "faq:fee",
      "faq:transaction-impact",
      "resume-step",
    ]);
  });

  it("has only the answer that is asked for where a clause of it is like another question by chance", () => {
    expect(keysOf(["机子不用了 撂那儿会不会扣钱啊 卡能解不"])).toEqual([["faq:unbind-card"]]);
  });

  it("offers the other as a choice where the first begins steps, once", () => {
    const { turns } = playStory(knowledge, ["拉卡拉怎么换卡，还有要带什么资料", "2"]);
    const [first, second] = turns;
    const labels = first?.replies.at(-1)?.choices.map(({ label }) => label) ?? [];
    expect(labels.filter((label) => label.startsWith("接着问："))).toHaveLength(1);
    expect(second?.replies[0]?.key).toBe("faq:required-documents");
  });
});
