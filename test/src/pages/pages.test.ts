// Reader pages over HTTP: what every page has, that content cannot break out, and that no link is dead.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crawl } from "../../support/crawl.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server.close());

async function get(path: string): Promise<{ status: number; html: string }> {
  const response = await fetch(server.origin + path, { redirect: "manual" });
  return { status: response.status, html: await response.text() };
}

const KINDS = {
  home: "/",
  index: "/providers",
  category: "/help/rebind",
  article: "/help/rebind/whose-terminal",
  question: "/help/rebind/fee",
  provider: "/providers/lakala",
  "provider with generic steps": "/providers/icbc",
  guide: "/guides/pos-vendor",
  "guide of no class": "/guides/verify-terminal",
  search: "/search?q=%E6%89%8B%E7%BB%AD%E8%B4%B9",
  chat: "/chat",
};

describe("the page of results", () => {
  const asked = (query: string) =>
    fetch(`${server.origin}/search?q=${encodeURIComponent(query)}`, { redirect: "manual" });

  it("is led to without the secret that was typed, so that no browser remembers it", async () => {
    const response = await asked("换卡 6222021001116245678");
    expect([response.status, response.headers.get("cache-control")]).toEqual([303, "no-store"]);
    const target = response.headers.get("location") ?? "";
    expect(decodeURIComponent(target)).not.toContain("6222");
    expect((await fetch(server.origin + target, { redirect: "manual" })).status).toBe(200);
  });

  it.each([
    "400-123-4567",
    "400 123 4567",
    "４００１２３４５６７",
    "四零零一二三四五六七",
    "www.huanka-kefu.com",
  ])("prints no stranger's contact under our name: %s", async (contact) => {
    const html = await (await asked(`官方换卡热线 ${contact}`)).text();
    const [form = ""] = html.split("data-chat-say");
    expect(form.replace(/\?say=[^"]*/, "")).not.toMatch(/400.?123.?4567|４００|四零零|huanka-kefu/);
  });

  it("repeats a registered one", async () => {
    expect(await (await asked("95016")).text()).toContain('value="95016"');
  });
});

describe("every reader page", () => {
  it.each(Object.entries(KINDS))(
    "has title, description and language, and no address where the site does not know its own: %s",
    async (_, path) => {
      const { status, html } = await get(path);
      expect(status).toBe(200);
      expect(html).toMatch(/<html lang="zh-CN">/);
      expect(html).toMatch(/<title>[^<]{4,}<\/title>/);
      expect(html).toMatch(/<meta name="description" content="[^"]{10,}">/);
      expect(html).not.toMatch(/<link rel="canonical"|<link rel="alternate" hreflang/);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toContain("{{");
      expect(html).not.toContain("undefined");
    },
  );

  it.each(Object.entries(KINDS))(
    "has skip link, search, safety promise and no inline code: %s",
    async (_, path) => {
      const { html } = await get(path);
      expect(html).toContain('<a class="skip" href="#main">');
      expect(html.match(/<form [^>]*role="search" action="\/search" data-search>/g) ?? []).toHaveLength(1);
      expect(html).toContain("本站不会索要卡号");
      expect(html).toContain("本站不是任何银行、支付机构或收单机构的官网");
      expect(html).not.toMatch(
        /<script(?! type="(?:module" src="\/assets\/|application\/ld\+json">))|<style| style=| on[a-z]+="/,
      );
    },
  );

  it("shows the way back on every page but the home page", async () => {
    for (const [kind, path] of Object.entries(KINDS)) {
      const { html } = await get(path);
      expect(html.includes('aria-label="所在位置"'), kind).toBe(kind !== "home");
    }
  });

  it("leads to the chat by a plain link that knows the provider", async () => {
    const { html } = await get("/providers/lakala");
    expect(html).toMatch(
      /<a id="huanka-chat"[^>]*href="\/chat"[^>]*data-huanka-chat[^>]*data-provider="lakala"/,
    );
    expect((await get("/chat")).html).toMatch(/<a id="huanka-chat" hidden/);
  });
});

describe("links", () => {
  it("all lead to pages that exist, and outside only to registered channels", async () => {
    const { pages, outside } = await crawl(server.origin);
    expect(pages.size).toBeGreaterThan(15);
    expect(outside).toEqual(["https://www.lakala.com", "tel:95016", "tel:95588"]);
  });

  it("in the sitemap all answer, and with the public address when there is one", async () => {
    const { html: xml } = await get("/sitemap.xml");
    const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? "");
    expect(paths).toContain(`${server.origin}/providers/lakala`);
    for (const path of paths) expect((await fetch(path)).status, path).toBe(200);
    const published = await startWebServer({ config: { publicOrigin: "https://huanka.example" } });
    const text = await (await fetch(`${published.origin}/robots.txt`)).text();
    const page = await (await fetch(`${published.origin}/providers/lakala`)).text();
    await published.close();
    expect(text).toContain("Sitemap: https://huanka.example/sitemap.xml");
    expect(page).toContain('<link rel="canonical" href="https://huanka.example/providers/lakala">');
  });

  it("that say they are no entry are open to crawlers, who else would never read it", async () => {
    const robots = (await get("/robots.txt")).html;
    const closed = [...robots.matchAll(/^Disallow: (.+)$/gm)].map(([, path = ""]) => path);
    expect(closed).toEqual(["/api/", "/v3/"]);
    for (const path of ["/chat", "/search?q=x", "/feedback", "/providers/lakala/timeline"]) {
      expect((await get(path)).html, path).toContain('<meta name="robots" content="noindex');
    }
  });

  it("with a slash too many, in capitals or cut short are redirected, others are not found", async () => {
    const redirect = async (path: string) =>
      (await fetch(server.origin + path, { redirect: "manual" })).headers.get("location");
    const kept = await fetch(`${server.origin}/providers/lakala/`, { redirect: "manual" });
    expect(kept.headers.get("cache-control")).toBe("max-age=86400");
    expect(await redirect("/help")).toBe("/");
    expect(await redirect("/guides/")).toBe("/providers");
    expect(await redirect("/HELP//")).toBe("/");
    expect(await redirect("//")).toBe("/");
    expect(await redirect("/search//?q=%E5%8D%A1&Q=A/")).toBe("/search?q=%E5%8D%A1&Q=A/");
    expect(await redirect("/Providers//LAKALA/?from=card")).toBe("/providers/lakala?from=card");
    expect(await redirect("//evil.example/")).toBeNull();
    expect(await redirect("//evil.example/checklist/")).toBeNull();
    expect(await redirect("/api//search/?q=a")).toBeNull();
    expect((await get("/providers/nobody")).status).toBe(404);
  });
});

describe("every page that there is", () => {
  const NAMES = { provider: "lakala", guide: "bank-app", category: "rebind", entry: "fee" };

  it("has one address, whatever slashes and capitals it is asked with", async () => {
    const { paths } = JSON.parse((await get("/api/openapi.json")).html) as Openly;
    const pages = Object.entries(paths).flatMap(([path, { get: read }]) =>
      read?.responses[200]?.content?.["text/html"] ? [path] : [],
    );
    expect(pages).toEqual(expect.arrayContaining(["/console", "/guides/{guide}/checklist", "/about"]));
    for (const page of pages.filter((path) => !path.endsWith("/"))) {
      const path = page.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof NAMES) => NAMES[name]);
      for (const odd of [
        `${path}/`,
        `${path}//`,
        `/${path}`,
        path.replaceAll("/", "//"),
        path.toUpperCase(),
        path.replace(/[a-z]$/, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`),
      ]) {
        const { status, headers } = await fetch(`${server.origin}${odd}?q=1`, { redirect: "manual" });
        expect([status, headers.get("location")], odd).toEqual([301, `${path}?q=1`]);
      }
    }
  });
});

interface Openly {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get?: { readonly responses: Readonly<Record<string, { content?: Record<string, object> }>> };
      }
    >
  >;
}

describe("content", () => {
  it("cannot bring markup, scripts, images or foreign links", async () => {
    const { html } = await get("/help/safety/hostile");
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    expect(main).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(main).not.toMatch(/<(?:script|img|b)[ >]/);
    expect(main).not.toMatch(/href="(?:javascript:|https?:|\/\/|tel:|mailto:)/);
  });

  it("shows the answer first, then facts with their proof, then what to read next", async () => {
    const { html } = await get("/help/rebind/fee");
    const order = [
      'class="lead"',
      "什么情况会不同",
      "还没解决？",
      "本页用到的信息和来源",
      "这页有帮助吗",
      "接着看",
    ];
    const positions = order.map((text) => html.indexOf(text));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions).not.toContain(-1);
    expect(html).toContain('来自官方公开资料，尚未电话确认，<span class="day">核对日期 2026-11-23</span>');
    expect(html).toContain("适用：个体户");
  });

  it("names whose number it is, and lists what the steps of a guide rest on", async () => {
    expect((await get("/help/rebind/whose-terminal")).html).toContain("<dt>拉卡拉客服热线</dt>");
    expect((await get("/providers/icbc")).html).not.toContain("<dt>中国工商银行客服热线</dt>");
    expect((await get("/guides/verify-terminal")).html).toContain("<dt>卡种</dt>");
  });

  it("says plainly when steps are generic and when no number could be verified", async () => {
    expect((await get("/providers/lakala")).html).not.toContain("没有找到拉卡拉");
    const { html } = await get("/providers/nophone");
    expect(html).toContain("没有找到无号付公开的换卡步骤。");
    expect(html).toContain("没有核实过的电话给你。号码在机身标签、签购单和合同上，三处一致再打。");
    expect(html).toContain("没有一个号码或网址有两处以上的独立来源，所以一个也不写。");
    expect(html).not.toMatch(/href="tel:/);
    expect(html).toContain("机身标签、合同或官网公布的客服电话");
  });

  it("puts the number and the steps first, what nobody knows after them, and folds the rest", async () => {
    const { html } = await get("/providers/icbc");
    const order = [
      "<h1>",
      'href="tel:95588"',
      'id="steps"',
      'id="not-found"',
      'class="background"',
      'class="prose"',
    ];
    const positions = order.map((text) => html.indexOf(text));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions).not.toContain(-1);
    expect(html).toMatch(/<h2 id="steps">银行的通用步骤<\/h2>/);
  });

  it("gives each step an anchor, a box, what to have at hand and a way out", async () => {
    const { html } = await get("/providers/icbc");
    expect(html).toContain('<li class="step" id="call">');
    expect(html).toContain('data-step="bank-app/call"');
    expect(html).toMatch(/<b>要准备<\/b><span>商户编号<\/span><span>营业执照<\/span>/);
    expect(html).toMatch(/卡住了？<\/summary><p>[^<]*<a class="channel" href="tel:95588"/);
    expect(html).toContain('data-chat-say="我要换中国工商银行的结算卡"');
  });
});

describe("search results", () => {
  it("escape the query and mark what matched", async () => {
    const { html } = await get(`/search?q=${encodeURIComponent('"><script>手续费')}`);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;手续费"');
    expect(html).not.toContain("<script>手");
    expect(html).toContain("<mark>手续费</mark>");
  });

  it("are those of the last query when there are two", async () => {
    const { status, html } = await get(
      "/search?q=lakkala&q=%E6%89%8B%E7%BB%AD%E8%B4%B9&provider=x&provider=icbc",
    );
    expect(status).toBe(200);
    expect(html).toContain('value="手续费"');
    expect(html).toContain('<option value="icbc" selected>');
  });

  it("begin with the provider that was asked for: its number, its first steps, and the way to all of them", async () => {
    const { html } = await get("/search?q=lakala");
    const [card = ""] = /<li class="card provider-hit">[\s\S]*?<\/a><\/li>/.exec(html) ?? [];
    expect(card).toContain('href="tel:95016"');
    expect(card).toContain("核对日期");
    expect(card).toMatch(/<ol><li>[^<]/);
    expect(card).toContain('href="/providers/lakala#steps"');
    expect(html.match(/href="\/providers\/lakala"/g) ?? []).toHaveLength(1);
  });

  it("say that there is no number where there is none", async () => {
    const { html } = await get(`/search?q=${encodeURIComponent("无号付")}`);
    expect(html).toMatch(/provider-hit[\s\S]*没有核实过的电话/);
  });

  it("can be limited to a provider", async () => {
    const { html } = await get("/search?q=%E5%8D%A1&provider=lakala");
    expect(html).toContain('<option value="lakala" selected>');
  });

  it("offer pages with titles alike, and the chat, when nothing matches", async () => {
    const { html } = await get("/search?q=laakkala");
    expect(html).toContain("没有找到「laakkala」");
    expect(html).toContain('<a href="/providers/lakala"><b>拉卡拉</b></a>');
    expect(html).toContain('data-chat-say="laakkala"');
  });

  it("offer common questions and the chat when nothing matches", async () => {
    const { html } = await get("/search?q=zzzzqqqq");
    expect(html).toContain("没有找到「zzzzqqqq」");
    expect(html).toContain("换卡要手续费吗");
    expect(html).toContain('data-chat-say="zzzzqqqq"');
  });
});
