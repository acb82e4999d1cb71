// The published pages in both languages: each has its counterpart, says so to search engines, and links back.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { localeOf } from "../../../bot/knowledge/locale.ts";
import { type Crawl, crawl } from "../../support/crawl.ts";
import { realContent } from "../../support/real-content.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const HAN = /\p{Script=Han}/u;
const ORIGIN = "https://help.example";
const LANGUAGES = ["zh-CN", "en", "x-default"];

let server: WebServer;
let english: Knowledge;
let site: Crawl;
beforeAll(async () => {
  const chinese = await realContent();
  english = withoutTranslation(await realContent("en"), chinese);
  const byLocale: Readonly<Record<string, Knowledge>> = {
    "zh-CN": chinese,
    en: english,
  };
  const current = (tag?: string) => byLocale[localeOf(tag)] ?? english;
  server = await startWebServer({
    content: { current, locales: () => ["zh-CN", "en"] },
    config: { publicOrigin: ORIGIN },
  });
  site = await crawl(server.origin);
});
afterAll(() => server.close());

/** As if nobody had translated one question and one provider. */
function withoutTranslation(translated: Knowledge, { faqs, providers }: Knowledge): Knowledge {
  const fee = faqs.get("fee");
  const hxb = providers.get("hxb");
  if (!fee || !hxb) throw new Error("there is no question fee, or no provider hxb");
  return {
    ...translated,
    faqs: new Map(translated.faqs).set("fee", { ...fee, fallback: "zh-CN" }),
    providers: new Map(translated.providers).set("hxb", { ...hxb, name: hxb.nameEn, fallback: "zh-CN" }),
  };
}

/** hreflang → path. */
function alternatesOf(html: string): ReadonlyMap<string, string> {
  const links = html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g);
  return new Map([...links].map(([, language = "", path = ""]) => [language, path.replace(ORIGIN, "")]));
}

function readerPages(): [string, string][] {
  return [...site.pages].filter(([path]) => !/checklist$/.test(path) && !path.includes("?"));
}

describe("the help center in two languages", () => {
  it("has every page in both, each naming the other, itself and the default", () => {
    const pages = readerPages();
    expect(pages.length).toBeGreaterThan(2 * english.providers.size);
    for (const [path, html] of pages) {
      const alternates = alternatesOf(html);
      expect([...alternates.keys()], path).toEqual(LANGUAGES);
      expect([...alternates.values()], path).toContain(path);
      expect(alternates.get("x-default"), path).toBe(alternates.get("zh-CN"));
      for (const other of alternates.values()) {
        expect(alternatesOf(site.pages.get(other) ?? ""), `${path} to ${other}`).toEqual(alternates);
      }
    }
  });

  it("leads from each page to the same page in the other language", () => {
    for (const [path, html] of readerPages()) {
      const alternates = alternatesOf(html);
      const [, href] = /<a class="language" href="([^"]+)"/.exec(html) ?? [];
      expect(href, path).toBe(alternates.get(path.startsWith("/en/") ? "zh-CN" : "en"));
    }
  });

  it("names its language, and lists the languages of each page in the sitemap", async () => {
    for (const [path, html] of site.pages) {
      expect(html, path).toContain(path.startsWith("/en/") ? '<html lang="en">' : '<html lang="zh-CN">');
    }
    const xml = await (await fetch(`${server.origin}/sitemap.xml`)).text();
    const urls = xml.match(/<url>.*<\/url>/g) ?? [];
    for (const url of urls) {
      const listed = [...url.matchAll(/hreflang="([^"]+)"/g)].map((match) => match[1]);
      expect(listed, url).toEqual(LANGUAGES);
    }
  });

  it("says in English what is not translated, and marks the Chinese as Chinese", () => {
    const fallbacks = [...english.articles.values(), ...english.faqs.values()].filter(
      (page) => page.fallback,
    );
    expect(fallbacks.length).toBeGreaterThan(0);
    for (const { id, category } of fallbacks) {
      const html = site.pages.get(`/en/help/${category}/${id}`) ?? "";
      expect(html, id).toContain("not translated into English yet");
      expect(html, id).toContain('<div lang="zh-CN"><h1>');
    }
    const provider = site.pages.get("/en/providers/hxb") ?? "";
    expect(provider).toContain("Not translated into English yet");
    expect(provider).toContain('<div class="prose" lang="zh-CN">');
  });

  it("is read in English outside what is marked: header, footer, buttons, headings of its own", () => {
    for (const path of ["/en/", "/en/providers", "/en/chat", "/en/search", "/en/providers/lakala"]) {
      const html = site.pages.get(path) ?? "";
      const [frame = ""] = html.split('<main id="main"');
      const footer = html.slice(html.indexOf("</main>"));
      // A description quotes what stands on the label; the other language calls itself by its own name.
      const marked = /<a class="language"[^>]*>[^<]*<\/a>|<meta (?:name="|property="og:)description"[^>]*>/g;
      const words = `${frame}${footer}`.replaceAll(marked, "");
      expect(html, path).not.toBe("");
      expect(HAN.test(words), path).toBe(false);
    }
  });

  it("answers errors in the language of the address", async () => {
    const missing = await fetch(`${server.origin}/en/nothing`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain("There is no such page");
    expect(await (await fetch(`${server.origin}/english`)).text()).toContain("没有找到这个页面");
  });
});

describe("the search in English", () => {
  const found = async (q: string) => {
    const answer = await fetch(`${server.origin}/api/search?locale=en&q=${encodeURIComponent(q)}`);
    const { results } = (await answer.json()) as { results: { id: string; url: string }[] };
    for (const { url } of results) expect(url).toMatch(/^\/en\//);
    return results.map(({ id }) => id);
  };

  it.each([
    ["how long does it take", "when-effective"],
    ["limits", "limits"],
    ["which documents do I need", "required-documents"],
    ["money not received", "not-received"],
    ["forgot the old card", "forgot-old-card"],
    ["Lakala", "lakala"],
    ["拉卡拉", "lakala"],
  ])("finds for “%s” the page %s among the first three", async (query, id) => {
    expect((await found(query)).slice(0, 3)).toContain(id);
  });

  it("finds every provider by its English name", async () => {
    for (const { id, name } of english.providers.values()) {
      expect((await found(name)).slice(0, 3), name).toContain(id);
    }
  });

  it("stays Chinese for every other language", async () => {
    const answer = await fetch(`${server.origin}/api/search?locale=fr&q=lakala`);
    const { results } = (await answer.json()) as { results: { url: string }[] };
    expect(results[0]?.url).toBe("/providers/lakala");
  });
});
