// The whole of understanding on the real content, and on messages that stand in no content file.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { IntentId } from "../../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { createRecogniser, type Recognition } from "../../../bot/understanding/recognise.ts";
import { realContent } from "../../support/real-content.ts";

const unseen = z
  .partialRecord(IntentId, z.array(z.string()))
  .parse(parse(readFileSync("test/bot/understanding/unseen-messages.yml", "utf8")));
const messages = Object.entries(unseen).flatMap(([intent, texts = []]) =>
  texts.map((text) => ({ intent, text })),
);

let knowledge: Knowledge;
let recognise: ReturnType<typeof createRecogniser>;
beforeAll(async () => {
  knowledge = await realContent();
  recognise = createRecogniser(knowledge);
});

describe("recognising messages that stand in no content file", () => {
  it("is right 94 times in a hundred, and 97 times where it answers at once", () => {
    const recognised = messages.map(({ intent, text }) => {
      const { intent: guess, zone } = recognise(text, { inGuide: intent.startsWith("flow_") });
      return { text, intent, guess, zone, right: guess === intent };
    });
    const answered = recognised.filter(({ zone }) => zone === "answer");
    const wrong = recognised.filter(({ right }) => !right);
    expect(shareRight(recognised), JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.94);
    expect(shareRight(answered), JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.97);
    expect(answered.length / recognised.length).toBeGreaterThanOrEqual(0.85);
  });

  it("measures on messages that nobody trained it with", () => {
    const known = new Set(
      [...knowledge.intents.values()].flatMap(({ utterances }) => utterances.map(toComparable)),
    );
    expect(messages.filter(({ text }) => known.has(toComparable(text)))).toEqual([]);
  });

  it("keeps every utterance in one intent", () => {
    const owners = new Map<string, string>();
    const twice = [...knowledge.intents.values()].flatMap(({ id, utterances }) =>
      utterances.filter((utterance) => {
        const owner = owners.get(toComparable(utterance)) ?? id;
        owners.set(toComparable(utterance), owner);
        return owner !== id;
      }),
    );
    expect(twice).toEqual([]);
  });
});

describe("createRecogniser", () => {
  it.each([
    ["换卡要手续费吗", "faq_fee"],
    ["換綁要手續費嗎", "faq_fee"],
    ["huan ka yao shouxufei ma", "faq_fee"],
    ["ＰＯＳ机怎么换结算卡", "rebind_howto"],
    ["接算卡怎么换", "rebind_howto"],
    ["yhk zenme huan", "rebind_howto"],
    ["jsk怎么换", "rebind_howto"],
    ["pian zi", "report_scam"],
  ])("reads %s as %s", (text, intent) => {
    expect(recognise(text)).toMatchObject({ intent, zone: "answer" });
  });

  it.each([
    ["拉卡拉", "lakala", "rebind_howto_pos_vendor"],
    ["我的是拉卡拉的机器", "lakala", "rebind_howto_pos_vendor"],
    ["lakala huan ka", "lakala", "rebind_howto_pos_vendor"],
    ["工行的pos怎么换卡", "icbc", "rebind_howto_bank_app"],
    ["我要换支付宝收款的卡", "alipay", "rebind_howto_alipay"],
    ["微信支付怎么换结算卡", "wechatpay", "rebind_howto_wechat"],
    ["拉卡拉的机器想换成建行的卡", "lakala", "rebind_howto_pos_vendor"],
  ])("hears in %s whose terminal it is", (text, provider, intent) => {
    expect(recognise(text)).toMatchObject({ provider, intent, zone: "answer" });
  });

  it.each([
    ["我想以后打到招行卡上", "cmb"],
    ["换成建行的卡", "ccb"],
    ["建行卡换成招行卡", "cmb"],
  ])("keeps the new card's bank in %s apart from the terminal", (text, bank) => {
    const found = recognise(text);
    expect(found).toMatchObject({ intent: "rebind_howto", entities: { newCard: bank } });
    expect(found.provider).toBeUndefined();
  });

  it("takes consent for the next step only within a guide", () => {
    expect(recognise("好的", { inGuide: true })).toMatchObject({
      intent: "flow_next",
      rule: "command/yes-in-guide",
    });
    expect(recognise("好的").rule).not.toMatch(/^command/);
  });

  it("hears a fraud beside a question", () => {
    expect(recognise("拉卡拉换卡 有人让我把验证码告诉他")).toMatchObject({
      intent: "report_scam",
      zone: "answer",
    });
  });

  it("recognises a message of nothing but secrets", () => {
    expect(recognise("****0128", { secrets: ["pan"] })).toMatchObject({
      intent: "sensitive_data",
      rule: "safety/secrets-only",
    });
  });

  it.each([
    "",
    "   ",
    "？？？",
    "asdfgh",
    "🙂",
    "呜啦啦啦咕噜",
    "\u0000",
    "a".repeat(5_000),
    "我的".repeat(2_000),
  ])("does not pretend to understand %j", (text) => {
    expect(recognise(text).zone).not.toBe("answer");
  });

  it("lists alternatives from the likeliest to the least", () => {
    const { confidence, alternatives } = recognise("换卡多久到账");
    const confidences = [confidence, ...alternatives.map((one) => one.confidence)];
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    expect(alternatives).toHaveLength(3);
  });

  it("recognises the same whenever it is compiled from the same content", () => {
    const other = createRecogniser(knowledge);
    const sample = messages.slice(0, 40).map(({ text }) => text);
    expect(sample.map((text) => other(text))).toEqual(sample.map((text): Recognition => recognise(text)));
  });
});

function shareRight(recognised: readonly { right: boolean }[]): number {
  return recognised.filter(({ right }) => right).length / recognised.length;
}

function toComparable(text: string): string {
  return normalise(text).replace(/[\s\p{P}\p{S}]/gu, "");
}
