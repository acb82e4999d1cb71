// Every component in all its states, from the narrowest phone to a desk, light, dark and in large type: nothing sticks out,
// is cut off, lies on something else, is too small to tap or too faint to read. Pictures are no test: which pixels a page
// becomes is decided by the fonts and the Chromium of a machine. `huanka pictures` shows what a change does to them.
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSER_DIR } from "../../src/build/build-browser.ts";
import { ALL_SHOWN, GALLERY_PATH } from "../../src/pages/gallery/gallery.ts";
import { LAYOUT_FAULTS } from "../gallery/faults.ts";
import { drawPicture, sharedOf } from "../gallery/share.ts";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { startWebServer, type WebServer } from "../support/web-server.ts";

const WIDTHS = [320, 390, 768, 1280];
const LARGE = "document.documentElement.classList.add('large')";
const SHRINK = `document.querySelector("[data-name=chat-step]").shadowRoot
  .querySelector(".choices .primary").style.minHeight = "20px"`;
const CONTRAST = `axe.run({ runOnly: ["color-contrast"] }).then(({ violations }) =>
  violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)))`;

let server: WebServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  server = await startWebServer({
    preview: { follow: () => undefined, close: () => undefined },
    build: BROWSER_DIR,
  });
  browser = await launchBrowser();
  page = await browser.newPage({ bypassCSP: true });
  await page.goto(server.origin + GALLERY_PATH);
  await page.locator(ALL_SHOWN).waitFor();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe("every component in every state", () => {
  it.each(WIDTHS)("stands in its place and can be tapped at %d px, in large type too", async (width) => {
    await page.reload();
    await page.locator(ALL_SHOWN).waitFor();
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate<string[]>(LAYOUT_FAULTS)).toEqual([]);
    await page.evaluate(LARGE);
    expect(await page.evaluate<string[]>(LAYOUT_FAULTS)).toEqual([]);
  });

  itInChromium("Firefox lets no driver put a style past the policy of a page")(
    "makes no phone zoom in on a field, in small type neither",
    async () => {
      await page.reload();
      await page.addStyleTag({ content: "html { font-size: 11px }" });
      const faults = await page.evaluate<string[]>(LAYOUT_FAULTS);
      expect(faults.filter((fault) => fault.includes("zoom in"))).toEqual([]);
    },
  );

  it("can be read in light and in dark, in large type too", async () => {
    await page.evaluate(axe.source);
    for (const change of ["", LARGE]) {
      await page.evaluate(change);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate<string[]>(CONTRAST), `${colorScheme} ${change}`).toEqual([]);
      }
    }
  });

  itInChromium("Firefox lets no driver put a style past the policy of a page")(
    "is looked at so that a fault would be seen",
    async () => {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.addStyleTag({
        content:
          ".filter { position: absolute } .filter select { font-size: 14px } .chips a { min-height: 20px } h1 { margin-inline-start: 300px; white-space: nowrap }",
      });
      await page.evaluate(SHRINK);
      const faults = (await page.evaluate<string[]>(LAYOUT_FAULTS)).join("\n");
      for (const kind of [
        "lie on each other: ",
        "px high: a",
        "px high: button.primary",
        "sticks out: ",
        "zoom in, at 14 px: select",
      ])
        expect(faults).toContain(kind);
    },
  );
});

it("draws of a page's title the picture that messengers show", async () => {
  const shared = sharedOf(await (await fetch(`${server.origin}/providers/lakala`)).text());
  if (shared === undefined) throw new Error("the page is not shared");
  expect(shared).toMatchObject({ title: "拉卡拉怎么换结算卡 - 换卡助手", siteName: "换卡助手" });
  const drawing = await browser.newPage();
  const [one, other] = [
    await drawPicture(drawing, shared),
    await drawPicture(drawing, { ...shared, title: "这台 POS 是哪家的，怎么看？ - 换卡助手" }),
  ];
  for (const png of [one, other]) expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_200, 630]);
  expect(one.equals(other)).toBe(false);
  await drawPicture(drawing, {
    ...shared,
    title: "Rural credit cooperatives and rural commercial banks ".repeat(2),
  });
  const bottom = await drawing.locator("p").evaluate((name) => name.getBoundingClientRect().bottom);
  expect(bottom).toBeLessThanOrEqual(630); // the name of the site, below however long a title
  await drawing.close();
});

it("is shown to nobody where pages are only served", async () => {
  const plain = await startWebServer();
  expect((await fetch(plain.origin + GALLERY_PATH)).status).toBe(404);
  await plain.close();
});
