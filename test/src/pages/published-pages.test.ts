// The published content as readers get it: every page renders, every link leads somewhere, and each is light.
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { channelHref } from "../../../bot/official/channels.ts";
import { type Crawl, crawl } from "../../support/crawl.ts";
import { realContent } from "../../support/real-content.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const LARGEST_PAGE = 12_000; // bytes, compressed; with sheet and script 30 kB are allowed

let server: WebServer;
let knowledge: Knowledge;
let site: Crawl;
beforeAll(async () => {
  knowledge = await realContent();
  server = await startWebServer({ content: { current: () => knowledge } });
  site = await crawl(server.origin);
});
afterAll(() => server.close());

describe("the published help center", () => {
  it("reaches every page of the sitemap by links", async () => {
    const xml = await (await fetch(`${server.origin}/sitemap.xml`)).text();
    const listed = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(match[1] ?? "").pathname);
    expect(listed.length).toBeGreaterThan(knowledge.providers.size);
    expect(listed.filter((path) => !site.pages.has(path))).toEqual([]);
  });

  it("links nothing outside but the registered channels", () => {
    const registered = new Set([...knowledge.facts.values()].map((fact) => channelHref(fact)));
    expect(site.outside.length).toBeGreaterThan(0);
    expect(site.outside.filter((address) => !registered.has(address))).toEqual([]);
  });

  it("leaves no reference unresolved and no value undefined", () => {
    for (const [path, html] of site.pages) {
      expect(html, path).not.toContain("{{");
      expect(html, path).not.toMatch(/undefined|\[object /);
    }
  });

  it("keeps every page light", () => {
    for (const [path, html] of site.pages) {
      expect(brotliCompressSync(html).length, path).toBeLessThan(LARGEST_PAGE);
    }
  });
});
