// Without a network: a visited page is shown with its day, the chat's page never is, and the network comes first again.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

const NOTE = /^没有网络。这是 \d{4}-\d\d-\d\d \d\d:\d\d 存下的页面/;

let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([startProcess({ DATA_DIR: freshDataDir() }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

describe("a visited page", () => {
  itInChromium("Firefox lets no driver empty its cache")(
    "is shown without a network with the day it was kept, and afresh as soon as there is one",
    async () => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      await page.goto(`${running.address}/providers/lakala`);
      await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
      await page.goto(`${running.address}/help/rebind/whose-terminal`);

      await context.setOffline(true);
      // Within a minute the browser's own cache still counts as the network.
      await (await context.newCDPSession(page)).send("Network.clearBrowserCache");
      for (const path of ["/help/rebind/whose-terminal", "/providers/lakala"]) {
        await page.goto(running.address + path);
        await page.getByText(NOTE).waitFor();
        expect(await page.evaluate("getComputedStyle(document.querySelector('.kept')).fontWeight")).toBe(
          "600",
        );
      }
      await page.goto(`${running.address}/chat`);
      await page.getByRole("heading", { name: "没有网络，这一页还没有存过" }).waitFor();
      await page.getByRole("link", { name: "拉卡拉怎么换结算卡" }).click();
      await page.getByText(NOTE).waitFor();

      await context.setOffline(false);
      await page.reload();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => page.locator(".kept").count()).toBe(0);
      await context.close();
    },
  );
});
