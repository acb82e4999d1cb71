// The chat where storage is full, deaf, forbidden, or emptied by other code of the page: it answers all the same.
import { describe, expect, it } from "vitest";
import { chatInBrowser } from "../support/chat-in-browser.ts";

const chat = chatInBrowser();
const { log, bubble, openChat, send, sentTexts } = chat;

/** Scripts for the page as text: the tests are type-checked for Node, without a DOM. */
const FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
const DEAF = "Storage.prototype.setItem = () => {};";
const FORBIDDEN =
  "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });";
const FORGETFUL = "Storage.prototype.getItem = () => null;";

async function talk(): Promise<void> {
  for (const text of ["一", "二"]) {
    await send(text);
    await bubble(`你说：${text}`).waitFor();
  }
  await expect.poll(() => log().locator(".row").count()).toBe(5);
  expect(chat.server.conversations()).toBe(1);
  expect(sentTexts()).toEqual(["一", "二"]);
}

describe("one conversation, whatever storage does", () => {
  it.each([
    ["is full", FULL],
    ["ignores what is written", DEAF],
    ["is forbidden", FORBIDDEN],
    ["answers nothing", FORGETFUL],
  ])("when storage %s", async (_name, script) => {
    await chat.page.addInitScript(script);
    await chat.page.reload();
    await openChat();
    await talk();
  });

  it("when storage loses everything, one key, its sense and its room in the middle", async () => {
    await openChat();
    for (const [text, script] of Object.entries({
      一: "localStorage.clear(); sessionStorage.clear()",
      二: "localStorage.removeItem('huanka.session')",
      三: "localStorage.setItem('huanka.session', '{')",
      四: FULL,
    })) {
      await chat.page.evaluate(script);
      await send(text);
      await bubble(`你说：${text}`).waitFor();
    }
    expect(sentTexts()).toEqual(["一", "二", "三", "四"]);
    expect(chat.server.conversations()).toBe(1);
  });

  it("goes on over a reload after another tab has emptied storage", async () => {
    await openChat();
    await send("一");
    await bubble("你说：一").waitFor();
    await (await chat.newPage()).evaluate("localStorage.clear()");
    await expect.poll(() => chat.page.evaluate("localStorage.getItem('huanka.session')")).not.toBeNull();
    await chat.page.reload();
    await bubble("你说：一").waitFor();
    expect(chat.server.conversations()).toBe(1);
  });
});
