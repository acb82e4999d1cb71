// Short questions that lean on the last answer.
import { beforeAll, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../../bot/load.ts";
import { writtenOut } from "../../../bot/understanding/follow-up.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";

let recognise: ReturnType<typeof createRecogniser>;
beforeAll(async () => {
  recognise = createRecogniser(await loadKnowledge("content"));
});

describe("recognising after an answer", () => {
  it.each([
    ["那要多久", "faq_when_effective"],
    ["要带啥", "faq_required_documents"],
    ["多少钱", "faq_fee"],
    ["要多少钱呢", "faq_fee"],
    ["安全不", "faq_safety_precautions"],
  ])("reads %s as being about the change of the card", (text, intent) => {
    const after = { lastIntent: "rebind_howto_pos_vendor", provider: "lakala" } as const;
    expect(recognise(text, after)).toMatchObject({ intent, zone: "answer" });
  });

  it("takes a bare price question for anybody's business where nothing came before", () => {
    expect(recognise("多少钱").intent).toBe("out_of_scope");
    expect(recognise("多少钱", { lastIntent: "greeting" }).intent).toBe("out_of_scope");
  });

  it("asks the last question once more for another provider", () => {
    const after = { lastIntent: "faq_fee", provider: "lakala" } as const;
    expect(recognise("那盛付通呢", after)).toMatchObject({
      intent: "faq_fee",
      provider: "shengpay",
      rule: "follow-up/other-provider",
    });
  });

  it("takes the other provider's way where the card is to be changed", () => {
    const after = { lastIntent: "rebind_howto_pos_vendor", provider: "lakala" } as const;
    expect(recognise("那支付宝呢", after)).toMatchObject({
      intent: "rebind_howto_alipay",
      provider: "alipay",
    });
  });

  it("lets no context outvote a safety rule", () => {
    expect(recognise("我被骗了", { lastIntent: "faq_fee" }).intent).toBe("report_scam");
  });
});

describe("writing a question out", () => {
  it("adds what it is about to a short one, and to nothing else", () => {
    expect(writtenOut("那要多久呢")).toBe("换卡要多久");
    expect(writtenOut("换卡要多久")).toBeUndefined();
    expect(writtenOut("那")).toBeUndefined();
    expect(writtenOut("我想问的是周末的时候你们还上不上班")).toBeUndefined();
  });
});
