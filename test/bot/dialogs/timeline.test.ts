// The settlement timeline: dates where an official fact carries them, otherwise what is known and whose answer counts.
import { beforeAll, describe, expect, it } from "vitest";
import { factsOf, settlementTimeline } from "../../../bot/dialogs/timeline.ts";
import type { Fact } from "../../../bot/knowledge/fact.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { realContent } from "../../support/real-content.ts";
import { playStory } from "../../support/run-story.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

function getProvider(id: string): Provider {
  const provider = knowledge.providers.get(id);
  if (!provider) throw new Error(`no provider ${id}`);
  return provider;
}

const timelineOf = (id: string, submitted: string, facts = knowledge.facts) =>
  settlementTimeline({ ...knowledge, facts }, { provider: getProvider(id), submitted });
const textOf = (timeline: ReturnType<typeof timelineOf>) => timeline.rows.map(({ text }) => text).join("\n");

describe("with an official review time", () => {
  it("counts the last day on the work calendar and names the notice it counts on", () => {
    const timeline = timelineOf("wechatpay", "2026-09-29");
    expect(timeline).toMatchObject({ usually: "2026-09-30", latest: "2026-10-12" });
    const review = timeline.rows.find(({ id }) => id === "review");
    expect(review?.facts).toEqual(["wechatpay.review-time", "calendar.2026"]);
    expect(review?.text).toContain("2026-10-12（周一）");
  });

  it("names the notices of both years when the count crosses into the next", () => {
    const review = timelineOf("wechatpay", "2025-12-25").rows.find(({ id }) => id === "review");
    expect(review?.facts).toEqual(["wechatpay.review-time", "calendar.2025", "calendar.2026"]);
  });

  it("gives no date when the count reaches a year whose holidays are not known, and names the year", () => {
    const timeline = timelineOf("wechatpay", "2026-12-30");
    expect(timeline.latest).toBeUndefined();
    expect(textOf(timeline)).toContain("2027 年的放假安排还没有收录");
  });

  it("tells the date to those alone whom the fact is about, and nobody else plans by it", () => {
    const timeline = timelineOf("wechatpay", "2026-09-29");
    expect(timeline.partly).toBe(true);
    const review = timeline.rows.find(({ id }) => id === "review");
    expect(review?.text).toContain("由服务商提交的");
    expect(review?.text).toContain("不是这样提交的，没有查到时限");
    const others = timeline.rows.filter(({ id }) => id !== "review" && id !== "submit");
    expect(others.map(({ text }) => text).join("\n")).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  it("says what kind of day the day handed in is", () => {
    const first = (day: string) => timelineOf("wechatpay", day).rows[0]?.text;
    expect(first("2026-10-10")).toContain("是工作日");
    expect(first("2026-10-11")).toContain("周末");
    expect(first("2026-10-05")).toContain("国庆节放假");
    expect(first("2027-01-05")).toContain("还没有收录");
  });
});

describe("without an official review time", () => {
  it("counts no date and says whose answer counts", () => {
    const timeline = timelineOf("lakala", "2026-11-24");
    expect(timeline.latest).toBeUndefined();
    expect(textOf(timeline).match(/\d{4}-\d{2}-\d{2}/g)).toEqual(["2026-11-24"]);
    expect(textOf(timeline)).toContain("以收单机构答复为准");
  });

  it("shows an unofficial claim with its grade and day, and counts nothing with it", () => {
    const official = knowledge.facts.get("wechatpay.review-time");
    if (!official) throw new Error("no fact wechatpay.review-time");
    const unofficial: Fact = { ...official, grade: "multiple_independent" };
    const timeline = timelineOf(
      "wechatpay",
      "2026-11-24",
      new Map(knowledge.facts).set(official.id, unofficial),
    );
    expect(timeline.latest).toBeUndefined();
    expect(timeline.usually).toBeUndefined();
    expect(textOf(timeline)).toContain(knowledge.replies.get("grade.multiple_independent"));
    expect(textOf(timeline)).toContain(`核对于 ${official.verified}`);
  });
});

describe("in the chat", () => {
  it("answers how long it takes with the known provider's timeline and its facts", () => {
    const { turns } = playStory(knowledge, ["微信支付换卡多久生效"]);
    const reply = turns[0]?.replies.find(({ key }) => key === "timeline");
    const facts = factsOf(timelineOf("wechatpay", "2026-11-24"));
    expect(reply?.why.facts).toEqual(expect.arrayContaining([...facts]));
    expect(reply?.links?.[0]?.url).toBe("/providers/wechatpay/timeline?submitted=2026-11-24");
  });

  it("offers the official channels where no date can be given", () => {
    const { turns } = playStory(knowledge, ["拉卡拉换卡多久生效"]);
    const reply = turns[0]?.replies.find(({ key }) => key === "timeline");
    expect(reply?.channels?.map(({ value }) => value)).toContain("95016");
  });
});
