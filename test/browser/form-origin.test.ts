// Forms without JavaScript in a browser that says no Sec-Fetch-Site: ours arrive, another site's do not.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

// Plain http on names other than localhost: there browsers send no Sec-Fetch headers; old ones never do.
let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  const env = { DATA_DIR: freshDataDir(), PUBLIC_ORIGIN: "http://shop.test" };
  [running, browser] = await Promise.all([startProcess(env), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

async function aPage() {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN" });
  const page = await context.newPage();
  const posts: { site: string | undefined; origin: string | undefined; status: number }[] = [];
  page.on("response", async (response) => {
    const request = response.request();
    if (request.method() !== "POST") return;
    const headers = await request.allHeaders();
    posts.push({ site: headers["sec-fetch-site"], origin: headers.origin, status: response.status() });
  });
  return { page, posts, close: () => context.close() };
}

const shop = () => running.address.replace("127.0.0.1", "shop.test");

itInChromium("Firefox lets no driver switch scripts off")(
  "takes what a merchant writes in our chat",
  async () => {
    const { page, posts, close } = await aPage();
    await page.goto(`${shop()}/chat`);
    await page.getByRole("textbox").first().fill("换卡要钱吗");
    await page.getByRole("button", { name: "发送" }).click();
    await page.waitForURL(/#latest$/);
    await expect.poll(() => page.locator("main").innerText()).toContain("换卡要钱吗");
    await expect.poll(() => posts).toEqual([{ site: undefined, origin: shop(), status: 303 }]);
    await close();
  },
);

itInChromium("Firefox lets no driver switch scripts off")(
  "refuses the same form on another site's page",
  async () => {
    const evil = createServer((_req, res) => {
      res.setHeader("content-type", "text/html");
      res.end(
        `<form method="post" action="${shop()}/chat"><input name="text" value="x"><button>go</button></form>`,
      );
    });
    await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
    const { port } = evil.address() as AddressInfo;
    const { page, posts, close } = await aPage();
    await page.goto(`http://evil.test:${port}/`);
    await page.getByRole("button").click();
    await page.waitForURL(`${shop()}/chat`);
    await expect
      .poll(() => posts)
      .toEqual([{ site: undefined, origin: `http://evil.test:${port}`, status: 403 }]);
    await close();
    evil.close();
  },
);
