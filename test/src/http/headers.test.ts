// Headers of every response, caching and compression, and errors that tell nothing to strangers.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { aHelpCenter } from "../../support/a-help-center.ts";
import { scriptedConversations } from "../../support/scripted-conversations.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const CSP =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self' HOST;" +
  "manifest-src 'self';worker-src 'self';frame-ancestors 'none';base-uri 'none';form-action 'self';" +
  "require-trusted-types-for 'script';trusted-types huanka-offline";

let server: WebServer;
let knowledge: Knowledge = aHelpCenter();
beforeAll(async () => {
  const conversations = scriptedConversations(() => {
    throw new Error("SQLITE_BUSY at /home/huanka/node_modules/x.js:1");
  });
  server = await startWebServer({ conversations, content: { current: () => knowledge } });
});
afterAll(() => server.close());

const form = (body: string, headers: Record<string, string> = { "sec-fetch-site": "same-origin" }) => ({
  method: "POST",
  redirect: "manual" as const,
  body,
  headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
});

/** As a browser asks for what somebody pasted into the search. */
const LONG = `/search?q=${encodeURIComponent("换结算卡".repeat(750))}`;

const RESPONSES: [string, string, number, RequestInit?][] = [
  ["a page", "/", 200],
  ["a built file", "/assets/help-1.css", 200],
  ["the API", "/api/search?q=a", 200],
  ["health", "/healthz", 200],
  ["a redirect", "/help", 301],
  ["a bad argument", "/api/search?limit=x", 400],
  ["a broken address", "/assets/%E0%A4%A", 400],
  ["a foreign form", "/chat", 403, form("text=a", { "sec-fetch-site": "cross-site" })],
  ["an unknown page", "/nope", 404],
  ["an unknown call", "/api/nope", 404],
  ["a wrong method", "/providers", 405, { method: "DELETE" }],
  ["a wrong method of the API", "/api/search", 405, { method: "PUT" }],
  ["a body too large", "/chat", 413, form(`text=${"a".repeat(70_000)}`)],
  ["an address too long", LONG, 431],
  ["an address too long of the API", `/api${LONG}`, 431],
  ["a failure", "/chat", 500, form("text=a")],
];

const request = (path: string, init: RequestInit = {}) =>
  fetch(server.origin + path, { redirect: "manual", ...init });

describe("every response", () => {
  it.each(RESPONSES)("carries the security headers: %s", async (_, path, status, init) => {
    const response = await request(path, init);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-security-policy")).toBe(
      CSP.replace("HOST", server.origin.replace("http", "ws")),
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(response.headers.has("x-powered-by")).toBe(false);
    expect(response.headers.has("strict-transport-security")).toBe(false);
  });

  it.each(RESPONSES)("tells nothing about the inside: %s", async (_, path, _status, init) => {
    const text = await (await request(path, init)).text();
    expect(text).not.toMatch(/\/home\/|node_modules|SQLITE_| at [\w.]+ \(|\.ts:\d/);
  });

  it("is in the form and the language of what was asked for, also where that could not be read", async () => {
    const page = await request(LONG);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const html = await page.text();
    expect(html).toMatch(/<html lang="zh-CN"[\s\S]*<h1>.*网址太长[\s\S]*href="\/chat"/);
    expect(/<h1>([\s\S]*?)<\/h1>/.exec(html)?.[1]).not.toMatch(/。|用几个字搜/); // what can be done stands below it
    const { error } = (await (await request(`/api${LONG}`)).json()) as { error: { code: string } };
    expect(error.code).toBe("RequestHeaderFieldsTooLarge");
  });

  it("asks browsers for https only when the public address is https", async () => {
    const secure = await startWebServer({ config: { publicOrigin: "https://huanka.example" } });
    const { headers } = await fetch(`${secure.origin}/nope`);
    const { headers: ofPage } = await fetch(`${secure.origin}/`);
    await secure.close();
    expect(ofPage.get("vary")).toBe("Accept-Encoding");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(headers.get("content-security-policy")).toContain("connect-src 'self' wss://huanka.example;");
  });
});

describe("errors", () => {
  it("are JSON with a code under /api, and pages with a way on elsewhere", async () => {
    const json = await (await request("/api/nope")).json();
    expect(json).toEqual({ error: { code: "NotFound", message: "没有找到这个页面。" } });
    const page = await (await request("/nope")).text();
    expect(page).toContain("没有找到这个页面");
    expect(page).toContain('role="search"');
    expect(page).toContain("换卡要手续费吗");
  });

  it("name the allowed methods and an id to report", async () => {
    expect((await request("/api/search", { method: "PUT" })).headers.get("allow")).toBe("GET, HEAD");
    expect((await request("/chat", { method: "PUT" })).headers.get("allow")).toBe("GET, HEAD, POST");
    const failed = await (await request("/chat", form("text=a"))).text();
    expect(failed).toMatch(/编号 [0-9a-f]{12}/);
  });
});

describe("caching", () => {
  it("keeps built files for ever and pages for a minute", async () => {
    const asset = await request("/assets/help-1.js");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect((await request("/")).headers.get("cache-control")).toBe("public, max-age=60");
    for (const path of ["/chat", "/search?q=a", "/api/search?q=a", "/nope", "/healthz"]) {
      expect((await request(path)).headers.get("cache-control"), path).toBe("no-store");
    }
  });

  it("tells caches that another Host means another answer, while no public address is set", async () => {
    for (const path of ["/", "/sitemap.xml", "/robots.txt", "/feed.xml", "/assets/help-1.css", "/nope"])
      expect((await request(path)).headers.get("vary"), path).toContain("Host");
  });

  it("answers 304 until the content changes, then shows the new content", async () => {
    const etag = (await request("/help/rebind")).headers.get("etag") ?? "";
    // Without its own Cache-Control, fetch would ask for a fresh copy here.
    const revalidate = { "if-none-match": etag, "cache-control": "max-age=0" };
    const again = () => request("/help/rebind", { headers: revalidate });
    expect((await again()).status).toBe(304);
    const before = knowledge;
    const renamed = knowledge.categories.map((category) => ({ ...category, title: `新${category.title}` }));
    knowledge = aHelpCenter({ hash: "fedcba9876543210", categories: renamed });
    const changed = await again();
    knowledge = before;
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain("<h1>新更换结算卡</h1>");
  });

  it.each(["br", "gzip"])(
    "compresses pages as %s, and leaves them to clients that cannot",
    async (encoding) => {
      const plain = await request("/", { headers: { "accept-encoding": "identity" } });
      const packed = await request("/", { headers: { "accept-encoding": encoding } });
      expect(plain.headers.has("content-encoding")).toBe(false);
      expect(packed.headers.get("content-encoding")).toBe(encoding);
      expect(packed.headers.get("vary")).toContain("Accept-Encoding");
      expect(await packed.text()).toBe(await plain.text());
      expect(Number(packed.headers.get("content-length"))).toBeLessThan(
        Number(plain.headers.get("content-length")) / 2,
      );
    },
  );
});
