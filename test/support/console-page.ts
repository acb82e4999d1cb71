// A member of staff at the console in a real browser, and what their page complained of.
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { codeNow } from "../../src/desk/proof/totp.ts";
import { PASSWORD } from "./desk-client.ts";
import { type Chat, openChat, postOnce, readChat } from "./plain-client.ts";

const FAULTS = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0]?.html))`;

/** Violations of accessibility on the page as it is now. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(FAULTS);
}

export interface Pages {
  open(options?: BrowserContextOptions): Promise<Page>;
  /** What pages reported since: errors, and what their policy forbade. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

export function pagesIn(browser: () => Browser): Pages {
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  return {
    problems,
    async open(options = {}) {
      const context = await browser().newContext({
        locale: "zh-CN",
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy|Trusted/.test(message.text())) problems.push(message.text());
      });
      return page;
    },
    async close() {
      problems.length = 0;
      for (const context of contexts.splice(0)) await context.close();
    },
  };
}

/** Comes in by the link of an invitation, to the desk unless told otherwise; answers the recovery codes. */
export async function comeInAt(
  page: Page,
  address: string,
  link: string,
  first: Locator = page.locator(".desk"),
): Promise<readonly string[]> {
  await page.goto(`${address}/console/setup#${link}`);
  const secret = (await page.locator(".gate code").textContent()) ?? "";
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=again]").fill(PASSWORD);
  await page.locator("[name=code]").fill(codeNow(secret, new Date()));
  await page.locator("button[type=submit]").click();
  await page.locator(".codes").waitFor();
  const codes = await page.locator(".codes code").allInnerTexts();
  await page.locator(".gate button.primary").click();
  await first.waitFor();
  return codes;
}

/** Signs in on the page that asks for it, with a recovery code. */
export async function signInAt(page: Page, { login, code }: { login: string; code: string }): Promise<void> {
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=code]").fill(code);
  await page.locator("button[type=submit]").click();
  await page.locator(".desk").waitFor();
}

/** A merchant who said this and waits for a person. */
export async function aWaiting(address: string, ...lines: readonly string[]): Promise<Chat> {
  const chat = await openChat(address);
  for (const text of [...lines, "转人工"]) await postOnce(address, chat, { text });
  return chat;
}

/** What people at the desk said to the merchant. */
export async function heardFromDesk(address: string, chat: Chat): Promise<readonly string[]> {
  const all = await readChat(address, chat);
  return all.filter(({ from }) => from.id.startsWith("agent:")).map(({ text = "" }) => text);
}

/** Somebody who waits is taken by a key; nobody else waits. The field for the answer is there then. */
export async function takeNext(page: Page, origin: string, lines: readonly string[]): Promise<Chat> {
  const chat = await aWaiting(origin, ...lines);
  await page.getByRole("tab", { name: /等待中 1/ }).waitFor();
  await page.locator(".bar h1").click();
  await page.keyboard.press("n");
  await page.getByRole("tab", { name: /等待中 0/ }).waitFor();
  await page.locator(".composer textarea").waitFor();
  return chat;
}
