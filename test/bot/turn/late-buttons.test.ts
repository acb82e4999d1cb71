// Buttons pressed when they are not offered any more: each does what it says, or says why not, and never throws.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { namedOption } from "../../../bot/say/options.ts";
import type { Reply } from "../../../bot/say/reply.ts";
import { realContent } from "../../support/real-content.ts";
import { playStory } from "../../support/run-story.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

const WHERE = {
  "at the beginning": [],
  "while the provider is asked for": ["我要换结算卡"],
  "in a guide": ["拉卡拉换卡", "下一步"],
  "after a guide": ["拉卡拉换卡", ...Array<string>(9).fill("下一步"), "办好了"],
  "with a guide put aside": ["拉卡拉换卡", "下一步", "先不办了"],
  "while a question about the case waits": ["拉卡拉换卡", "本人来不了"],
  "while something comes first": ["拉卡拉换卡", "本人来不了", "不知道", "不知道"],
} as const;

const last = (lines: readonly string[]) => playStory(knowledge, lines).turns.at(-1)?.replies ?? [];
const keys = (replies: readonly Reply[]) => replies.map(({ key }) => key);

describe.each(Object.entries(WHERE))("a button pressed late %s", (_, lines) => {
  it("is answered with a way on, whichever it is", () => {
    const filled = { provider: "拉卡拉", question: "换卡要手续费吗？" };
    const labels = [...knowledge.replies].flatMap(([key, text]) =>
      key.startsWith("option.")
        ? [text.replace(/\{(provider|question)\}/g, (_all, name: keyof typeof filled) => filled[name])]
        : [],
    );
    for (const label of labels) {
      const replies = last([...lines, label]);
      expect(replies.at(-1)?.choices.length, label).toBeGreaterThan(0);
      expect(keys(replies), label).not.toContain("not-understood");
    }
  });
});

describe("an old 下一步", () => {
  it("moves on in the guide that runs", () => {
    expect(last(["拉卡拉换卡", "下一步", "下一步"]).at(-1)?.guide).toMatchObject({ step: 3 });
  });

  it("takes up the guide that was put aside, without skipping a step", () => {
    expect(last([...WHERE["with a guide put aside"], "下一步"]).at(-1)?.guide).toMatchObject({ step: 2 });
  });

  it("says that nothing is under way", () => {
    expect(keys(last([...WHERE["after a guide"], "下一步"]))).toEqual(["nothing-to-continue"]);
  });

  it("shows the steps and says what has to be there before", () => {
    expect(keys(last([...WHERE["while something comes first"], "下一步"]))).toEqual([
      "path-steps-missing",
      "step",
    ]);
  });
});

describe("a late name", () => {
  it("is known for every fixed option, question and guide", () => {
    expect(namedOption(knowledge, "下一步")?.action).toEqual({ do: "command", command: "next" });
    expect(namedOption(knowledge, "这个办好了")?.action).toEqual({ do: "path", with: "got-it" });
    expect(namedOption(knowledge, "换个问题")?.action).toEqual({ do: "other-question" });
  });

  it("is not taken from 「不知道」, which means something else everywhere", () => {
    expect(namedOption(knowledge, "不知道")).toBeUndefined();
  });
});
