// The fixed interfaces: one JSON line in, one out, in the same order; what cannot be read spoils no other line.
import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { huanka } from "../../support/huanka.ts";

type Line = Record<string, unknown>;

function answers(command: string, lines: readonly string[], end = "\n"): Line[] {
  const { code, stdout, stderr } = huanka([command, "--jsonl"], { input: lines.join("\n") + end });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

const BROKEN = ['{"text":', "[]", '"怎么换卡"', '{"text":7}', "{}", "null", "怎么换卡"];
const SECRET = "我的卡号6222021234567890123，密码是123456";

describe("huanka mask --jsonl", () => {
  it("writes what the masker makes of each line", () => {
    const texts = ["怎么换卡", SECRET, "", "一行\n两行"];
    const lines = texts.map((text) => JSON.stringify({ text }));
    expect(answers("mask", lines)).toEqual(texts.map((text) => maskSecrets(text)));
    expect(maskSecrets(SECRET).found.length).toBeGreaterThan(0);
  });

  it("answers a line that cannot be read in its place, and goes on", () => {
    const good = JSON.stringify({ text: SECRET });
    const found = answers(
      "mask",
      BROKEN.flatMap((bad) => [bad, good]),
    );
    expect(found).toHaveLength(BROKEN.length * 2);
    BROKEN.forEach((bad, index) => {
      expect(Object.keys(found[index * 2] ?? {}), bad).toEqual(["error"]);
      expect(found[index * 2]?.error, bad).toMatch(
        /^This line (?:is no JSON|does not say what is needed)\b.+/,
      );
      expect(found[index * 2 + 1], bad).toEqual(maskSecrets(SECRET));
    });
  });

  it("takes line ends of Windows, a byte order mark, blank lines and no end of the last line", () => {
    const line = JSON.stringify({ text: SECRET });
    const masked = maskSecrets(SECRET);
    expect(answers("mask", [`\uFEFF${line}\r`, "", " \r", line], "")).toEqual([masked, masked]);
  });

  it("does not cut a line at the separators that JSON allows inside a text", () => {
    const text = "一\u2028二\u2029三\u0085四";
    expect(answers("mask", [`{"text":"${text}"}`])).toEqual([maskSecrets(text)]);
  });
});

describe("huanka recognise --jsonl", () => {
  it("writes the fields of the fixed interface, one recognition a line, and errors in their place", () => {
    const found = answers("recognise", [
      JSON.stringify({ text: "怎么换卡", provider: "lakala" }),
      '{"text":',
      JSON.stringify({ text: "how much does it cost to change the card", locale: "en" }),
      JSON.stringify({ text: "多少钱", context: { lastIntent: "rebind_howto", inGuide: false } }),
      JSON.stringify({ text: "好了", context: { lastIntent: null, inGuide: true, more: 1 }, locale: null }),
      JSON.stringify({ text: "换卡要手续费吗", context: { lastIntent: "no_such_intent" }, locale: "fr" }),
      JSON.stringify({ text: 7 }),
      JSON.stringify({ text: SECRET }),
    ]);
    const [howTo, cut, english, leaning, inGuide, french, number, secret] = found;
    expect(found).toHaveLength(8);
    for (const one of [howTo, english, leaning, inGuide, french, secret]) {
      expect(one).toMatchObject({
        intent: expect.any(String),
        confidence: expect.any(Number),
        zone: expect.stringMatching(/^(?:answer|ask|unknown)$/),
        alternatives: expect.any(Array),
        rule: expect.any(String),
        entities: { mentions: expect.any(Array), secrets: expect.any(Array) },
      });
      expect(one).toHaveProperty("provider");
    }
    expect(howTo).toMatchObject({ provider: "lakala", locale: "zh-CN", zone: "answer" });
    expect(english).toMatchObject({ intent: "faq_fee", locale: "en", zone: "answer" });
    expect(leaning).toMatchObject({ intent: "faq_fee", provider: null });
    expect(inGuide).toMatchObject({ intent: "flow_next", locale: "zh-CN" });
    expect(french).toMatchObject({ intent: "faq_fee", locale: "zh-CN" });
    expect(secret).toMatchObject({ entities: { secrets: expect.arrayContaining(["pan"]) } });
    for (const bad of [cut, number]) expect(Object.keys(bad ?? {})).toEqual(["error"]);
  });

  it("reads a message in its own language, whatever the conversation is held in, as a turn does", () => {
    const text = "换卡要手续费吗";
    const [english, chinese, own] = answers("recognise", [
      JSON.stringify({ text, locale: "en-US" }),
      JSON.stringify({ text }),
      JSON.stringify({ text: "how do i change my card" }),
    ]);
    expect(english).toEqual(chinese);
    expect(chinese).toMatchObject({ locale: "zh-CN", intent: "faq_fee" });
    expect(own).toMatchObject({ locale: "en", intent: "rebind_howto" });
  });

  it("takes one message from the command line, too", () => {
    const { stdout } = huanka(["recognise", "换卡要手续费吗"]);
    expect(JSON.parse(stdout)).toMatchObject({ intent: "faq_fee", zone: "answer" });
  });
});
