// What messengers, search engines, phones and feed readers are told of the pages.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { token } from "../../../src/base/design/design-tokens.ts";
import { BROWSER_DIR } from "../../../src/build/build-browser.ts";
import { pictureAddress } from "../../../src/view/sharing.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const ORIGIN = "https://help.example";
let server: WebServer;
beforeAll(async () => {
  server = await startWebServer({ config: { publicOrigin: ORIGIN } });
});
afterAll(() => server.close());

const get = (path: string) => fetch(server.origin + path);
const text = async (path: string) => (await get(path)).text();

describe("a shared page", () => {
  it("names itself, its picture and its address in full", async () => {
    const page = await text("/providers/lakala");
    expect(page).toContain('<meta property="og:title" content="拉卡拉怎么换结算卡 - 换卡助手">');
    expect(page).toContain(`<meta property="og:url" content="${ORIGIN}/providers/lakala">`);
    expect(page).toContain(`<meta property="og:image" content="${ORIGIN}/share.png">`);
  });

  it("shows the picture that was drawn of its title, if the build has one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "huanka-build-"));
    cpSync(BROWSER_DIR, folder, { recursive: true, filter: (file) => !file.endsWith(".png") });
    const address = pictureAddress("拉卡拉怎么换结算卡 - 换卡助手", token("brand"));
    writeFileSync(join(folder, address), "a picture");
    const built = await startWebServer({ config: { publicOrigin: ORIGIN }, build: folder });
    const pictureOf = async (path: string) =>
      /og:image" content="([^"]*)"/.exec(await (await fetch(built.origin + path)).text())?.[1];
    expect(await pictureOf("/providers/lakala")).toBe(ORIGIN + address);
    expect(await pictureOf("/providers/icbc")).toBe(`${ORIGIN}/share.png`);
    const picture = await fetch(built.origin + address);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(picture.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    await built.close();
    rmSync(folder, { recursive: true });
  });

  it("tells search engines where it stands, as data that nothing can break out of", async () => {
    const page = await text("/providers/lakala");
    const [, json = ""] = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json).itemListElement).toEqual([
      { "@type": "ListItem", position: 1, name: "首页", item: `${ORIGIN}/` },
      { "@type": "ListItem", position: 2, name: "各家换卡步骤", item: `${ORIGIN}/providers` },
      { "@type": "ListItem", position: 3, name: "拉卡拉怎么换结算卡", item: `${ORIGIN}/providers/lakala` },
    ]);
  });

  it("says nothing of itself where it belongs to one visitor", async () => {
    expect(await text("/search?q=a")).not.toContain("og:");
  });
});

describe("what is asked for beside the pages", () => {
  it.each([
    ["/icon-192.png", 192, 192],
    ["/share.png", 1_200, 630],
  ])("is a picture of the mark: %s", async (path, width, height) => {
    const png = Buffer.from(await (await get(path)).arrayBuffer());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    const data = png.subarray(png.indexOf("IDAT") + 4, png.indexOf("IEND") - 8);
    const rows = inflateSync(data);
    expect(rows).toHaveLength((width * 3 + 1) * height);
    expect([...rows.subarray(1, 4)]).toEqual([0x0a, 0x5f, 0x52]);
    expect(rows.indexOf(Buffer.from([0xe0, 0xa5, 0x2b]))).toBeGreaterThan(0);
  });

  it("is a feed with the newest change first", async () => {
    const feed = await text("/feed.xml");
    const days = [...feed.matchAll(/<pubDate>([^<]+)/g)].map(([, day]) => Date.parse(day ?? ""));
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual(days.toSorted((a, b) => b - a));
    expect(feed).toContain(`<link>${ORIGIN}/providers/lakala</link>`);
  });

  it("is a manifest whose pictures exist", async () => {
    const manifest: { icons: { src: string }[] } = JSON.parse(await text("/manifest.webmanifest"));
    expect(manifest).toMatchObject({ short_name: "换卡助手", start_url: "/", theme_color: "#0a5f52" });
    for (const { src } of manifest.icons) expect((await get(src)).status, src).toBe(200);
  });
});
