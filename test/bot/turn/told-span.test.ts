// A time that the merchant was told, and the day it comes to.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { endOfSpan, toldSpan } from "../../../bot/turn/follow/told-span.ts";
import { realContent } from "../../support/real-content.ts";

const TUESDAY = "2026-11-24";

describe("a time that was told", () => {
  let knowledge: Knowledge;
  beforeAll(async () => {
    knowledge = await realContent();
  });
  const span = (text: string, today = TUESDAY) => toldSpan(knowledge.rules, normalise(text), today);
  const end = (text: string, today = TUESDAY) => {
    const told = span(text, today);
    return told && endOfSpan(knowledge, told);
  };

  it.each([
    ["客服讲审核要三个工作日 那几时得", "2026-11-27"],
    ["他说3-5个工作日", "2026-12-01"],
    ["热线讲两三天就行", "2026-11-27"],
    ["说要十五个工作日", "2026-12-15"],
    ["最慢一个礼拜", "2026-12-01"],
    ["they told me three to five business days, when is that", "2026-12-01"],
    ["hotline says 2 weeks", "2026-12-08"],
  ])("is counted from today: %s", (text, day) => {
    expect(end(text)).toBe(day);
  });

  it("jumps weekends and holidays where working days were told, and no day where days were", () => {
    expect(end("客服说三个工作日", "2026-09-30")).toBe("2026-10-10");
    expect(end("客服说要三天", "2026-09-30")).toBe("2026-10-03");
  });

  it("counts from the day of handing in, and from the weekday that is called today's", () => {
    expect(span("昨天交的，说是5个工作日")?.from).toBe("2026-11-23");
    expect(span("前天提交的 客服说两个工作日")?.from).toBe("2026-11-22");
    expect(span("周五提交的 说两个工作日")?.from).toBe("2026-11-20");
    expect(span("submitted on monday, they said 3 days")?.from).toBe("2026-11-23");
    expect(span("今天礼拜三 客服说三个工作日")?.from).toBe("2026-11-25");
  });

  it("has no end where the holidays of the year are not known", () => {
    expect(end("客服说三个工作日", "2026-12-30")).toBeUndefined();
  });

  it.each([
    "我等了三天了",
    "客服叫我等两个工作日，都第四天了还没好",
    "网上说三个工作日",
    "三天前交的",
    "没人说要多久",
  ])("is none: %s", (text) => {
    expect(span(text)).toBeUndefined();
  });
});
