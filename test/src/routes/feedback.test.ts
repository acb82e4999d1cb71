// Votes about pages: by form, by fetch, and only about pages that exist.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { REASONS } from "../../../src/base/wire.ts";
import { createLimits } from "../../../src/http/limits.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.votes.length = 0;
});

const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };
const AT = "2026-11-24T00:00:00.000Z";

function vote(body: URLSearchParams | string, headers: Record<string, string> = SAME_ORIGIN) {
  return fetch(`${server.origin}/feedback`, { method: "POST", redirect: "manual", body, headers });
}

describe("feedback", () => {
  it("is taken ten times in ten seconds from one address, whatever its page", async () => {
    const limited = await startWebServer({ limits: createLimits() });
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const body = new URLSearchParams({ page: n % 2 === 0 ? "/" : "/providers/lakala", helpful: "yes" });
      const init = { method: "POST", redirect: "manual" as const, body, headers: SAME_ORIGIN };
      statuses.push((await fetch(`${limited.origin}/feedback`, init)).status);
    }
    await limited.close();
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429]);
    expect(limited.votes).toHaveLength(10);
  });

  it("is stored from a form, thanked for, and leads back to the page", async () => {
    const response = await vote(new URLSearchParams({ page: "/providers/lakala", helpful: "yes" }));
    expect(response.status).toBe(303);
    expect(server.votes).toEqual([{ page: "/providers/lakala", helpful: true, at: AT }]);
    const thanks = await fetch(server.origin + response.headers.get("location"));
    const page = await thanks.text();
    expect(thanks.status).toBe(200);
    expect(page).toContain("谢谢你的反馈");
    expect(page).toContain('href="/providers/lakala">回到刚才的页面');
  });

  it("asks who was not helped why, and each reason is counted and leads on to a page of ours", async () => {
    const page = "/providers/lakala";
    const asked = await vote(new URLSearchParams({ page, helpful: "no" }));
    const thanks = await (await fetch(server.origin + asked.headers.get("location"))).text();
    const leads: string[] = [];
    for (const reason of REASONS) {
      expect(thanks).toContain(`<button name="helpful" value="${reason}"`);
      const response = await vote(new URLSearchParams({ page, helpful: reason }));
      expect(server.votes.at(-1)).toEqual({ page, reason, at: AT });
      leads.push(decodeURIComponent(response.headers.get("location") ?? ""));
    }
    expect(leads).toEqual([
      "/chat?say=我要换拉卡拉的结算卡",
      "/providers",
      "/chat?say=转人工",
      "/chat?say=帮我核对一个号码是不是官方的",
    ]);
    for (const way of leads) expect((await fetch(server.origin + way)).status).toBe(200);
  });

  it("is stored from JSON without leaving the page", async () => {
    const json = { ...SAME_ORIGIN, "content-type": "application/json" };
    const response = await vote(JSON.stringify({ page: "/", helpful: "no" }), json);
    expect(response.status).toBe(204);
    expect(server.votes).toEqual([{ page: "/", helpful: false, at: AT }]);
  });

  it.each([
    ["an unknown page", { page: "https://evil.example/", helpful: "yes" }],
    ["no answer", { page: "/" }],
    ["a strange answer", { page: "/", helpful: "maybe" }],
    ["words for a reason", { page: "/", helpful: "打了 13800138000 没人接" }],
  ])("is refused with %s", async (_, fields) => {
    expect((await vote(new URLSearchParams(fields as Record<string, string>))).status).toBe(400);
    expect(server.votes).toEqual([]);
  });

  it("is refused from another site, and never thanks for a page that is not ours", async () => {
    const fields = new URLSearchParams({ page: "/", helpful: "yes" });
    expect((await vote(fields, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await vote(fields, { origin: "null" })).status).toBe(403);
    expect(server.votes).toEqual([]);
    expect((await fetch(`${server.origin}/feedback?page=//evil.example`)).status).toBe(400);
  });
});
