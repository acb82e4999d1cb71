// The matcher on a tiny content: ranking, typos, concepts, determinism.
import { describe, expect, it } from "vitest";
import { WHOLE } from "../../../../bot/knowledge/article.ts";
import { sourcesOf } from "../../../../bot/rules/heard-rules.ts";
import { FEATURE_MATTERS } from "../../../../bot/understanding/matcher/features.ts";
import {
  openMatcher,
  type TaughtIntent,
  trainMatcher,
} from "../../../../bot/understanding/matcher/matcher.ts";
import { realRules } from "../../../support/real-rules.ts";

const RULES = sourcesOf(realRules(), FEATURE_MATTERS);
const intents: readonly TaughtIntent[] = [
  { id: "faq_fee", utterances: ["换卡要手续费吗", "换卡收费吗", "改卡要多少钱"] },
  { id: "faq_when_effective", utterances: ["换卡多久生效", "审核要几天", "什么时候能用新卡"] },
  { id: "faq_old_card_closed_or_lost", utterances: ["旧卡丢了怎么办", "原来的卡注销了", "卡挂失了"] },
  { id: "greeting", utterances: ["你好", "在吗", "hello"] },
];
const trained = (of = intents) => openMatcher(trainMatcher(of, RULES, (text) => text));
const match = trained();
const best = (text: string) => match(text).ranked[0]?.intent;

describe("the matcher", () => {
  it.each([
    ["改卡收不收手续费", "faq_fee"],
    ["审核多久", "faq_when_effective"],
    ["老卡遗失", "faq_old_card_closed_or_lost"],
    ["hello在吗", "greeting"],
  ])("ranks the intent of %s first", (text, intent) => {
    expect(best(text)).toBe(intent);
  });

  it("forgives a wrong character", () => {
    expect(best("换卡要手序费吗")).toBe("faq_fee");
  });

  it("knows a phrase it never saw by a word of the same meaning", () => {
    expect(best("更换结算账户免费么")).toBe("faq_fee");
  });

  it("ranks every intent, best first", () => {
    const margins = match("换卡收费吗").ranked.map(({ margin }) => margin);
    expect(margins).toHaveLength(4);
    expect(margins).toEqual([...margins].sort((a, b) => b - a));
  });

  it("says how much of a message it knows at all", () => {
    expect(match("换卡收费吗").known).toBe(1);
    expect(match("xyz 氨基酸").known).toBe(0);
    expect(match("").known).toBe(0);
  });

  it("reads Chinese beside latin letters character by character", () => {
    expect(match("pos换卡").known).toBeGreaterThan(0);
  });

  it("trains the same model from the same content", () => {
    const { ranked, known } = trained()("换卡要钱吗");
    expect({ ranked, known }).toEqual({
      ranked: match("换卡要钱吗").ranked,
      known: match("换卡要钱吗").known,
    });
  });

  it("says which utterance was nearest and which terms decided", () => {
    const reasons = match("改卡要交多少钱").explain("faq_fee");
    expect(reasons?.nearest).toBe("改卡要多少钱");
    expect(reasons?.terms).toContain("#fee");
    expect(reasons?.terms.length).toBeLessThanOrEqual(4);
  });

  it("explains no intent that it does not know", () => {
    expect(match("换卡收费吗").explain("thanks")).toBeUndefined();
  });

  it("says which part of an answer is asked for, and none where the whole is or where there are no parts", () => {
    const whole = ["换卡要手续费吗", "换卡收费吗", "改卡要多少钱"];
    const deposit = ["押金退不退", "换卡会扣押金吗"];
    const asked = { [WHOLE]: whole, 押金: deposit };
    const { part } = trained([{ id: "faq_fee", utterances: [...whole, ...deposit], asked }])("那押金咋办");
    expect(part("faq_fee")).toBe("押金");
    expect(part("greeting")).toBeUndefined();
    const other = trained([{ id: "faq_fee", utterances: [...whole, ...deposit], asked }])("改卡收多少手续费");
    expect(other.part("faq_fee")).toBeUndefined();
  });

  it("ranks nothing when there is no content", () => {
    expect(trained([])("你好").ranked).toEqual([]);
  });
});
