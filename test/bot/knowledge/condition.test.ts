// Conditions of content: read with a reason for each mistake, judged in three values.
import { describe, expect, it } from "vitest";
import { type Case, judgeCondition, parseCondition } from "../../../bot/knowledge/condition.ts";

const conditionOf = (text: string) => {
  const read = parseCondition(text);
  if ("problem" in read) throw new Error(read.problem);
  return read.condition;
};
const facts = (situation: Case["situation"]): Case => ({
  class: "pos-vendor",
  provider: "lakala",
  situation,
});

describe("reading a condition", () => {
  it("takes and, or, class and provider", () => {
    expect(conditionOf("entity=individual|micro & provider = lakala")).toEqual([
      { subject: "entity", values: ["individual", "micro"] },
      { subject: "provider", values: ["lakala"] },
    ]);
  });

  it.each([
    ["", "is no condition"],
    ["entity", "is no condition"],
    ["entity=company or phone=no", "is no condition"],
    ["owner=yes", "owner is unknown"],
    ["entity=gmbh", "entity is never gmbh"],
    ["phone=unknown", "phone is never unknown"],
    ["phone=no & phone=yes", "phone stands twice"],
  ])("refuses 「%s」", (text, problem) => {
    expect(parseCondition(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe("judging a condition", () => {
  it("knows while nobody has said whose terminal it is", () => {
    const unknown = conditionOf("provider=none");
    expect(judgeCondition(unknown, { class: "pos-vendor", situation: {} })).toBe("yes");
    expect(judgeCondition(unknown, facts({}))).toBe("no");
  });

  it("holds, fails, or is not known", () => {
    const condition = conditionOf("entity=company & phone=no");
    expect(judgeCondition(condition, facts({ entity: "company", phone: "no" }))).toBe("yes");
    expect(judgeCondition(condition, facts({ entity: "company" }))).toBe("unknown");
    expect(judgeCondition(condition, facts({ entity: "company", phone: "unknown" }))).toBe("unknown");
    expect(judgeCondition(condition, facts({ entity: "micro" }))).toBe("no");
  });

  it("knows class and provider always", () => {
    expect(judgeCondition(conditionOf("class=bank-app"), facts({}))).toBe("no");
    expect(judgeCondition(conditionOf("provider=lakala"), facts({}))).toBe("yes");
    expect(judgeCondition(conditionOf("provider=lakala"), { class: "pos-vendor", situation: {} })).toBe("no");
  });
});
