// The JSON API and the addresses for machines.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import type { SearchReply } from "../../../src/base/wire.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer({
    config: { metricsToken: "a-token-for-the-scraper" },
  });
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers });

async function search(query: string): Promise<SearchReply> {
  return (await get(`/api/search?${query}`)).json() as Promise<SearchReply>;
}

async function check(value: string): Promise<Record<"verdict" | "provider" | "evidence", unknown>> {
  return (await get(`/api/channels/check?value=${value}`)).json() as ReturnType<typeof check>;
}

describe("the search API", () => {
  it("answers query, normalised query and hits, best first", async () => {
    const reply = await search(`q=${encodeURIComponent("手續費")}&limit=3`);
    expect(reply).toMatchObject({ query: "手續費", normalised: "手续费" });
    expect(reply.results.length).toBeGreaterThan(0);
    expect(reply.results.length).toBeLessThanOrEqual(3);
    expect(reply.results[0]).toMatchObject({
      id: "fee",
      type: "faq",
      title: "换卡要手续费吗",
      url: "/help/rebind/fee",
      topics: ["faq_fee"],
    });
    expect(reply.results[0]?.score).toBeTypeOf("number");
    expect(reply.results[0]?.excerpt).toBeTypeOf("string");
  });

  it("answers a provider with its number, and one without a number without", async () => {
    expect((await search("q=lakala")).results[0]).toMatchObject({ id: "lakala", phone: "95016" });
    const [none] = (await search(`q=${encodeURIComponent("无号付")}`)).results;
    expect(none).toMatchObject({ id: "nophone" });
    expect(none).not.toHaveProperty("phone");
  });

  it("tells no secret back", async () => {
    const { query, normalised } = await search(`q=${encodeURIComponent("换卡 6222021001116245678")}`);
    expect([query, normalised].join()).not.toContain("6222");
  });

  it("finds nothing for an empty query and refuses what is out of bounds", async () => {
    expect((await search("")).results).toEqual([]);
    for (const query of ["limit=0", "limit=21", "limit=x", `q=${"a".repeat(201)}`]) {
      const response = await get(`/api/search?${query}`);
      expect(response.status, query).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "BadArgument" } });
    }
  });
});

describe("a search that finds nothing", () => {
  it("offers titles that are typed almost alike, and only then", async () => {
    expect(await search("q=laakkala")).toMatchObject({ results: [], near: [{ url: "/providers/lakala" }] });
    expect(await search(`q=${encodeURIComponent("手续费")}`)).toMatchObject({ near: [] });
  });
});

describe("the channel check", () => {
  it("knows a registered number, and says so with evidence", async () => {
    const reply = await check("95016");
    expect(reply).toMatchObject({ verdict: "official", provider: "lakala" });
    expect(reply.evidence).not.toBe("");
  });

  it("says unknown, with no provider, for what it does not know", async () => {
    const reply = await check("02112345678");
    expect(reply).toMatchObject({ verdict: "unknown", provider: null });
  });

  it("wants a value", async () => {
    expect((await get("/api/channels/check")).status).toBe(400);
  });
});

describe("addresses for machines", () => {
  it("tell a living process from one that can serve", async () => {
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(200);
    const broken = await startWebServer({ ready: async () => false });
    expect((await fetch(`${broken.origin}/readyz`)).status).toBe(503);
    expect((await fetch(`${broken.origin}/healthz`)).status).toBe(200);
    await broken.close();
  });

  it("look at the database once, however many ask in that second", async () => {
    let looks = 0;
    const ready = async () => {
      looks += 1;
      return true;
    };
    const asked = await startWebServer({ ready });
    await Promise.all(Array.from({ length: 50 }, () => fetch(`${asked.origin}/readyz`)));
    await asked.close();
    expect(looks).toBeLessThan(5);
  });

  it("say that there is no room for new conversations", async () => {
    const full = await startWebServer({ problemOfRoom: async () => new AppError("overloaded") });
    const said = await fetch(`${full.origin}/readyz`);
    expect([said.status, await said.text()]).toEqual([
      200,
      "ready\nlow on disk space: new conversations are refused\n",
    ]);
    await full.close();
  });

  it("give counts to loopback and to the bearer of the token, and are unknown to others", async () => {
    const local = await get("/metrics");
    const text = await local.text();
    expect(local.headers.get("content-type")).toContain("text/plain");
    expect(text).toMatch(/^huanka_http_responses_total\{route="machine",class="2xx"\} [1-9]\d*$/m);
    expect(text).toMatch(/^huanka_sockets_open 7$/m);
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    const proxied = { "x-forwarded-for": "203.0.113.9" };
    expect((await get("/metrics", proxied)).status).toBe(404);
    expect((await get("/metrics", { ...proxied, authorization: "Bearer wrong" })).status).toBe(404);
    const token = { ...proxied, authorization: "Bearer a-token-for-the-scraper" };
    expect((await get("/metrics", token)).status).toBe(200);
  });
});
