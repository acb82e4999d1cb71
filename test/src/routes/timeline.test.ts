// The timeline page and its calendar file over HTTP, and the policy of the take-away checklist.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settlementTimeline, type Timeline } from "../../../bot/dialogs/timeline.ts";
import { guideFor, type Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { icsFile } from "../../../src/view/files/ics.ts";
import { timelineEvents } from "../../../src/view/files/timeline-events.ts";
import { realContent } from "../../support/real-content.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const TODAY = "2026-11-24"; // the web server's clock
const LARGEST_CHECKLIST = 30_000; // bytes, as it is saved

let server: WebServer;
let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
  server = await startWebServer({ content: { current: () => knowledge } });
});
afterAll(() => server.close());

const get = (path: string) => fetch(server.origin + path);
/** As a calendar reads it: continued lines joined. */
const unfolded = (ics: string) => ics.replaceAll("\r\n ", "").split("\r\n");

describe("the timeline page", () => {
  it("is for today in Shanghai, or for the day asked for", async () => {
    expect(await (await get("/providers/wechatpay/timeline")).text()).toContain(`${TODAY}（周二）`);
    const other = await (await get("/providers/wechatpay/timeline?submitted=2026-09-29")).text();
    expect(other).toContain("2026-10-12（周一）");
  });

  it("exists for every provider and is linked from its page", async () => {
    for (const { id } of knowledge.providers.values()) {
      expect((await get(`/providers/${id}/timeline`)).status, id).toBe(200);
      const page = await (await get(`/providers/${id}`)).text();
      expect(page).toContain(`href="/providers/${id}/timeline"`);
      expect(page).toContain(`href="/providers/${id}/checklist"`);
    }
  });

  it.each([
    "2026/09/29",
    "2026.9.29",
    "20260929",
    "2026年9月29日",
    "２０２６-９-２９",
    " 2026 - 09 - 29 ",
    "2026-01-01&submitted=2026-09-29",
  ])("reads the day %s as it is meant", async (day) => {
    const page = await get(`/providers/wechatpay/timeline?submitted=${day}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("2026-10-12（周一）");
    expect((await get(`/providers/wechatpay/timeline.ics?submitted=${day}`)).status).toBe(200);
  });

  it("is for today where the day is left empty", async () => {
    expect(await (await get("/providers/wechatpay/timeline?submitted=")).text()).toContain(
      `${TODAY}（周二）`,
    );
  });

  it.each(["2026-02-30", "x", "1999-01-01", "29/11/2026", "11/29", "明天"])(
    "says that it cannot read the day %s, and shows today",
    async (day) => {
      const page = await get(`/providers/wechatpay/timeline?submitted=${encodeURIComponent(day)}`);
      expect(page.status).toBe(400);
      const text = await page.text();
      expect(text).toContain(`${TODAY}（周二）`);
      expect(text).toContain("没看懂这个日期");
      const file = await get(`/providers/wechatpay/timeline.ics?submitted=${encodeURIComponent(day)}`);
      expect(file.status).toBe(400);
    },
  );

  it("does not exist for an unknown provider", async () => {
    for (const path of ["timeline", "timeline.ics", "checklist"]) {
      expect((await get(`/providers/nobody/${path}`)).status).toBe(404);
    }
  });
});

describe("the calendar file", () => {
  it("has CRLF line ends and no line over 75 octets", async () => {
    const response = await get("/providers/wechatpay/timeline.ics?submitted=2026-09-29");
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const ics = await response.text();
    expect(ics.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(ics.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(ics.split("\r\n").filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(ics).not.toContain("\uFFFD");
  });

  it("puts the looks on the official days where they are everybody's", () => {
    const provider = knowledge.providers.get("wechatpay");
    if (!provider) throw new Error("no provider wechatpay");
    const { partly, ...timeline } = settlementTimeline(knowledge, { provider, submitted: "2026-09-29" });
    const days = (of: Timeline) => timelineEvents(of, { knowledge, provider }).map(({ day }) => day);
    expect(days(timeline)).toEqual(["2026-09-30", "2026-10-12", "2026-10-13"]);
    expect(partly).toBe(true);
    expect(days({ ...timeline, partly: true })).toEqual(["2026-09-30", "2026-10-08"]);
  });

  it("names the hour in Shanghai", async () => {
    const lines = unfolded(
      await (await get("/providers/wechatpay/timeline.ics?submitted=2026-09-29")).text(),
    );
    expect(lines).toContain("DTSTART;TZID=Asia/Shanghai:20260930T100000");
    expect(lines.filter((line) => line === "TZID:Asia/Shanghai")).toHaveLength(1);
  });

  it("only reminds to ask where no time is official", async () => {
    const lines = unfolded(await (await get("/providers/lakala/timeline.ics?submitted=2026-11-27")).text());
    expect(lines.filter((line) => line.startsWith("DTSTART;"))).toEqual([
      "DTSTART;TZID=Asia/Shanghai:20261130T100000",
      "DTSTART;TZID=Asia/Shanghai:20261201T100000",
    ]);
    expect(lines.some((line) => line.startsWith("SUMMARY:") && line.includes("问换卡审核"))).toBe(true);
  });

  it("keeps its ids, so that a second import replaces the first", async () => {
    const uids = async () =>
      unfolded(await (await get("/providers/wechatpay/timeline.ics?submitted=2026-09-29")).text()).filter(
        (line) => line.startsWith("UID:"),
      );
    const first = await uids();
    expect(new Set(first).size).toBe(2);
    expect(await uids()).toEqual(first);
  });

  it("escapes what the format uses itself", () => {
    const event = { uid: "a", day: TODAY, summary: "一,二;三\\四", description: "行\n行" };
    const lines = unfolded(icsFile("名", [event], "2026-11-24T02:00:00.000Z"));
    expect(lines).toContain(String.raw`SUMMARY:一\,二\;三\\四`);
    expect(lines).toContain(String.raw`DESCRIPTION:行\n行`);
    expect(lines).toContain("DTSTAMP:20261124T020000Z");
  });
});

describe("the take-away checklist", () => {
  it("holds every step of the guide by its id, under 30 kB, for every provider and guide", async () => {
    const guides = [
      ...[...knowledge.providers.values()].map((provider) => ({
        path: `/providers/${provider.id}/checklist`,
        steps: guideFor(knowledge, provider).steps,
      })),
      ...[...knowledge.guides.values()].map(({ id, steps }) => ({ path: `/guides/${id}/checklist`, steps })),
    ];
    for (const { path, steps } of guides) {
      const response = await get(path);
      const page = await response.text();
      const ids = [...page.matchAll(/<li id="([^"]+)"/g)].map((match) => match[1]);
      expect(ids, path).toEqual(steps.map(({ id }) => id));
      expect(Buffer.byteLength(page), path).toBeLessThan(LARGEST_CHECKLIST);
      expect(page, path).not.toMatch(/\{\{|undefined|<script|<link|<img|src=|url\(/);
    }
  });

  it("allows its own style by hash and nothing else, in this response only", async () => {
    const response = await get("/providers/lakala/checklist");
    const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    const other = (await get("/providers/lakala")).headers.get("content-security-policy");
    expect(other).not.toContain("sha256");
  });
});
