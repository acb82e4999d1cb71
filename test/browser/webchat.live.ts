// Microsoft's Web Chat in Chromium against our server, on another site's page with a strict policy.

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SdkActivity as Activity, ActivityHandler } from "../../bot/sdk.ts";
import { AppError } from "../../src/base/errors.ts";
import type { Activity as WireActivity } from "../../src/base/wire.ts";
import { launchBrowser } from "../support/browser.ts";
import { type ChatServer, startChatServer } from "../support/chat-server.ts";
import { chatToken } from "../support/http.ts";
import { fetchWebChat, type WebChatPackage } from "../support/webchat-package.ts";
import { startWebChatPage, type WebChatPage } from "../support/webchat-page.ts";

/** One style element without a nonce, which nothing seen depends on: all tests here pass while it is refused. */
const HARMLESS = ["style-src-elem inline"];
const STREAM = "livestream-1";

/** Echoes; offers buttons; ends the livestream that a test has begun. */
function webChatBot(): ActivityHandler {
  return new ActivityHandler()
    .onMembersAdded(async (context, next) => {
      await context.sendActivity("欢迎");
      await next();
    })
    .onMessage(async (context, next) => {
      await context.sendActivity(answerTo(context.activity.text));
      await next();
    });
}

function answerTo(text: string): Partial<Activity> {
  if (text === "选") {
    const actions = [{ type: "imBack", title: "换卡", value: "换卡" }];
    return { type: "message", text: "请选", suggestedActions: { actions, to: [] } };
  }
  const channelData = { streamType: "final", streamId: STREAM };
  if (text === "流") return { type: "message", text: "一二三完", channelData };
  return { type: "message", text: `答：${text}` };
}

let browser: Browser;
let webChat: WebChatPackage;
beforeAll(async () => {
  webChat = fetchWebChat();
  process.stdout.write(`Web Chat ${webChat.version}\n`);
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(["webchat-minimal.js", "webchat.js"] as const)("Web Chat's %s", (bundle) => {
  let site: WebChatPage;
  let server: ChatServer;
  let page: Page;
  let errors: string[];
  let refusals: number;
  let tellAll: (activity: WireActivity) => void;

  const serve = (where: { dataDir?: string; port?: number } = {}) =>
    startChatServer({
      ...where,
      config: { trustedOrigins: [site.origin] },
      conversation: { bot: webChatBot() },
      wrap: (conversations) => ({
        ...conversations,
        post: async (id, activity) => {
          refusals -= 1;
          if (refusals >= 0) throw new AppError("bad-argument");
          return conversations.post(id, activity);
        },
        subscribe: (id, listener) => {
          tellAll = listener;
          return conversations.subscribe(id, listener);
        },
      }),
    });

  beforeEach(async () => {
    [errors, refusals] = [[], 0];
    site = await startWebChatPage(webChat.path(bundle), async () => ({
      domain: `${server.origin}/v3/directline`,
      token: (await chatToken(server)).token,
    }));
    server = await serve();
    page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(site.origin);
    await page.getByPlaceholder("键入消息").waitFor();
    await says("欢迎");
  });
  afterEach(async () => {
    const violations = await page.evaluate<string[]>("window.violations");
    await page.close();
    site.close();
    await server.close();
    expect(errors).toEqual([]);
    expect(violations.filter((violation) => !HARMLESS.includes(violation))).toEqual([]);
  });

  const bubbles = () => page.locator(".webchat__text-content").allInnerTexts();
  const says = (text: string) =>
    expect.poll(async () => (await bubbles()).map((one) => one.trim()), { timeout: 40_000 }).toContain(text);
  const send = async (text: string) => {
    await page.getByPlaceholder("键入消息").fill(text);
    await page.getByPlaceholder("键入消息").press("Enter");
  };

  it("shows its own texts in Chinese, the greeting, a message and the answer, each once", async () => {
    await send("你好");
    await says("答：你好");
    expect((await bubbles()).map((text) => text.trim())).toEqual(["欢迎", "你好", "答：你好"]);
    await expect.poll(() => page.evaluate("document.body.innerText")).toContain("连接状态: 已连接");
  });

  it("offers to send again what was refused, and delivers it once", async () => {
    refusals = 1;
    await send("再来");
    await page.getByRole("button", { name: "重试" }).click();
    await says("答：再来");
    expect((await bubbles()).filter((text) => text.includes("答"))).toHaveLength(1);
  });

  it("says a suggested action that is clicked", async () => {
    await send("选");
    await says("请选");
    await page.getByRole("toolbar").getByRole("button", { name: "换卡" }).click();
    await says("答：换卡");
  });

  it("shows a livestream growing and puts the final message in its place", async () => {
    await send("你好");
    await says("答：你好");
    for (const [index, text] of ["一", "一二", "一二三"].entries()) {
      const channelData = {
        streamType: "streaming",
        streamSequence: index + 1,
        ...(index > 0 && { streamId: STREAM }),
      };
      tellAll({
        type: "typing",
        id: index === 0 ? STREAM : `${STREAM}-${index}`,
        timestamp: new Date().toISOString(),
        channelId: "directline",
        conversation: { id: "one" },
        from: { id: "huanka", role: "bot" },
        text,
        channelData,
      } as WireActivity);
      await says(text);
    }
    await send("流");
    await says("一二三完");
    expect((await bubbles()).filter((text) => text.includes("一"))).toEqual(["一二三完"]);
  });

  it("is there again after a restart of the server, with what it missed", async () => {
    await send("先");
    await says("答：先");
    const [conversationId] = await server.store.conversations.listIds("", 1);
    const { dataDir, port } = server;
    await server.stop();
    server = await serve({ dataDir, port });
    await server.conversations.post(conversationId ?? "", { type: "message", text: "其间" });
    await says("答：其间");
    await send("后");
    await says("答：后");
  });

  it("violates no part of a strict content security policy that it needs", async () => {
    await send("选");
    await says("请选");
    const colour = "getComputedStyle(document.querySelector('.webchat__bubble__content')).backgroundColor";
    expect(await page.evaluate(colour)).not.toBe("rgba(0, 0, 0, 0)");
    // What has been refused is compared after each test here.
    expect(await page.evaluate("window.violations.length")).toBeLessThanOrEqual(HARMLESS.length);
  });
});
