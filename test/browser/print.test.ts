// A page on paper, in a real Chromium: numbers can be read, nothing is folded away, links add only what paper needs. What
// leads to places of the page is left out: nobody taps on paper.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { parseConfig } from "../../src/base/config.ts";
import { createLog } from "../../src/base/log.ts";
import { type Service, startService } from "../../src/service.ts";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { freshDataDir } from "../support/start-process.ts";

let service: Service;
let browser: Browser;
beforeAll(async () => {
  service = await startService(parseConfig({ PORT: "0", DATA_DIR: freshDataDir() }), createLog("silent"));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service.close();
});

async function printed(path: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  const reply = await page.goto(service.address + path);
  expect(reply?.status()).toBe(200);
  await page.emulateMedia({ media: "print" });
  return page;
}

const PAGES = [
  "/providers/lakala",
  "/providers/shouqianba",
  "/guides/bank-app",
  "/help/money/fee",
  "/en/providers/lakala",
];

describe.each([
  ["with", true],
  ["without", false],
])("a page printed %s its script", (_, hasScript) => {
  itInChromium("Firefox lets no driver show a page as for paper").each(PAGES)(
    "has readable numbers, unfolded help and no scheme of a phone: %s",
    async (path) => {
      const page = await printed(path, hasScript);
      const seen = await page.evaluate<Record<string, number>>(`({
      unreadable: [...document.querySelectorAll(".step-number")].filter((one) => {
        const { color, backgroundColor } = getComputedStyle(one);
        return color === backgroundColor;
      }).length,
      schemes: [...document.querySelectorAll('a[href^="tel"]')].filter((one) =>
        getComputedStyle(one, "::after").content.includes("tel:")).length,
      folded: [...document.querySelectorAll("main details:not(.contents) > :not(summary)")].filter((one) =>
        one.getBoundingClientRect().height === 0).length,
    })`);
      expect(seen).toEqual({ unreadable: 0, schemes: 0, folded: 0 });
      await page.context().close();
    },
  );
});

itInChromium("Firefox lets no driver show a page as for paper")(
  "folds again on the screen what it unfolded for paper",
  async () => {
    const page = await printed("/providers/lakala", true);
    const open = () => page.locator("main details[open]").count();
    await expect.poll(open).toBeGreaterThan(0);
    await page.emulateMedia({ media: "screen" });
    await expect.poll(open).toBe(0);
    await page.context().close();
  },
);
