// The help center as files: the crawl of the living site over them, what is left out, and what its search finds.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { search } from "../../../src/browser/help/find/score.ts";
import { asFile, fileAt } from "../../../src/export/as-files.ts";
import { type Export, exportSite } from "../../../src/export/export-site.ts";
import { searchList } from "../../../src/export/search-list.ts";
import { loadAssets } from "../../../src/http/assets.ts";
import { aHelpCenter } from "../../support/a-help-center.ts";
import { crawl } from "../../support/crawl.ts";
import { startStaticServer } from "../../support/static-server.ts";
import { aBuild } from "../../support/web-server.ts";

const knowledge = aHelpCenter();
let dir: string;
let exported: Export;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "huanka-export-"));
  const assets = await loadAssets(await aBuild(dir));
  exported = exportSite({
    knowledges: [knowledge],
    assets,
    config: { site: { brand: {} }, transcriptDays: 90 },
  });
});
afterAll(() => rm(dir, { recursive: true }));

const pageNames = () => [...exported.files.keys()].filter((name) => name.endsWith(".html"));

describe("an exported help center", () => {
  it("has no dead link, and every page is reached from the first", async () => {
    const server = await startStaticServer(exported.files);
    const { pages, outside } = await crawl(server.origin);
    await server.close();
    const reached = [...pages.keys()].map((path) => fileAt(path));
    expect(new Set(reached)).toEqual(new Set(pageNames()));
    expect(outside).toEqual(["https://www.lakala.com", "tel:95016", "tel:95588"]);
  });

  it("leaves out what needs the service, and nothing else", () => {
    expect(exported.dropped.filter((path) => !path.endsWith("/timeline"))).toEqual([
      "/chat",
      "/feed.xml",
      "/feedback",
      "/icon-180.png",
      "/manifest.webmanifest",
    ]);
    for (const name of pageNames()) {
      const page = String(exported.files.get(name));
      expect(page, name).not.toMatch(/ (?:href|src|action)="\/|data-huanka-chat|data-chat-say|data-kept/);
    }
  });

  it("says each address from where its page lies, its place on the page and its question too", () => {
    const files = new Set(["providers.html", "providers/lakala.html", "search.html", "en/index.html"]);
    const html = `<a href="/providers/lakala#call">1</a><a href="/en/">2</a><form action="/search" data-search></form><li><a href="/chat?say=x">3</a></li><p class="x">在对话里办：<a href="/chat">3</a></p><a href="tel:95016">4</a>`;
    const page = { path: "/providers/icbc", list: "search.zh-CN.json", files, dropped: () => {} };
    expect(asFile(html, page)).toBe(
      `<a href="lakala.html#call">1</a><a href="../en/index.html">2</a><form action="../search.html" data-search="../search.zh-CN.json"></form><a href="tel:95016">4</a>`,
    );
  });
});

describe("its search", () => {
  const list = searchList(knowledge, fileAt);
  const titles = (query: string, provider?: string) =>
    search(list, { query, provider, most: 6 }, (file) => `/${file}`).results.map(({ title }) => title);

  it.each([
    ["拉卡拉", "拉卡拉"],
    ["lkl", "拉卡拉"],
    ["zhongguogongshang", "中国工商银行"],
    ["换卡要手续费吗？", "换卡要手续费吗"],
  ])("finds by name, initials, pinyin or question: %s", (query, title) => {
    expect(titles(query)[0]).toContain(title);
  });

  it("finds nothing for nothing and for what is not there, and keeps to a provider", () => {
    expect(titles("")).toEqual([]);
    expect(titles("火星")).toEqual([]);
    expect(titles("热线", "lakala")).not.toContain("中国工商银行");
  });
});
