// The reader pages in a real Chromium: narrow screens, both colour schemes, print, and no JavaScript at all.
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { scriptedConversations } from "../support/scripted-conversations.ts";
import { startWebServer, type WebServer } from "../support/web-server.ts";

const PATHS = [
  "/",
  "/providers",
  "/help/rebind",
  "/help/rebind/whose-terminal",
  "/providers/lakala",
  "/providers/nophone",
  "/guides/verify-terminal",
  "/search?q=%E6%8D%A2%E5%8D%A1",
  "/chat",
  "/nope",
];

let server: WebServer;
let browser: Browser;
beforeAll(async () => {
  server = await startWebServer({
    conversations: scriptedConversations((text) => ({ text: `你说：${text}`, choices: ["下一步"] })),
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function visit<T>(
  path: string,
  look: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(server.origin + path);
    return await look(page);
  } finally {
    await context.close();
  }
}

/** Run in the page, so they are texts: these files are checked without the types of a browser. */
const OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
const SHIFTS = `new Promise((resolve) => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords().length)));
})`;
const seriousFaults = (rules: object) => `axe.run(${JSON.stringify(rules)}).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)),
)`;
const PRINTED = `({
  furniture: [".site-header", ".site-footer", ".bar", ".feedback"].filter((selector) =>
    document.querySelector(selector).checkVisibility(),
  ),
  steps: document.querySelector(".steps").checkVisibility(),
  address: getComputedStyle(document.querySelector('a[href^="https:"]'), "::after").content,
})`;

describe("on a narrow phone", () => {
  it.each(PATHS)("nothing scrolls sideways, nothing moves after it was shown: %s", async (path) => {
    await visit(path, async (page) => {
      expect(await page.evaluate<number>(SHIFTS)).toBe(0);
      expect(await page.evaluate<number>(OVERFLOW)).toBe(0);
    });
  });
});

describe("accessibility", () => {
  it.each(PATHS)("has no serious fault in light, and can be read in dark: %s", async (path) => {
    await visit(
      path,
      async (page) => {
        await page.evaluate(axe.source);
        expect(await page.evaluate<string[]>(seriousFaults({}))).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await page.evaluate<string[]>(seriousFaults({ runOnly: ["color-contrast"] }))).toEqual([]);
      },
      { colorScheme: "light", bypassCSP: true },
    );
  });

  it("lets the keyboard skip the header", async () => {
    const focused = await visit("/providers/lakala", async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      return page.evaluate<string>("document.activeElement.id");
    });
    expect(focused).toBe("main");
  });
});

describe("print", () => {
  itInChromium("Firefox lets no driver show a page as for paper")(
    "shows the article alone, with the addresses of links",
    async () => {
      const printed = await visit("/providers/lakala", async (page) => {
        await page.emulateMedia({ media: "print" });
        return page.evaluate<{ furniture: string[]; steps: boolean; address: string }>(PRINTED);
      });
      expect(printed.furniture).toEqual([]);
      expect(printed.steps).toBe(true);
      expect(printed.address).toContain("https://www.lakala.com");
    },
  );
});

describe("without JavaScript", () => {
  itInChromium("Firefox lets no driver switch scripts off")(
    "walks from a step guide through the chat and back out",
    async () => {
      await visit(
        "/providers/lakala",
        async (page) => {
          await page.getByRole("link", { name: "在对话里走一遍" }).click();
          await expect.poll(() => page.getByLabel("你想问什么").inputValue()).toBe("我要换拉卡拉的结算卡");
          await page.getByRole("button", { name: "发送" }).click();
          await page.getByText("你说：我要换拉卡拉的结算卡").waitFor();
          expect(new URL(page.url()).hash).toBe("#latest");
          await page.getByRole("button", { name: "下一步" }).click();
          await page.getByText("你说：下一步").waitFor();
          await page.getByRole("button", { name: "结束对话" }).click();
          await expect.poll(() => page.getByRole("log").count()).toBe(0);
        },
        { javaScriptEnabled: false },
      );
    },
  );

  itInChromium("Firefox lets no driver switch scripts off")(
    "takes a vote and leads back to the page",
    async () => {
      const url = await visit(
        "/help/rebind/fee",
        async (page) => {
          await page.getByRole("button", { name: "有帮助" }).click();
          await page.getByRole("link", { name: "回到刚才的页面" }).click();
          return page.url();
        },
        { javaScriptEnabled: false },
      );
      expect(url).toBe(`${server.origin}/help/rebind/fee`);
      expect(server.votes).toMatchObject([{ page: "/help/rebind/fee", helpful: true }]);
    },
  );
});
