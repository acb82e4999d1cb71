// How an agent writes, in a real browser: what they insert, which keys act and which are typed, and what is never lost.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Service } from "../../src/service.ts";
import { aWaiting, comeInAt, faultsOf, heardFromDesk, pagesIn, takeNext } from "../support/console-page.ts";
import { startDeskAndBrowser } from "../support/desk-and-browser.ts";
import { type Chat, postOnce } from "../support/plain-client.ts";

let service: Service;
let browser: Browser;
let page: Page;
const pages = pagesIn(() => browser);
beforeAll(async () => {
  const desk = await startDeskAndBrowser({ login: "li", name: "小李", role: "agent" });
  ({ service, browser } = desk);
  page = await pages.open();
  await comeInAt(page, service.address, desk.links[0] ?? "");
});
afterAll(async () => {
  await pages.close();
  await browser.close();
  await service.close();
});
afterEach(() => expect(pages.problems).toEqual([]));

const takeOne = (...lines: readonly string[]) => takeNext(page, service.address, lines);
const heardBy = (chat: Chat) => heardFromDesk(service.address, chat);
const field = () => page.locator(".composer textarea");
/** How many tickets are done, as the list's tab says, also where the list is not on the screen. */
const countDone = async () =>
  Number(/\d+/.exec((await page.locator("#box-done").textContent()) ?? "")?.[0] ?? Number.NaN);

