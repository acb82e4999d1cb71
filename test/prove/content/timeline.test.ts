// That the timeline proof can fail.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { realContent } from "../../support/real-content.ts";
import { proveTimeline } from "./timeline.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

describe("the timeline proof", () => {
  it("finds a working weekend that is left out", () => {
    const year = knowledge.calendar.get(2026);
    if (!year) throw new Error("no calendar of 2026");
    const workdays = year.workdays.filter((day) => day !== "2026-10-10");
    const calendar = new Map(knowledge.calendar).set(2026, { ...year, workdays });
    expect(proveTimeline({ ...knowledge, calendar }).faults.length).toBeGreaterThan(0);
  });

  it("finds a date that no official fact carries", () => {
    const fact = knowledge.facts.get("wechatpay.review-time");
    if (!fact) throw new Error("no fact wechatpay.review-time");
    const facts = new Map(knowledge.facts).set(fact.id, { ...fact, grade: "multiple_independent" });
    const { faults } = proveTimeline({ ...knowledge, facts });
    expect(faults.some((fault) => fault.includes("by hand"))).toBe(true);
  });
});
