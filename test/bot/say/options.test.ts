// Which of the offered buttons typed words choose.
import { describe, expect, it } from "vitest";
import { choicesOf } from "../../../bot/say/choices.ts";
import { chooseOption, nextQuestion } from "../../../bot/say/options.ts";
import type { Option } from "../../../bot/say/state.ts";
import { realContent } from "../../support/real-content.ts";

const labelled = (...labels: string[]) => labels.map((label): Option => ({ label, action: { do: "human" } }));

describe("words that are part of a button's label", () => {
  it("choose it when only one label holds them", () => {
    expect(chooseOption(labelled("拉卡拉", "盛付通"), "盛付")?.label).toBe("盛付通");
    expect(chooseOption(labelled("I am stuck", "Talk to a person"), "a person")?.label).toBe(
      "Talk to a person",
    );
  });

  it("choose nothing when they are letters inside of another word", () => {
    expect(chooseOption(labelled("I don't know", "Next step"), "no")).toBeUndefined();
    expect(chooseOption(labelled("I don't know", "Next step"), "ex")).toBeUndefined();
  });

  it("choose nothing when they are a single character", () => {
    expect(chooseOption(labelled("不知道", "下一步"), "不")).toBeUndefined();
  });
});

describe("a question that was asked beside another", () => {
  it.each([
    ["换卡要收费吗？", "接着问：换卡要收费吗？"],
    ["这台 POS 是哪家的，怎么看？", "这台 POS 是哪家的，怎么看？"],
  ])("is offered with as many words as a button holds: %s", async (question, label) => {
    const [asked] = labelled(question);
    if (asked) expect(nextQuestion(await realContent(), asked).label).toBe(label);
    expect.assertions(1);
  });
});

describe("the first of the options", () => {
  const on: Option = { label: "下一步", action: { do: "command", command: "next" } };
  const beside = labelled("卡住了", "上一步", "先不办了", "转人工");

  it("leads where it goes on with the steps, however many stand beside it", () => {
    expect(choicesOf([on, ...beside]).leads).toBe(true);
    expect(choicesOf(beside)).not.toHaveProperty("leads");
    expect(choicesOf([...beside, on])).not.toHaveProperty("leads");
    expect(choicesOf([])).toEqual({ choices: [] });
  });
});