describe("an agent who writes", () => {
  it("inserts a canned reply by its initials and an article by a word, without leaving the keys", async () => {
    const chat = await takeOne("拉卡拉怎么换卡");
    await page.keyboard.press("r");
    await page.keyboard.type("您好，/gfrx");
    await page.getByRole("option", { name: /给官方热线/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => field().inputValue()).toContain("拉卡拉的官方客服：95016");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("@手续费");
    await page.getByRole("option", { name: /要收费吗/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => field().inputValue()).toContain("《更换结算卡要收费吗？》");
    await page.keyboard.press("Enter");
    await page.locator(".said.person", { hasText: "95016" }).waitFor();
    await expect.poll(async () => (await heardBy(chat)).length).toBe(1);
  });

  it("types a slash, an address and a date as they are, and closes the list with Escape", async () => {
    await takeOne();
    await page.keyboard.press("r");
    await page.keyboard.type("1/2 或 a@b");
    await expect.poll(() => page.locator(".inserts").count()).toBe(0);
    await page.keyboard.type(" /");
    await page.locator(".inserts [role=option]").first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".inserts").count()).toBe(0);
    await expect.poll(() => field().inputValue()).toBe("1/2 或 a@b /");
  });

  it("never finds the words of a note in the reply, whichever key comes first", async () => {
    const chat = await takeOne();
    await page.keyboard.press("r");
    await page.keyboard.type("给商户的话");
    // In the field letters are letters; with Alt they are keys, and the note's field is another.
    await page.keyboard.type("m");
    await expect.poll(() => field().inputValue()).toBe("给商户的话m");
    await page.keyboard.press("Alt+m");
    await expect.poll(() => field().inputValue()).toBe("");
    await page.keyboard.type("给同事的话");
    await page.keyboard.press("Enter");
    await page.locator(".noted", { hasText: "给同事的话" }).waitFor();
    await page.keyboard.press("Alt+r");
    await expect.poll(() => field().inputValue()).toBe("给商户的话m");
    await page.keyboard.press("Enter");
    await page.locator(".said.person", { hasText: "给商户的话m" }).waitFor();
    await expect.poll(() => heardBy(chat)).toEqual(["给商户的话m"]);
  });

  it("acts by no key that was meant for the field, held down, or of a composition", async () => {
    await takeOne();
    // The first of these asks for the field; the rest is typed there and solves nothing.
    await page.keyboard.type("rs");
    await expect.poll(() => field().inputValue()).toBe("s");
    await page.keyboard.press("Escape");
    // Words that are not sent yet keep the ticket open.
    await page.keyboard.press("s");
    await page.getByText("还有没发出的话").waitFor();
    for (const init of [{ repeat: true }, { isComposing: true }, { ctrlKey: true }]) {
      await page.locator("body").dispatchEvent("keydown", { key: "m", ...init });
      await expect.poll(() => page.locator(".composer.note").count()).toBe(0);
    }
    await field().fill("");
    await field().blur();
    await page.keyboard.press("s");
    await page.getByRole("tab", { name: /已结束 [1-9]/ }).waitFor();
  });

  it("reads the end of the thread on a phone, nothing wider than the screen, and shuts the details by Escape", async () => {
    await takeOne("拉卡拉怎么换卡", "新卡是别人名下的");
    await page.setViewportSize({ width: 390, height: 844 });
    const thread = page.locator(".thread");
    const toEnd = () => thread.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
    await expect.poll(toEnd).toBeLessThan(2);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    // A line that grows under the last words pushes them out of nobody's sight.
    await page.locator(".presence").evaluate((line) => line.append("王姐 正在写"));
    await expect.poll(toEnd).toBeLessThan(2);
    // Who has scrolled is known once the page has heard of it, which is a frame later.
    await thread.evaluate(async (one) => {
      const scrolled = new Promise((heard) => one.addEventListener("scroll", heard, { once: true }));
      one.scrollTo(0, 0);
      await scrolled;
    });
    await page.locator(".presence").evaluate((line) => line.append("王姐 在看".repeat(40)));
    expect(await thread.evaluate((one) => one.scrollTop)).toBe(0);
    await page.getByRole("button", { name: "资料", exact: true }).click();
    await page.getByRole("button", { name: "关上资料" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "关上资料" }).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "已解决" }).click();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("sends nothing by the Enter of a composition, and reads in the help which keys there are", async () => {
    const chat = await takeOne();
    await page.keyboard.press("r");
    await page.keyboard.insertText("你好");
    await field().dispatchEvent("keydown", { key: "Enter", isComposing: true });
    await expect.poll(() => field().inputValue()).toBe("你好");
    expect(await heardBy(chat)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "快捷键" });
    await help.waitFor();
    // Keys rest behind the help.
    await page.keyboard.press("s");
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    await expect.poll(() => page.locator(".actions").innerText()).toContain("处理中");
    // A question: sent by p, and the ticket waits for the answer.
    await page.keyboard.press("p");
    await field().fill("屏幕上写着什么");
    await page.keyboard.press("Enter");
    await page.getByRole("tab", { name: /等回复 1/ }).waitFor();
    await expect.poll(() => heardBy(chat)).toEqual(["屏幕上写着什么"]);
  });

  it("finds a ticket by /, anything to do by Ctrl+K, puts what fits into the field, and of a solved one reads what is left", async () => {
    const chat = await takeOne("拉卡拉怎么换卡", "卡住了");
    const before = await countDone();
    await page.getByRole("button", { name: /问提示了什么/ }).click();
    await expect.poll(() => field().inputValue()).toContain("页面上提示了什么");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await heardBy(chat)).length).toBe(1);
    const looksFor = page.getByRole("combobox", { name: "查找" });
    await page.keyboard.press("Control+k");
    await looksFor.fill("已解决");
    await page.getByRole("option", { name: /标为已解决/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(countDone).toBe(before + 1);
    await page.keyboard.press("Control+k");
    await looksFor.fill("看列表 已结束");
    await page.getByRole("option", { name: /看列表：.*已结束/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".row").first().waitFor();
    // A key is no command before the window in which it was chosen is gone.
    await looksFor.waitFor({ state: "hidden" });
    // A window that shuts gives the focus back, and in the composer a slash is a slash.
    await page.locator(".bar h1").click();
    await page.keyboard.press("/");
    await looksFor.fill("没有这样的话");
    await page.getByText("别的工单请输完整的工单号").waitFor();
    await looksFor.fill("客服 拉卡拉 提示");
    await page.getByText("别的工单请输完整的工单号").waitFor();
    await looksFor.fill("拉卡拉 提示");
    await page.getByRole("option", { name: /拉卡拉 · 页面上提示了什么/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "重新接手" }).waitFor();
    await expect.poll(() => page.locator(".composer button[type=submit]").count()).toBe(0);
  });

  it("does a ticket's whole life on a phone by keys alone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    const before = await countDone();
    const chat = await aWaiting(service.address, "拉卡拉怎么换卡");
    await page.getByRole("tab", { name: /等待中 1/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press("n");
    await page.locator(".happened", { hasText: "小李 接手" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.type("r您好");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Alt+m");
    await page.keyboard.type("只有同事看得到的话");
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Alt+p");
    await page.keyboard.type("小票上写着什么");
    await page.keyboard.press("Enter");
    await expect.poll(() => heardBy(chat)).toEqual(["您好", "小票上写着什么"]);
    await page.locator(".actions", { hasText: "等商户回复" }).waitFor();
    await postOnce(service.address, chat, { text: "没有小票" });
    await page.locator(".thread").getByText("没有小票").waitFor();
    await page.locator(".actions", { hasText: "处理中" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await expect.poll(countDone).toBe(before + 1);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
