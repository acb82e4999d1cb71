// A ticket's whole life in two real browsers: the merchant in the chat, the agent at the console, with a reload in mid-word.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeNow } from "../../src/desk/proof/totp.ts";
import type { Service } from "../../src/service.ts";
import { startDeskAndBrowser } from "../support/desk-and-browser.ts";
import { PASSWORD } from "../support/desk-client.ts";

let service: Service;
let browser: Browser;
let links: readonly string[];
beforeAll(async () => {
  ({ service, browser, links } = await startDeskAndBrowser(
    { login: "li", name: "小李", role: "agent" },
    { login: "wang", name: "王姐", role: "agent" },
  ));
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

describe("a merchant and an agent", () => {
  const contexts: BrowserContext[] = [];
  let problems: string[] = [];

  beforeEach(() => {
    problems = [];
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(problems).toEqual([]);
  });

  async function aPage(viewport: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: "zh-CN" });
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) problems.push(message.text());
    });
    return page;
  }

  /** Comes in by the link of an invitation. */
  async function anAgent(link: string): Promise<Page> {
    const page = await aPage({ width: 1280, height: 800 });
    await page.goto(`${service.address}/console/setup#${link}`);
    const secret = await page.locator("code").innerText();
    await page.getByLabel("密码（至少 12 个字）").fill(PASSWORD);
    await page.getByLabel("再输一次密码").fill(PASSWORD);
    await page.getByLabel("动态码").fill(codeNow(secret, new Date()));
    await page.getByRole("button", { name: "完成，进入工作台" }).click();
    await page.getByRole("heading", { name: "恢复码" }).waitFor();
    await page.getByRole("button", { name: "完成，进入工作台" }).click();
    await page.getByText("没有人在等").waitFor();
    return page;
  }

  it("find each other: asked, taken, answered across a reload, handed back, and solved", async () => {
    const agent = await anAgent(links[0] ?? "");
    const merchant = await aPage({ width: 390, height: 844 });
    await merchant.goto(service.address);
    await merchant.locator("#huanka-chat").click();
    const log = merchant.getByRole("log", { name: "对话记录" });
    const ask = async (text: string) => {
      await merchant.getByRole("textbox", { name: "输入你的问题" }).fill(text);
      await merchant.keyboard.press("Enter");
    };
    await ask("拉卡拉怎么换卡");
    await log.getByText("第 1 步").first().waitFor();
    await ask("转人工");
    await log
      .getByText(/HK-[0-9A-Z]{4}-[0-9A-Z]{4}/)
      .first()
      .waitFor();

    // The row comes by itself; a key takes it.
    await agent
      .getByRole("button", { name: /拉卡拉/ })
      .first()
      .waitFor();
    await expect.poll(() => agent.title()).toContain("(1)");
    await agent.keyboard.press("n");
    await agent.locator(".happened", { hasText: "小李 接手" }).waitFor();
    await expect.poll(() => agent.locator(".side").innerText()).toContain("拉卡拉");

    // A reload in the middle of a word loses nothing of it.
    await agent.keyboard.press("r");
    const saved = agent.waitForResponse((response) => response.url().endsWith("/draft"));
    await agent.keyboard.type("您好，我是小");
    await saved;
    await agent.reload();
    await agent.getByRole("tab", { name: /我的/ }).click();
    await agent
      .getByRole("button", { name: /拉卡拉/ })
      .first()
      .click();
    const field = agent.getByRole("textbox", { name: "回复" });
    await expect.poll(() => field.inputValue()).toBe("您好，我是小");
    await field.press("End");
    await field.pressSequentially("李");
    await field.press("Enter");
    await log.getByText("您好，我是小李").waitFor();
    await expect.poll(() => log.innerText()).toContain("小李");

    // What must not reach a merchant stays with the agent, and says why.
    await field.fill("加我微信 13800138000 说");
    await field.press("Enter");
    await agent.getByRole("alert").filter({ hasText: "没有发出" }).waitFor();
    expect(await log.innerText()).not.toContain("13800138000");
    await agent.getByRole("button", { name: "改一下" }).click();

    // Each sees that the other writes.
    await merchant.getByRole("textbox", { name: "输入你的问题" }).pressSequentially("换卡");
    await agent.locator(".thread").getByText("商户 正在写").waitFor();
    const seen = async () => {
      await field.pressSequentially("看");
      return merchant.getByRole("img", { name: "正在输入" }).isVisible();
    };
    await expect.poll(seen).toBe(true);
    await field.fill("");

    // Nobody but the agent answers while a person speaks.
    await ask("换卡要钱吗");
    await agent.getByText("换卡要钱吗").first().waitFor();
    await agent.getByRole("button", { name: "已解决" }).click();
    await agent.locator(".happened", { hasText: "小李 离开" }).waitFor();
    await ask("换卡要钱吗");
    await log.getByText("收费").or(log.getByText("不收")).first().waitFor();
  });

  it("the network of the agent ends and comes back, and what was written is sent once", async () => {
    const agent = await anAgent(links[1] ?? "");
    const merchant = await aPage({ width: 390, height: 844 });
    await merchant.goto(service.address);
    await merchant.locator("#huanka-chat").click();
    const log = merchant.getByRole("log", { name: "对话记录" });
    await merchant.getByRole("textbox", { name: "输入你的问题" }).fill("转人工");
    await merchant.keyboard.press("Enter");
    await log.getByText(/HK-/).first().waitFor();
    await agent.getByRole("tab", { name: /等待中 1/ }).waitFor();
    await agent.keyboard.press("n");
    const field = agent.getByRole("textbox", { name: "回复" });
    await field.waitFor();

    await agent.context().setOffline(true);
    await field.fill("稍等，我查一下");
    await field.press("Enter");
    await agent.getByText("等网络恢复后自动发送").waitFor();
    await agent.getByText(/网络断了/).waitFor();
    await agent.context().setOffline(false);
    await log.getByText("稍等，我查一下").waitFor();
    await agent.getByText("等网络恢复后自动发送").waitFor({ state: "detached" });
    await expect.poll(() => log.getByText("稍等，我查一下").count()).toBe(1);
  });
});
