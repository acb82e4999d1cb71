// The whole way of a merchant in Chromium against the real service: search, read, chat through a guide, reload, finish.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

const PHONE = { width: 360, height: 740 };
/** How late the script that narrows comes, so that results could come before it. */
const LATER_THAN_A_SEARCH_MS = 400;
const MOST_STEPS = 12;

let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  // A test taps through ten steps faster than a merchant may: how fast that is, is tested elsewhere.
  const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
  [running, browser] = await Promise.all([startProcess(env), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

describe("a merchant on a phone", () => {
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];
  const foreign: string[] = [];

  beforeEach(async () => {
    context = await browser.newContext({ viewport: PHONE, locale: "zh-CN" });
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(running.address) && !request.url().startsWith("data:"))
        foreign.push(request.url());
    });
    return () => context.close();
  });

  const log = () => page.getByRole("log", { name: "对话记录" });
  const quickReply = (name: string) => page.getByRole("button", { name, exact: true });
  const position = () =>
    log()
      .getByText(/第 \d+ 步，共 \d+ 步/)
      .last();

  it("finds the provider by typing its name, walks the guide, reloads in the middle and finishes", async () => {
    const searches: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/search")) searches.push(request.url());
    });
    await page.route("**/filter-*.js", async (route) => {
      await page.waitForTimeout(LATER_THAN_A_SEARCH_MS);
      await route.continue();
    });
    await page.goto(running.address);
    await page.locator("#home-search").fill("lakala");
    await page.getByRole("link", { name: "支付宝", exact: true }).waitFor({ state: "hidden" });
    expect(searches, "what would cover the providers found").toEqual([]);
    await page.getByRole("link", { name: "拉卡拉", exact: true }).click();
    await page.waitForURL(/\/providers\/lakala/);
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toContain("拉卡拉");

    await page.getByText("在对话里走一遍").first().click();
    await position().waitFor();
    await expect.poll(() => position().innerText()).toContain("第 1 步");
    await quickReply("下一步").click();
    await log().getByText("第 2 步").first().waitFor();

    await page.reload(); // into the open chat again
    await log().getByText("第 2 步").first().waitFor();

    await page.getByRole("textbox", { name: "输入你的问题" }).fill("换卡要钱吗");
    await page.keyboard.press("Enter");
    await log().getByText("回到刚才").first().waitFor();

    for (let step = 0; step < MOST_STEPS && !(await log().getByText("步骤走完了").isVisible()); step++) {
      const before = await log().innerText();
      await quickReply("下一步").or(quickReply("办好了")).last().click();
      await expect.poll(() => log().innerText()).not.toBe(before);
      await quickReply("下一步").or(quickReply("办好了")).or(quickReply("转人工")).last().waitFor();
    }
    await log().getByText("步骤走完了").waitFor();
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it("is helped without JavaScript", async () => {
    const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    const form = await plain.newPage();
    await form.goto(running.address);
    await form.locator("#huanka-chat").click();
    await form.waitForURL(/\/chat/);
    await form.getByRole("textbox").last().fill("拉卡拉的机器换卡");
    await form.getByRole("button", { name: /发送/ }).click();
    await expect.poll(() => form.locator("main").innerText()).toMatch(/第 1 步，共 \d+ 步/);
    await form.getByRole("button", { name: "下一步" }).last().click();
    await expect.poll(() => form.locator("main").innerText()).toMatch(/第 2 步，共 \d+ 步/);
    await plain.close();
  });
});
