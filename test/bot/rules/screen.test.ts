// A quick no must be right: whatever a pattern is found in, the screen lets through.
import { describe, expect, it } from "vitest";
import { neededBy } from "../../../bot/rules/needed.ts";
import { createScreen } from "../../../bot/rules/screen.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { realRules } from "../../support/real-rules.ts";
import { readStories } from "../../support/run-story.ts";

describe("what a pattern needs", () => {
  it.each([
    ["换卡", ["换卡"]],
    ["(?:怎么|咋)?换", ["换"]],
    ["(?:拉卡拉|乐刷|新)", ["拉卡", "乐刷", "新"]],
    ["[换改]卡{0,8}", ["换", "改"]],
    ["换{1,8}卡", ["换"]],
    ["换{1,8}", ["换"]],
    ["换?卡[一二]", ["卡"]],
    ["没(?:到|收到){1,8}[^。]{0,8}?(?:钱|账)", ["没"]],
    ["(?<!没)交(?!易)", ["交"]],
    ["a\\.\\d", ["a."]],
    ["\\d{1,2}", [..."0123456789"]],
    ["^\\bok\\b$", ["ok"]],
  ])("reads off %s the rarest pieces of which each match holds one", (source, pieces) => {
    expect([...(neededBy(source) ?? [])]).toEqual(pieces);
  });

  it.each([".{0,4}?", "换?", "[^换]", "\\p{P}", "换|.", "(?!换)", "[a-z]", "(换)", "(?:换|)", "𠮷"])(
    "is nothing for %s, which may match anything",
    (source) => expect(neededBy(source)).toBeUndefined(),
  );
});

describe("the screen before the rules", () => {
  it("lets through every pattern of the content that is found in what merchants say", () => {
    const sources = [...realRules().values()].flatMap((rules) =>
      [...rules.values()].flatMap(({ source }) => source.all),
    );
    const patterns = sources.map((source) => new RegExp(source, "u"));
    const mayHold = createScreen(sources);
    const texts = readStories().flatMap(({ story }) =>
      story.turns.map(({ merchant }) => normalise(merchant)),
    );
    const kept = texts.map((text) => ({
      found: patterns.flatMap((pattern, at) => (pattern.test(text) ? [at] : [])),
      let: patterns.flatMap((_, at) => (mayHold(at, text) ? [at] : [])),
    }));
    expect(kept.flatMap(({ found, let: through }) => found.filter((at) => !through.includes(at)))).toEqual(
      [],
    );
    const all = (of: "found" | "let") => kept.reduce((sum, one) => sum + one[of].length, 0);
    expect(all("found")).toBeGreaterThan(10_000);
    expect(all("let")).toBeLessThan((texts.length * sources.length) / 5);
  });

  it("answers for the text that is asked about, in whatever order", () => {
    const mayHold = createScreen(["换卡", "手续费", "."]);
    const texts = ["换卡", "手续费", "都不", "换卡要手续费", "没有", "", "换", "卡换"];
    const asked = [...texts, ...texts.toReversed(), ...texts];
    expect(asked.map((text) => [0, 1, 2].map((at) => mayHold(at, text)))).toEqual(
      asked.map((text) => [text.includes("换卡"), /手续|续费/.test(text), true]),
    );
  });
});
