// What the input stops before it is sent, in Chromium against the real service: a code, which the merchant is warned of, and too much.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

let running: RunningProcess;
let browser: Browser;
beforeAll(async () => {
  [running, browser] = await Promise.all([startProcess({ DATA_DIR: freshDataDir() }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await stopProcess(running);
});

describe("a code that is covered before sending", () => {
  itInChromium("Firefox tells its driver no body of a request")(
    "brings the safety reply, and no digit of it is sent",
    async () => {
      const context = await browser.newContext({ locale: "zh-CN" });
      const page = await context.newPage();
      const sent: string[] = [];
      page.on("request", (request) => sent.push(request.postData() ?? ""));
      await page.goto(running.address);
      await page.locator("#huanka-chat").click();
      const log = page.getByRole("log", { name: "对话记录" });
      await log.locator(".bubble").first().waitFor();
      await page.getByRole("textbox", { name: "输入你的问题" }).fill("482913 刚收到的短信码");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "遮住后发送" }).click();
      await log.locator(".mine .bubble", { hasText: "**** 刚收到的短信码" }).waitFor();
      await log.locator(".bubble", { hasText: "短信验证码我已经遮住" }).waitFor();
      await log.getByText("已遮住敏感数字").waitFor();
      expect(sent.filter((body) => body.includes("482913"))).toEqual([]);
      expect(sent.some((body) => body.includes('"covered":["otp"]'))).toBe(true);
      await context.close();
    },
  );
});

describe("a message that is too long", () => {
  it("stays whole in the input, and the chat says how long it is", async () => {
    const context = await browser.newContext({ locale: "zh-CN" });
    const page = await context.newPage();
    await page.goto(running.address);
    await page.locator("#huanka-chat").click();
    const input = page.getByRole("textbox", { name: "输入你的问题" });
    await input.click();
    await page.keyboard.insertText(`${"字".repeat(4_000)}尾`);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "有 4001 个字，一次最多发 4000 个" }).waitFor();
    expect((await input.inputValue()).endsWith("尾")).toBe(true);
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await page.getByRole("log", { name: "对话记录" }).locator(".mine .bubble").waitFor();
    await context.close();
  });
});
