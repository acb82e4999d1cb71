// One browser per test file, a fresh chat server and browser profile per test, and no policy violation in any.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { browserBundlesAreFresh } from "../../src/build/build-browser.ts";
import { launchBrowser } from "./browser.ts";
import { type FakeDirectLine, startFakeDirectLine } from "./fake-direct-line.ts";

/** Firefox's driver tells what the network refused among a script's errors. */
const NO_SCRIPT_ERROR = /^Firefox can’t establish a connection/;

/** Call once at the top of a test file. `page`, `server` and `context` are those of the running test. */
export function chatInBrowser() {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let server: FakeDirectLine;
  let problems: string[] = [];

  beforeAll(async () => {
    if (!browserBundlesAreFresh())
      throw new Error("The browser files are not up to date. Run: npm run build");
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    problems = [];
    server = await startFakeDirectLine();
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await newPage();
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    expect(problems).toEqual([]);
  });

  /** Another tab of the same browser profile. Script errors and policy violations in it fail the test. */
  async function newPage(): Promise<Page> {
    const opened = await context.newPage();
    opened.on("console", (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) problems.push(message.text());
    });
    opened.on("pageerror", ({ message }) => {
      if (!NO_SCRIPT_ERROR.test(message)) problems.push(message);
    });
    await opened.goto(server.origin);
    return opened;
  }

  const launcher = () => page.locator("#huanka-chat");
  const input = () => page.getByRole("textbox", { name: "输入你的问题" });
  const log = () => page.getByRole("log", { name: "对话记录" });
  const bubble = (text: string) => log().locator(".bubble", { hasText: text });

  return {
    get page() {
      return page;
    },
    get server() {
      return server;
    },
    get context() {
      return context;
    },
    newPage,
    launcher,
    input,
    log,
    bubble,
    async openChat(): Promise<void> {
      await launcher().click();
      await bubble("你好，我是换卡助手。").waitFor();
    },
    async send(text: string): Promise<void> {
      await input().fill(text);
      await input().press("Enter");
    },
    /** Chooses from the menu in the header. */
    async chooseFromMenu(name: string): Promise<void> {
      await page.getByRole("button", { name: "更多", exact: true }).click();
      await page.getByRole("button", { name, exact: true }).click();
    },
    /** What axe-core finds wrong with the page and the open chat, as `rule: element` lines. */
    async accessibilityDefects(): Promise<string[]> {
      await page.evaluate(
        readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
      );
      return page.evaluate<string[]>(
        `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + JSON.stringify(target) + failureSummary)))`,
      );
    },
    /** Texts of all message posts the server saw, repeats included. */
    sentTexts: () => server.posts.map((post) => post.text),
  };
}
