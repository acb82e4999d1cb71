// An English reader in Chromium against the real service: the switch, the search, the chat in English, and back again.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 360, height: 740 };

let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([startProcess({ DATA_DIR: freshDataDir() }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

async function openPage(viewport: typeof DESK): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: "en-GB" });
  return context.newPage();
}

describe("an English reader", () => {
  it("switches to English, searches, walks a guide in the chat and switches back", async () => {
    const page = await openPage(DESK);
    await page.goto(`${running.address}/providers/lakala`);
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForURL(`${running.address}/en/providers/lakala`);
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toContain("Lakala");

    await page.getByRole("combobox").or(page.getByRole("searchbox")).first().fill("how long");
    await page.getByRole("option").filter({ hasText: "Question" }).first().waitFor();
    const links = await page
      .getByRole("option")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    for (const link of links) expect(link).toMatch(/^\/en\//);
    await page.keyboard.press("Escape");

    await page.getByText("Guide me").first().click();
    const log = page.getByRole("log", { name: "Conversation" });
    await log
      .getByText(/Step 1 of \d+/)
      .first()
      .waitFor();
    await page.getByRole("textbox", { name: "Your question" }).fill("next");
    await page.keyboard.press("Enter");
    await log
      .getByText(/Step 2 of \d+/)
      .first()
      .waitFor();
    const picture = process.env.SCREENSHOTS;
    if (picture !== undefined) await page.screenshot({ path: `${picture}/english-chat.png` });

    await page.getByRole("link", { name: "中文" }).click();
    await page.waitForURL(`${running.address}/providers/lakala`);
    await page.context().close();
  });

  it("fits a phone without scrolling sideways", async () => {
    const page = await openPage(PHONE);
    for (const path of ["/en/", "/en/providers", "/en/providers/lakala", "/en/help/money/fee", "/en/chat"]) {
      await page.goto(running.address + path);
      const width = await page.locator("html").evaluate((html) => html.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(PHONE.width);
    }
    const picture = process.env.SCREENSHOTS;
    await page.goto(`${running.address}/en/`);
    await expect.poll(() => page.getByRole("link", { name: "中文" }).isVisible()).toBe(true);
    if (picture !== undefined) await page.screenshot({ path: `${picture}/english-home.png`, fullPage: true });
    await page.context().close();
  });
});
