// A conversation that moves to another device by its short code: widget to widget, and without JavaScript.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

let running: RunningProcess;
let browser: Browser;
const devices: BrowserContext[] = [];
const problems: string[] = [];
beforeAll(async () => {
  [running, browser] = await Promise.all([startProcess({ DATA_DIR: freshDataDir() }), launchBrowser()]);
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

/** Another browser that shares nothing with the others. */
async function aDevice(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  devices.push(context);
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(error.message));
  return page;
}

const log = (page: Page) => page.getByRole("log", { name: "对话记录" });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function choose(page: Page, name: string): Promise<void> {
  await button(page, "更多").click();
  await button(page, name).click();
}

async function openChat(page: Page): Promise<void> {
  await page.goto(running.address);
  await page.locator("#huanka-chat").click();
  await log(page).getByText("换卡助手").first().waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  const input = page.getByRole("textbox", { name: "输入你的问题" });
  await input.fill(text);
  await input.press("Enter");
}

async function walkToSecondStep(page: Page): Promise<void> {
  await openChat(page);
  await say(page, "我要换拉卡拉的结算卡");
  await button(page, "下一步").click();
  await log(page).getByText("第 2 步").first().waitFor();
}

async function takeCode(page: Page): Promise<string> {
  await choose(page, "换设备继续");
  await button(page, "取一个续聊码").click();
  const code = page.locator(".code b");
  await code.waitFor();
  return (await code.innerText()).trim();
}

async function enterCode(page: Page, code: string, provider: string): Promise<void> {
  await page.getByRole("textbox", { name: "续聊码" }).fill(code);
  await page.getByRole("textbox", { name: "那边选的机构，没选就不填" }).fill(provider);
  await button(page, "接着聊").click();
}

describe("moving to another device", () => {
  it("shows the same conversation at the same step, and both devices go on with it", async () => {
    const [first, second] = [await aDevice(), await aDevice()];
    await walkToSecondStep(first);
    const code = await takeCode(first);
    await expect
      .poll(() => first.locator(".question", { hasText: code }).innerText())
      .toContain("机构填「拉卡拉」");

    await openChat(second);
    await choose(second, "换设备继续");
    await enterCode(second, code.toLowerCase().replace("-", " "), "拉卡拉");
    await log(second).getByText("第 2 步").first().waitFor();
    await button(second, "下一步").click();
    await log(second).getByText("第 3 步").first().waitFor();
    await log(first).getByText("第 3 步").first().waitFor();
    expect(await log(second).innerText()).not.toContain(code);
    expect(problems).toEqual([]);
  });

  it("tells a wrong provider nothing and keeps the conversation it had", async () => {
    const [first, second] = [await aDevice(), await aDevice()];
    await walkToSecondStep(first);
    const code = await takeCode(first);
    await openChat(second);
    await choose(second, "换设备继续");
    await enterCode(second, code, "微信支付");
    await second.getByText("续聊码或机构不对").waitFor();
    await expect.poll(() => log(second).getByText("第 2 步").count()).toBe(0);
    expect(problems).toEqual([]);
  });

  itInChromium("Firefox lets no driver switch scripts off")(
    "works from the widget to a browser without JavaScript",
    async () => {
      const [first, second] = [await aDevice(), await aDevice({ javaScriptEnabled: false })];
      await walkToSecondStep(first);
      const code = await takeCode(first);
      await second.goto(`${running.address}/chat`);
      await second.locator("summary", { hasText: "换设备继续" }).click();
      await second.getByLabel("续聊码").fill(code);
      await second.getByLabel("那边选的机构，没选就不填").fill("拉卡拉");
      await second.getByRole("button", { name: "接着聊" }).click();
      await second.getByText("第 2 步").first().waitFor();

      await second.locator("summary", { hasText: "换设备继续" }).click();
      await second.getByRole("button", { name: "取一个续聊码" }).click();
      await expect
        .poll(() => second.locator("details [role=status]").innerText())
        .toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}.*拉卡拉/);
      await second.goto(`${running.address}/chat`);
      expect(await second.locator("body").innerText()).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    },
  );
});
