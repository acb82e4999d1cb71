// What was spoken of lends to what is said next, and how long a message is in either script.
import { describe, expect, it } from "vitest";
import type { IntentId } from "../../../../bot/knowledge/intent.ts";
import { isNear, leant, spokenLength } from "../../../../bot/understanding/matcher/leant.ts";

const ranked = [
  { intent: "faq_complaint", margin: 0.3 },
  { intent: "faq_owner_died", margin: 0.1 },
] as const;
const first = (spoken: Parameters<typeof leant>[2]): IntentId | undefined =>
  leant("该先找谁", ranked, spoken)[0]?.intent;

describe("a case that was told", () => {
  it("is what a short question leans on while steps run", () => {
    expect(first({ lastIntent: "rebind_howto_pos_vendor" })).toBe("faq_complaint");
    expect(first({ lastIntent: "rebind_howto_pos_vendor", standing: "faq_owner_died" })).toBe(
      "faq_owner_died",
    );
  });

  it("gives way to another answer that was told since", () => {
    expect(first({ lastIntent: "faq_complaint", standing: "faq_owner_died" })).toBe("faq_complaint");
  });

  it("is near enough to be meant, as steps never are", () => {
    expect(isNear("faq_owner_died", { standing: "faq_owner_died" })).toBe(true);
    expect(isNear("rebind_howto", { lastIntent: "rebind_howto" })).toBe(false);
  });
});

describe("the length of a message", () => {
  it("counts Chinese by characters and English by words, and no punctuation", () => {
    expect(spokenLength("要跑几趟？")).toBe(4);
    expect(spokenLength("where do I go first?")).toBe(10);
    expect(spokenLength("用app办")).toBe(4);
  });
});
