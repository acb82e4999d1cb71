// The pages of a site that somebody runs: their name, operator, ICP number and days on every page, and on two of their own.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer({
    config: {
      publicOrigin: "https://help.example",
      transcriptDays: 30,
      trustedOrigins: ["https://shop.example"],
      site: {
        name: "小店换卡",
        operator: "某某科技<有限>公司",
        icp: "京ICP备12345678号-1",
        brand: { light: "#1f4fa3" },
      },
    },
  });
});
afterAll(() => server.close());

const get = async (path: string) => (await fetch(server.origin + path)).text();

describe("a site with a name of its own", () => {
  it("carries it on every page, in the chat and in what is taken away", async () => {
    expect(await get("/")).toMatch(
      /<title>小店换卡：[\s\S]*class="brand"[\s\S]*小店换卡<\/a>[\s\S]*data-name="小店换卡"/,
    );
    expect(await get("/providers/lakala")).toContain(" - 小店换卡</title>");
    expect(await get("/providers/lakala/checklist")).toContain(" - 小店换卡</title>");
    expect(await get("/providers/lakala")).not.toContain("换卡助手");
  });

  it("says at the foot of each page who runs it, and by which number", async () => {
    const page = await get("/help/rebind/fee");
    expect(page).toContain("运营者：某某科技&lt;有限&gt;公司");
    expect(page).toContain(
      '<a href="https://beian.miit.gov.cn/" rel="noopener external">京ICP备12345678号-1</a>',
    );
    expect(page).toContain('<meta name="theme-color" content="#1f4fa3">');
    expect(await get("/favicon.svg")).toContain('fill="#1f4fa3"');
  });

  it("says who runs it and for how long a conversation is kept, as it is set", async () => {
    expect(await get("/about")).toContain("小店换卡由某某科技&lt;有限&gt;公司运营。");
    expect(await get("/privacy")).toContain("对话在最后一条消息之后 30 天自动删除。");
  });

  it("has canonical addresses under the name that merchants use, whatever the proxy passes on", async () => {
    expect(await get("/privacy")).toContain('<link rel="canonical" href="https://help.example/privacy">');
  });
});

describe("the frame on another site", () => {
  it("may stand on a trusted site, and nowhere else", async () => {
    const frame = await fetch(`${server.origin}/embed?origin=https://shop.example&provider=lakala`);
    expect(frame.headers.get("content-security-policy")).toContain("frame-ancestors https://shop.example");
    expect(frame.headers.get("x-frame-options")).toBeNull();
    expect(await frame.text()).toMatch(
      /<base target="_blank">[\s\S]*data-parent-origin="https:\/\/shop.example"[\s\S]*data-provider="lakala"/,
    );
    for (const origin of ["https://evil.example", "", "https://shop.example'"]) {
      const refused = await fetch(`${server.origin}/embed?origin=${encodeURIComponent(origin)}`);
      expect([refused.status, refused.headers.get("x-frame-options")]).toEqual([403, "DENY"]);
    }
  });

  it("is made by a script that any site may load", async () => {
    const script = await fetch(`${server.origin}/embed.js`);
    expect(script.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(script.headers.get("cache-control")).toBe("public, max-age=3600");
  });
});
