// The drawings in a browser: no words leave their paper, and the chat's card shows them unfolded, from our own origin.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

const PAPER_ENDS_AT = 304; // of the drawings' own units
const WIDEST_LINE = `Math.max(...[...document.querySelectorAll(".drawing text")].map((text) => {
  const { x, width } = text.getBBox();
  return Math.ceil(x + width);
}))`;

let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([startProcess({ DATA_DIR: freshDataDir() }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

describe("the drawings", () => {
  it.each(["/help/rebind/whose-terminal", "/en/help/rebind/whose-terminal"])(
    "stay on their paper: %s",
    async (path) => {
      const page = await browser.newPage();
      await page.goto(running.address + path);
      await expect.poll(() => page.locator(".drawing").count()).toBe(3);
      expect(await page.evaluate(WIDEST_LINE)).toBeLessThanOrEqual(PAPER_ENDS_AT);
      await page.close();
    },
  );

  it("unfold in the chat's card", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(running.address);
    await page.locator("#huanka-chat").click();
    const input = page.getByRole("textbox", { name: "输入你的问题" });
    await input.fill("认不出是哪家的机器");
    await input.press("Enter");
    await page.getByRole("dialog").getByText("认不出？看图").click();
    const slip = page.getByRole("img", { name: /^签购单/ });
    await slip.waitFor();
    await page.waitForFunction(`(() => {
      const shown = [...document.querySelector("#huanka-chat-panel").shadowRoot.querySelectorAll(".pages img")];
      return shown.length === 3 && shown.every(({ naturalWidth }) => naturalWidth > 0);
    })()`);
    await page.close();
  });
});
