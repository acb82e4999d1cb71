// The chat on another site, by one script, under a strict policy there: with storage, and where the browser forbids it.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

const HOSTS = ["127.0.0.1", "localhost"];
let shop: Server;
/** By host: huanka is at 127.0.0.1, so localhost is another site, whose frames this browser gives no storage. */
const originOf = (host: string) => `http://${host}:${(shop.address() as AddressInfo).port}`;
let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  shop = createServer((_req, res) => {
    const { address } = running;
    const policy = `default-src 'none'; img-src 'self'; script-src ${address}; frame-src ${address}; require-trusted-types-for 'script'`;
    res.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
    res.end(
      `<!doctype html><html lang="zh-CN"><title>店</title><body><h1>店</h1><script src="${address}/embed.js" data-provider="lakala" async></script>`,
    );
  });
  await new Promise<void>((resolve) => shop.listen(0, resolve));
  [running, browser] = await Promise.all([
    startProcess({ DATA_DIR: freshDataDir(), TRUSTED_ORIGINS: HOSTS.map(originOf).join() }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
  shop.close();
});

const HAS_STORAGE = `(() => { try { return localStorage.length >= 0; } catch { return false; } })()`;
const FRAME = 'iframe[title="在线帮助"]';
/** Clicked and typed into by events: Firefox's driver reaches no frame of another site otherwise. */
const frameOf = (page: Page) => page.frameLocator(FRAME);
const log = (page: Page) => frameOf(page).getByRole("log", { name: "对话记录" });

async function ask(page: Page, text: string): Promise<void> {
  const input = frameOf(page).getByRole("textbox", { name: "输入你的问题" });
  await input.fill(text);
  await input.dispatchEvent("keydown", { key: "Enter" });
  await log(page).locator(".row:not(.mine)").nth(1).waitFor();
}

describe.each([
  ["with storage", "127.0.0.1"],
  ["where the browser forbids storage", "localhost"],
])("the chat on another site, %s", (name, host) => {
  const keeps = name === "with storage";
  it("opens, answers, closes, and breaks no policy of either", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted|Refused/.test(message.text())) problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(originOf(host));
    await frameOf(page).getByRole("button", { name: "在线帮助" }).dispatchEvent("click");
    expect(await page.frames()[1]?.evaluate(HAS_STORAGE)).toBe(keeps);
    await frameOf(page).getByText("你在看拉卡拉，开始换卡步骤？").waitFor();
    await page.waitForFunction(`document.querySelector(${JSON.stringify(FRAME)}).clientHeight > 500`);
    await ask(page, "换卡要钱吗");

    await frameOf(page).getByRole("button", { name: "收起对话" }).dispatchEvent("click");
    await page.waitForFunction(`document.querySelector(${JSON.stringify(FRAME)}).clientHeight === 64`);
    await page.evaluate(`huanka.say("怎么换卡")`);
    await log(page).getByText("怎么换卡", { exact: true }).waitFor();

    await page.reload();
    await frameOf(page).locator("#huanka-chat[aria-expanded]").waitFor({ state: "attached" });
    await page.evaluate("huanka.open()");
    await log(page).locator(".row").first().waitFor();
    if (keeps) await log(page).getByText("换卡要钱吗", { exact: true }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe("messages from elsewhere", () => {
  it("move neither page nor frame", async () => {
    const page = await browser.newPage();
    await page.goto(originOf("localhost"));
    await frameOf(page).getByRole("button", { name: "在线帮助" }).waitFor();
    await page.evaluate(`postMessage({ huanka: "open" }, "*")`);
    const frame = page.frames()[1];
    await frame?.evaluate(`postMessage({ huanka: "open" }, "*")`);
    await frame?.evaluate("new Promise((resolve) => setTimeout(resolve))");
    expect(await page.locator(FRAME).evaluate(({ clientHeight }) => clientHeight)).toBe(64);
    await expect.poll(() => frameOf(page).getByRole("dialog").count()).toBe(0);
    await page.close();
  });
});
