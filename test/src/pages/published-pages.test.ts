// The published content as readers get it: every page renders, every link leads somewhere, and each is light.
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { channelHref } from "../../../bot/official/channels.ts";
import { type Crawl, crawl } from "../../support/crawl.ts";
import { realContent } from "../../support/real-content.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const LARGEST_PAGE = 12_000; // bytes, compressed; with sheet and script 30 kB are allowed

const ORIGIN = "https://help.example";

let server: WebServer;
let knowledge: Knowledge;
let site: Crawl;
beforeAll(async () => {
  knowledge = await realContent();
  server = await startWebServer({ content: { current: () => knowledge }, config: { publicOrigin: ORIGIN } });
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
    const foreign = site.outside.filter((address) => !address.startsWith(`${ORIGIN}/`));
    expect(foreign.filter((address) => !registered.has(address))).toEqual([]);
  });

  it("says on a provider's page at most once, after everything else that is open, what nobody has published", () => {
    for (const { id } of knowledge.providers.values()) {
      const html = site.pages.get(`/providers/${id}`) ?? "";
      const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
      expect(main, id).toContain('<ol class="steps"');
      const said = main.match(/没有(?:找到|查到)/g) ?? [];
      expect(said.length, id).toBeLessThanOrEqual(1);
      if (said.length > 0)
        expect(main.indexOf("没有找到"), id).toBeGreaterThan(main.indexOf('id="not-found"'));
    }
  });

  it("lists the contents of long pages, and of no others", () => {
    const pages = [...site.pages].filter(([path]) => path.startsWith("/help/"));
    const lengths = pages.map(([path, html]) => {
      const [, prose = ""] = html.split('<div class="prose">');
      return {
        path,
        isLong:
          (prose.split("</article>")[0]?.match(/<h2 id=[^>]*>[^<]*<a class="anchor"/g) ?? []).length >= 4,
        html,
      };
    });
    expect(new Set(lengths.map(({ isLong }) => isLong)).size).toBe(2);
    for (const { path, isLong, html } of lengths)
      expect(html.includes('class="contents"'), path).toBe(isLong);
  });

  it("asks nobody whose terminal it is on the page of a provider", () => {
    for (const { id } of knowledge.providers.values()) {
      const html = site.pages.get(`/providers/${id}`) ?? "";
      expect(html, id).not.toMatch(/id="(?:find-acquirer|check-merchant|own-account)"/);
    }
    expect(site.pages.get("/guides/pos-vendor")).toContain('id="find-acquirer"');
  });

  it("leaves no reference unresolved and no value undefined", () => {
    for (const [path, html] of site.pages) {
      expect(html, path).not.toContain("{{");
      expect(html, path).not.toMatch(/undefined|\[object /);
    }
  });

  it("gives search engines what they go by: a title and a description of its own, a scale for phones, links that say where to", () => {
    const indexed = [...site.pages].filter(([, html]) => !html.includes('content="noindex'));
    expect(indexed.length).toBeGreaterThan(knowledge.providers.size);
    const seen = new Map<string, string>();
    for (const [path, html] of indexed) {
      const [, title = ""] = /<title>([^<]+)</.exec(html) ?? [];
      const [, description = ""] = /<meta name="description" content="([^"]+)"/.exec(html) ?? [];
      for (const own of [title, description]) {
        expect(seen.get(own), `${own}, of ${path}`).toBeUndefined();
        seen.set(own, path);
      }
      expect(html, path).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
      expect(html, path).toContain(`<link rel="canonical" href="${ORIGIN}${path}">`);
      for (const [link, attributes = "", text = ""] of html.matchAll(/<a ([^>]*)>([\s\S]*?)<\/a>/g)) {
        expect(attributes, `${link} in ${path}`).toMatch(/href="(?!#"|javascript:)[^"]+"/);
        expect(
          text.replace(/<[^>]*>/g, "").trim() || /aria-label="[^"]/.test(attributes),
          `${link} in ${path}`,
        ).toBeTruthy();
      }
      for (const [image] of html.matchAll(/<img [^>]*>/g)) expect(image, path).toMatch(/ alt="/);
    }
  });

  it("keeps every page light", () => {
    for (const [path, html] of site.pages) {
      expect(brotliCompressSync(html).length, path).toBeLessThan(LARGEST_PAGE);
    }
  });
});
