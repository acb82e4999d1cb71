// A merchant's ticket in a real browser: who is waited for, who answers, the word back to the bot, and the look-up page.
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseConfig } from "../../src/base/config.ts";
import { createLog } from "../../src/base/log.ts";
import { type Service, startService } from "../../src/service.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { launchBrowser } from "../support/browser.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../support/desk-client.ts";
import { freshDataDir } from "../support/start-process.ts";

const FAULTS = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0]?.html))`;

let service: Service;
let browser: Browser;
let li: DeskClient;
beforeAll(async () => {
  const dataDir = freshDataDir();
  const config = parseConfig({ PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off" });
  [service, browser] = await Promise.all([startService(config, createLog("silent")), launchBrowser()]);
  const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`);
  li = deskClient(service.address);
  await comeIn(
    li,
    await aLink({ stores: store.desk, dataDir }, { login: "li", name: "小李", role: "agent" }),
  );
  await store.close();
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(FAULTS);
}

it("shows the place in line and who answers, gives the word back to the bot, and a code that /ticket takes", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) problems.push(message.text());
  });
  await page.goto(service.address);
  await page.locator("#huanka-chat").click();
  await page.getByRole("textbox", { name: "输入你的问题" }).fill("转人工");
  await page.keyboard.press("Enter");
  const strip = page.getByRole("group", { name: "人工进度" });
  await strip.getByText("在排队，排第 1 位").waitFor();
  expect(await faults(page)).toEqual([]);

  await strip.getByText("人工会看到的资料").click();
  await strip.getByText("你最后说的：转人工").waitFor();
  await strip.getByRole("button", { name: "改一下" }).click();
  const pasted = strip.getByLabel("收单机构");
  await pasted.fill("拉卡拉".repeat(70));
  await page.keyboard.press("Enter");
  expect((await pasted.inputValue()).length).toBe(210);
  await strip.locator("input[name=provider]:invalid").waitFor();
  await pasted.fill("拉卡拉");
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await strip.getByText("你改为：拉卡拉").waitFor();
  await strip.getByText("人工会看到的资料").click();

  const { row } = (await li.post("/take-next")).json as unknown as { row: { id: string } };
  await strip.getByText("小李正在为你服务").waitFor();
  await li.post(`/tickets/${row.id}/messages`, { text: "您好，我来看看。", clientId: "c1" });
  await page.getByRole("log").getByText("您好，我来看看。").waitFor();
  await strip.getByRole("button", { name: "先问机器人" }).click();
  await strip.getByText("现在由机器人先回答").waitFor();
  await expect.poll(() => strip.getByRole("button", { name: "先问机器人" }).isVisible()).toBe(false);

  await strip.getByRole("button", { name: "取查询码" }).click();
  const code = await strip.locator(".code b").innerText();
  const [reference = ""] = /HK-\w{4}-\w{4}/.exec(await strip.innerText()) ?? [];
  await page.goto(`${service.address}/ticket?reference=${reference}`);
  await page.getByLabel("查询码").fill(code);
  await page.getByRole("button", { name: "查进度" }).click();
  await page.getByText("现在由机器人先回答").waitFor();
  expect(await faults(page)).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});

it("says who speaks as soon as that changes, and offers a person none of the bot's choices", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(service.address);
  await page.locator("#huanka-chat").click();
  const log = page.getByRole("log");
  for (const [text, answer] of [
    ["拉卡拉怎么换卡", "第 1 步"],
    ["转人工", "HK-"],
  ] as const) {
    await page.getByRole("textbox", { name: "输入你的问题" }).fill(text);
    await page.keyboard.press("Enter");
    await log.getByText(answer).first().waitFor();
  }
  const next = page.getByRole("button", { name: "下一步", exact: true });
  await next.waitFor();
  await page.getByText("自动回复").waitFor();
  const { row } = (await li.post("/take-next")).json as unknown as { row: { id: string } };
  await page.getByText("人工客服").waitFor();
  await next.waitFor({ state: "hidden" });
  expect(await faults(page)).toEqual([]);
  await li.post(`/tickets/${row.id}/hand-back`);
  await page.getByText("自动回复").waitFor();
  await page.reload();
  await page.getByRole("group", { name: "人工进度" }).getByText("在排队").waitFor();
  await page.getByText("自动回复").waitFor();
  await li.post(`/tickets/${row.id}/take`);
  await page.getByText("人工客服").waitFor();
  await li.post(`/tickets/${row.id}/release`);
  await page.getByText("自动回复").waitFor();
  await next.waitFor();
  await context.close();
});

it("marks the launcher for a merchant who comes back after an answer, and shows it", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(service.address);
  await page.locator("#huanka-chat").click();
  await page.getByRole("textbox", { name: "输入你的问题" }).fill("转人工");
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "人工进度" }).getByText("在排队").waitFor();
  await page.close();

  const { row } = (await li.post("/take-next")).json as unknown as { row: { id: string } };
  await li.post(`/tickets/${row.id}/messages`, { text: "查到了，可以换。", clientId: "c2" });
  const back = await context.newPage();
  await back.goto(service.address);
  await back.getByRole("button", { name: /1 条新消息/ }).click();
  await back.getByRole("log").getByText("查到了，可以换。").waitFor();
  await back.getByRole("group", { name: "人工进度" }).getByText("小李正在为你服务").waitFor();
  await context.close();
});
