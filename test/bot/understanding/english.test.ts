// The essentials in English, in whatever language the conversation is: safety, a person, and moving in a guide.
import { beforeAll, describe, expect, it } from "vitest";
import { findCommand } from "../../../bot/understanding/commands.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { realContent } from "../../support/real-content.ts";
import { realRules } from "../../support/real-rules.ts";

const RULES = realRules();
let recognise: ReturnType<typeof createRecogniser>;
beforeAll(async () => {
  recognise = createRecogniser(await realContent("en"));
});

describe("English commands", () => {
  it.each([
    ["Next", "next"],
    ["I'm done", "next"],
    ["what's next?", "next"],
    ["go back", "back"],
    ["previous step", "back"],
    ["I am stuck", "stuck"],
    ["It doesn't work", "stuck"],
    ["I can't find the menu", "stuck"],
    ["start over", "restart"],
    ["yes", "yes"],
    ["no, thanks", "no"],
    ["none of these", "none-of-these"],
    ["I don't know", "unknown-provider"],
    ["agent", "human"],
    ["I want to talk to a real person", "human"],
    ["customer service, please", "human"],
  ])("reads “%s” as %s", (text, command) => expect(findCommand(RULES, text)?.command).toBe(command));

  it.each(["How do I change my card?", "What happens next with my money after the review?", "no fee?"])(
    "leaves the question “%s” to the matcher",
    (text) => expect(findCommand(RULES, text)?.command).toBeUndefined(),
  );
});

describe("questions in English", () => {
  it.each([
    ["which account does my Meituan shop pay out to, can I change it", "faq_platform_takings"],
    ["is T+1 the next working day", "faq_settlement_days"],
    ["should I export my sales records first, before I change the card", "faq_export_records"],
    ["how do I change the card of the QR code in my shop", "faq_payment_codes"],
  ])("finds in “%s” %s", (text, intent) => {
    expect(recognise(text).intent).toBe(intent);
  });
});

describe("danger in English", () => {
  it.each([
    ["Someone is asking for my verification code", "report_scam"],
    ["A caller told me to give my password", "report_scam"],
    ["I was scammed", "report_scam"],
    ["I gave the man on the phone my verification code", "report_scam"],
    ["I want to speak to a human", "talk_to_human"],
    ["Should I send you my card number?", "sensitive_data"],
  ])("finds in “%s” %s", (text, intent) => {
    expect(recognise(text).intent).toBe(intent);
  });

  it("helps nobody to cash out a credit card, in whatever words it says so", () => {
    const { intent } = recognise("How can I cash out my credit card on the POS");
    expect(["illegal_request", "out_of_scope"]).toContain(intent);
  });

  it.each(["How do I avoid scams?", "The verification code does not arrive", "How do I change my card?"])(
    "alarms nobody who asks “%s”",
    (text) =>
      expect(["report_scam", "illegal_request", "talk_to_human"]).not.toContain(recognise(text).intent),
  );
});
