// Microsoft's Web Chat in Chromium, on another site's page, walks three guides of the real content to their ends.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activity } from "../../src/base/wire.ts";
import type { Service } from "../../src/service.ts";
import { launchBrowser } from "../support/browser.ts";
import type { ChatServer } from "../support/chat-server.ts";
import { chatToken, read } from "../support/http.ts";
import { GUIDES, neededOf, startGuideService, walkGuide } from "../support/walk-guides.ts";
import { fetchWebChat, type WebChatPackage } from "../support/webchat-package.ts";
import { startWebChatPage, type WebChatPage } from "../support/webchat-page.ts";

let browser: Browser;
let webChat: WebChatPackage;
beforeAll(async () => {
  webChat = fetchWebChat();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each(["webchat-minimal.js", "webchat.js"] as const)("Web Chat's %s", (bundle) => {
  let service: Service;
  let site: WebChatPage;
  let chat: { conversationId: string; token: string };
  const server = () => ({ origin: service.address }) as ChatServer;
  beforeAll(async () => {
    site = await startWebChatPage(webChat.path(bundle), async () => {
      chat = await chatToken(server());
      return { domain: `${service.address}/v3/directline`, token: chat.token };
    });
    service = await startGuideService(site.origin);
  });
  afterAll(async () => {
    site.close();
    await service.close();
  });

  it.each(GUIDES)("walks %s without losing a number or a page", async (first) => {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const box = page.getByPlaceholder("键入消息");
    await box.waitFor();
    // The greeting: before it Web Chat is not connected, and what is written waits.
    await page.locator(".webchat__text-content").first().waitFor();
    let mark = "";
    const replies = await walkGuide(first, async (text) => {
      ({ watermark: mark } = await read(server(), chat, mark));
      await box.fill(text);
      await box.press("Enter");
      const said: Activity[] = [];
      await expect
        .poll(
          async () => {
            const { activities } = await read(server(), chat, mark);
            said.splice(0, said.length, ...activities.filter(({ from }) => from.role === "bot"));
            return said.length;
          },
          { timeout: 60_000 },
        )
        .toBeGreaterThan(0);
      return said;
    });
    const needed = neededOf(replies, service.address);
    expect(needed.length).toBeGreaterThan(5);
    await expect.poll(async () => (await missing(page, needed)).join("\n"), { timeout: 30_000 }).toBe("");
    await page.close();
  });
});

async function missing(page: Page, needed: readonly string[]): Promise<string[]> {
  const shown = (await page.locator(".webchat__text-content").allInnerTexts()).join("\n");
  return needed.filter((part) => !shown.includes(part));
}
