// A merchant in the middle of a guide while its content changes: what they read, said by the whole turn.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { TurnResult } from "../../../bot/turn/turn.ts";
import { type EditedContent, editedContent } from "../../support/edited-content.ts";
import { playTurn } from "../../support/recorded-sessions.ts";

let content: EditedContent;
let published: Knowledge;
beforeAll(async () => {
  content = await editedContent();
  published = content.published.knowledge;
});

function edited(name: string): Knowledge {
  const edit = [...content.edits, ...content.undeclared].find((one) => one.name === name);
  if (!edit) throw new Error(`no edit ${name}`);
  return edit.knowledge;
}

/** Plays lines on the published content. */
function played(...lines: string[]): TurnResult {
  let result = playTurn({ state: undefined, line: undefined, knowledge: published });
  for (const line of lines) result = playTurn({ state: result.state, line, knowledge: published });
  return result;
}

/** Plays lines after a deploy, with the published content kept. */
function deployed(from: TurnResult, knowledge: Knowledge, ...lines: string[]): TurnResult {
  let result = from;
  for (const line of lines) result = playTurn({ state: result.state, line, knowledge, older: published });
  return result;
}

const keys = ({ replies }: TurnResult) => replies.map(({ key }) => key);
const shown = ({ replies }: TurnResult) => replies.findLast(({ guide }) => guide)?.guide;

describe("a guide whose content changes under way", () => {
  it("goes on in the newer content without a word where nothing read so far changed", () => {
    const after = deployed(
      played("中国银行的机器换卡", "下一步"),
      edited("a step put in before the last"),
      "重复",
    );
    expect(keys(after)).toEqual(["step"]);
    expect(after.state.content).toBe(edited("a step put in before the last").hash);
    expect(shown(after)).toMatchObject({ step: 2, of: 8 });
  });

  it("repeats a step as it was read, and shows the next one as it is now", () => {
    const newer = edited("a wording fixed in every step");
    const at = played("中国银行的机器换卡", "下一步");
    const repeated = deployed(at, newer, "重复");
    expect(repeated.state.content).toBe(published.hash);
    const next = deployed(repeated, newer, "下一步");
    expect(next.replies[0]?.text).toContain("说法改过");
    expect(shown(next)).toMatchObject({ step: 3 });
  });

  it("follows a renamed step", () => {
    const after = deployed(
      played("中国银行的机器换卡", "下一步"),
      edited("every step renamed, with a map"),
      "下一步",
    );
    expect(keys(after)).toEqual(["step"]);
    expect(shown(after)).toMatchObject({ step: 3, stepId: "prepare-proof-anew" });
  });

  it("walks the older content to its end when an undone step was put in front", () => {
    const newer = edited("a step put in second");
    const after = deployed(played("中国银行的机器换卡", "下一步", "下一步"), newer, "下一步", "下一步");
    expect(shown(after)).toMatchObject({ step: 5, of: 7 });
    expect(after.state.content).toBe(published.hash);
  });

  it("does not walk on past a corrected fact", () => {
    const newer = edited("a step put in second, and a fact corrected");
    const after = deployed(played("中国银行的机器换卡", "下一步", "下一步"), newer, "下一步");
    expect(keys(after)).toEqual(["guide-expired", "step"]);
    expect(shown(after)).toMatchObject({ stepId: "added-second", step: 2 });
  });

  it("lists what was done when the step is gone, and goes on at the first step that is not done", () => {
    const newer = edited("the third step removed, with a map");
    const after = deployed(played("中国银行的机器换卡", "下一步", "下一步"), newer, "下一步");
    expect(keys(after)).toEqual(["guide-expired", "step"]);
    const titles =
      published.providers
        .get("boc")
        ?.guide?.steps.slice(0, 3)
        .map(({ title }) => title) ?? [];
    for (const [index, title] of titles.entries()) {
      expect(after.replies[0]?.text).toContain(`${index + 1}. ${title}`);
    }
    expect(shown(after)).toMatchObject({ stepId: "hand-in", step: 3, of: 6 });
  });

  it("answers a question from the older content before the step is left", () => {
    const newer = edited("the third step removed, with a map");
    const after = deployed(played("中国银行的机器换卡", "下一步", "下一步"), newer, "卡住了");
    expect(keys(after)[0]).toBe("stuck");
    expect(new Set(after.replies.map(({ why }) => why.content))).toEqual(new Set([published.hash]));
  });

  it("ends when every step of the newer guide is done", () => {
    const newer = edited("the last step removed, with a map");
    const lines = Array.from({ length: 6 }, () => "下一步");
    const after = deployed(played("中国银行的机器换卡", ...lines), newer, "下一步");
    expect(keys(after)).toEqual(["guide-expired", "guide-done"]);
    expect(after.state.stack).toEqual([]);
  });

  it("says that a guide was withdrawn, what was done, and what can be done now", () => {
    const after = deployed(played("中国银行的机器换卡", "下一步"), edited("a provider removed"), "下一步");
    expect(keys(after)).toEqual(["guide-withdrawn"]);
    expect(after.replies[0]?.choices.length).toBeGreaterThan(0);
    expect(after.state).toMatchObject({ stack: [] });
    expect(after.state.provider).toBeUndefined();
  });

  it("says that other steps apply where a provider's own are withdrawn", () => {
    const newer = edited("the own steps of two providers withdrawn");
    const after = deployed(played("拉卡拉换卡", "下一步"), newer, "下一步");
    expect(keys(after)).toEqual(["guide-replaced", "step"]);
    expect(shown(after)).toMatchObject({ id: "pos-vendor", step: 1 });
  });

  it("takes a paused guide up where it stands in the newer content", () => {
    const newer = edited("every step renamed, with a map");
    const after = deployed(
      played("中国银行的机器换卡", "下一步", "先不办了"),
      newer,
      "换卡要手续费吗",
      "继续",
    );
    expect(shown(after)).toMatchObject({ stepId: "fill-form-anew", step: 2 });
  });

  it("starts the current guide when a paused one is begun anew", () => {
    const newer = edited("a step put in second");
    const after = deployed(
      played("中国银行的机器换卡", "下一步", "下一步", "先不办了"),
      newer,
      "中国银行的机器换卡",
    );
    expect(keys(after)).toContain("guide-start");
    expect(after.state.content).toBe(newer.hash);
  });

  it("says so when the older content is not kept and the step is not known", () => {
    const newer = edited("the third step removed, without a map");
    const { state } = played("中国银行的机器换卡", "下一步", "下一步");
    const after = playTurn({ state, line: "下一步", knowledge: newer });
    expect(keys(after)[0]).toBe("guide-changed");
  });
});
