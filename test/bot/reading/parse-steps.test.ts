// The section 步骤: items to steps, and each malformed line with its offset.
import { describe, expect, it } from "vitest";
import { parseSteps } from "../../../bot/reading/parse-steps.ts";

const section = (list: string) => `前言。\n\n## 步骤\n\n${list}`;

describe("parsing steps", () => {
  it("takes the section out and keeps what stands around it", () => {
    const { body, steps, problems } = parseSteps(
      `${section("1. **打热线。** 说要变更 {#call}\n")}\n## 说明\n\n后面。\n`,
    );
    expect(problems).toEqual([]);
    expect(body).toBe("前言。\n\n## 说明\n\n后面。\n");
    expect(steps).toEqual([{ id: "call", title: "打热线", text: "说要变更", needs: [] }]);
  });

  it("reads stuck and needs, and lines that go on", () => {
    const { steps, problems } = parseSteps(
      section(
        "1. **打热线** 说要变更，\n   再报商户号。 {#call}\n   - stuck: 打不通，\n     换个时段。\n   - needs: 商户编号, 执照、身份证\n",
      ),
    );
    expect(problems).toEqual([]);
    expect(steps).toEqual([
      {
        id: "call",
        title: "打热线",
        text: "说要变更，\n再报商户号。",
        stuck: "打不通，\n换个时段。",
        needs: ["商户编号", "执照", "身份证"],
      },
    ]);
  });

  it("reads conditions of steps and of single needs", () => {
    const { steps, problems } = parseSteps(
      section("1. **甲。** 好 {#a}\n   - needs: 执照{entity=company}, 身份证\n   - if: phone=no\n"),
    );
    expect(problems).toEqual([]);
    expect(steps).toEqual([
      {
        id: "a",
        title: "甲",
        text: "好",
        needs: ["执照", "身份证"],
        needsIf: { 执照: [{ subject: "entity", values: ["company"] }] },
        if: [{ subject: "phone", values: ["no"] }],
      },
    ]);
  });

  it("has no steps where there is no section", () => {
    expect(parseSteps("1. **打热线。** 好 {#a}")).toEqual({
      body: "1. **打热线。** 好 {#a}",
      steps: [],
      problems: [],
    });
  });

  const good = "1. **甲。** 好 {#a}\n";
  it.each([
    ["no id", "1. **甲。** 好\n", 0, "no id"],
    ["an id twice", `${good}2. **乙。** 好 {#a}\n`, good.length, "the id a is taken"],
    ["no title in bold", "1. 甲。好 {#a}\n", 0, "begins with its title in bold"],
    ["nothing after the title", "1. **甲。** {#a}\n", 0, "says nothing after its title"],
    ["an empty stuck", `${good}   - stuck:\n`, good.length, "stuck is empty"],
    ["a second stuck", `${good}   - stuck: 一\n   - stuck: 二\n`, good.length + 14, "a second stuck"],
    ["a condition nobody knows", `${good}   - if: owner=no\n`, good.length, "owner is unknown"],
    ["a need with a broken condition", `${good}   - needs: 一{entity}\n`, good.length, "is no condition"],
    ["an unknown line", `${good}   - hint: 一\n`, good.length, "unknown line hint"],
    ["a list below a step", `${good}   - 一\n`, good.length, "only `- stuck: …`, `- needs: …` and `- if: …`"],
    ["text before the first step", `好\n${good}`, 0, "this line is no step"],
    ["text that is not indented", `${good}好\n`, good.length, "this line is no step"],
    ["a second section", `${good}\n## 步骤\n\n${good}`, good.length + 1, "a second section"],
  ])("reports %s, and where", (_, list, offset, problem) => {
    const { problems } = parseSteps(section(list));
    expect(problems).toEqual([
      { offset: section("").length + offset, problem: expect.stringContaining(problem) },
    ]);
  });

  it("reports a section without steps at its heading", () => {
    expect(parseSteps(section("")).problems).toEqual([
      { offset: 5, problem: expect.stringContaining("has no steps") },
    ]);
  });
});
