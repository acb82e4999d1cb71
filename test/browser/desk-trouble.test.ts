// What goes wrong at the console, in a real browser: the agent reads what to do, and no word of theirs is lost or sent twice.
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CORRECTABLE } from "../../src/base/wire.ts";
import type { Service } from "../../src/service.ts";
import { itInChromium } from "../support/browser.ts";
import {
  aWaiting,
  comeInAt,
  faultsOf,
  heardFromDesk,
  pagesIn,
  signInAt,
  takeNext,
} from "../support/console-page.ts";
import { asked, multiply } from "../support/many-tickets.ts";
import { type Chat, postOnce } from "../support/plain-client.ts";

/** Each of these runs something, or leads away, wherever it is taken for more than words. */
const MARKUP = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "<svg onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  "javascript:alert(1)",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<a href=javascript:alert(1)>x</a>",
  "</textarea><script>alert(1)</script>",
  "</title><svg><script>alert(1)</script>",
  "<details open ontoggle=alert(1)>x</details>",
  "<style>@import'//elsewhere.example'</style>",
  "<base href=//elsewhere.example/>",
  "<form action=//elsewhere.example><button>x</button></form>",
  "<meta http-equiv=refresh content=0;url=//elsewhere.example>",
] as const;

import { startDeskAndBrowser } from "../support/desk-and-browser.ts";

let service: Service;
let browser: Browser;
let file: string;
let page: Page;
let wang: Page;
let codes: string[];
const pages = pagesIn(() => browser);
beforeAll(async () => {
  const desk = await startDeskAndBrowser(
    { login: "li", name: "小李", role: "agent" },
    { login: "wang", name: "王姐", role: "lead" },
  );
  ({ service, browser, file } = desk);
  [page, wang] = [await pages.open(), await pages.open()];
  codes = [...(await comeInAt(page, service.address, desk.links[0] ?? ""))];
  await comeInAt(wang, service.address, desk.links[1] ?? "");
});
afterAll(async () => {
  await pages.close();
  await browser.close();
  await service.close();
});
afterEach(() => expect(pages.problems).toEqual([]));

const takeOne = (...lines: readonly string[]) => takeNext(page, service.address, lines);
const field = () => page.locator(".composer textarea");
const heard = (chat: Chat) => heardFromDesk(service.address, chat);

describe("an agent in trouble", () => {
  it("sees what a merchant wrote as words, and is asked before a reply goes out over what they wrote meanwhile", async () => {
    const chat = await takeOne("<img src=x onerror=alert(1)>");
    await page.locator(".thread").getByText("<img src=x onerror=alert(1)>").first().waitFor();
    await page.context().setOffline(true);
    await field().fill("您先别动");
    await field().press("Enter");
    await page.getByText("等网络恢复后自动发送").waitFor();
    await page.getByText(/网络断了/).waitFor();
    await postOnce(service.address, chat, { text: "我已经弄好了" });
    await page.context().setOffline(false);
    await page.getByText("断网时对方又说了话").waitFor();
    await page.locator(".thread").getByText("我已经弄好了").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await heard(chat)).toEqual([]);
    await page.getByRole("button", { name: "仍然发送" }).click();
    await expect.poll(() => heard(chat)).toEqual(["您先别动"]);
  });

  it("sends what one request lost though nothing else was, and what was written after it behind it", async () => {
    const chat = await takeOne();
    let lost = 0;
    await page.route(/\/tickets\/[^/]+\/messages$/, async (route) => {
      if (route.request().method() !== "POST" || lost > 1) return route.continue();
      lost += 1;
      return route.abort();
    });
    for (const text of ["第一句", "第二句"]) {
      await field().fill(text);
      await field().press("Enter");
    }
    await expect.poll(() => heard(chat)).toEqual(["第一句", "第二句"]);
    await expect.poll(() => page.locator(".said.waiting, .said.sending").count()).toBe(0);
    expect(lost).toBe(2);
    await page.unroute(/\/tickets\/[^/]+\/messages$/);
  });

  it("keeps a text that is too long whole, says by how much, and sends it once it is cut", async () => {
    const chat = await takeOne();
    await field().fill("长".repeat(4_020));
    await page.getByText("多了 20 个字").waitFor();
    await field().press("Enter");
    expect((await field().inputValue()).length).toBe(4_020);
    expect(await heard(chat)).toEqual([]);
    await field().fill("短的");
    await field().press("Enter");
    await expect.poll(() => heard(chat)).toEqual(["短的"]);
  });

  it("keeps what the database cannot store, says so, and sends it once when it can", async () => {
    const chat = await takeOne();
    const other = new Database(file);
    other.exec("BEGIN IMMEDIATE");
    await field().fill("请看一下标签");
    await field().press("Enter");
    await page.getByText("服务器现在存不了").first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    other.exec("ROLLBACK");
    other.close();
    await expect.poll(() => heard(chat)).toEqual(["请看一下标签"]);
    await page.getByText("服务器现在存不了").first().waitFor({ state: "hidden" });
    expect(await heard(chat)).toEqual(["请看一下标签"]);
  });

  it("gets their words back to copy when the merchant deletes the conversation in mid-word", async () => {
    const { token } = await takeOne();
    await field().fill("您的情况我");
    const deleted = await fetch(`${service.address}/api/chat/delete`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    expect(deleted.status).toBeLessThan(300);
    await page.locator(".banner[role=alert]").filter({ hasText: "已被商户删除" }).waitFor();
    await expect
      .poll(() => page.getByRole("textbox", { name: "没发出的内容" }).inputValue())
      .toBe("您的情况我");
    await page.keyboard.press("Escape");
  });

  it("says nothing that waited for the network to a merchant who deleted meanwhile, and gets the words back", async () => {
    const { token } = await takeOne();
    await page.context().setOffline(true);
    await field().fill("您看一下标签");
    await field().press("Enter");
    await page.getByText("等网络恢复后自动发送").waitFor();
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${service.address}/api/chat/delete`, { method: "POST", headers });
    await page.context().setOffline(false);
    await page.locator(".banner[role=alert]").filter({ hasText: "已被商户删除" }).waitFor();
    await expect
      .poll(() => page.getByRole("textbox", { name: "没发出的内容" }).inputValue())
      .toBe("您看一下标签");
    const kept = new Database(file, { readonly: true });
    const holding = kept.prepare("SELECT count(*) FROM activities WHERE body LIKE '%您看一下标签%'");
    expect(holding.pluck().get()).toBe(0);
    kept.close();
    await page.keyboard.press("Escape");
  });

  it("says nothing that waited for the network where a colleague has it by now, and gets the words back", async () => {
    const chat = await takeOne("乐刷怎么换卡");
    const ticket = await page.locator(".row[aria-current]").getAttribute("data-ticket");
    await page.context().setOffline(true);
    await field().fill("您先别动");
    await field().press("Enter");
    await page.getByText("等网络恢复后自动发送").waitFor();
    const init = { method: "POST", headers: { "content-type": "application/json" } };
    for (const [deed, body] of [
      ["take-over", {}],
      ["messages", { text: "我是王姐，我来看", clientId: "taken-over" }],
    ] as const)
      await wang.evaluate(
        `fetch("/api/desk/tickets/${ticket}/${deed}", ${JSON.stringify({ ...init, body: JSON.stringify(body) })})`,
      );
    await expect.poll(() => heard(chat)).toEqual(["我是王姐，我来看"]);
    await page.context().setOffline(false);
    await page.locator(".banner[role=alert]").filter({ hasText: "不再属于你" }).waitFor();
    const unsent = page.getByRole("textbox", { name: "没发出的内容" });
    await expect.poll(() => unsent.inputValue()).toBe("您先别动");
    // What is a colleague's by now is not on the screen, and nothing is offered that could be done about it.
    await expect.poll(() => page.locator(".thread, .composer, .deeds").count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    expect(await heard(chat)).toEqual(["我是王姐，我来看"]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "返回列表" }).click();
    await page.locator(".trouble").waitFor({ state: "detached" });
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("reads as words whatever markup a merchant sends in any field, and whatever a colleague notes", async () => {
    const chat = await takeOne();
    const dialogs: string[] = [];
    page.on("dialog", (one) => {
      dialogs.push(one.message());
      void one.dismiss();
    });
    const ticket = await page.locator(".row[aria-current]").getAttribute("data-ticket");
    const authorization = `Bearer ${chat.token}`;
    const send = (path: string, body: object, headers = {}) =>
      fetch(service.address + path, {
        ...{ method: "POST", body: JSON.stringify(body) },
        headers: { authorization, "content-type": "application/json", ...headers },
      });
    for (const [n, markup] of MARKUP.entries()) {
      const text = `${n} ${markup}`;
      const fields = { from: { id: markup, name: markup }, locale: markup, value: markup, name: markup };
      const headers = { "user-agent": markup, "x-forwarded-for": markup };
      const activity = {
        type: "message",
        text,
        ...fields,
        channelData: { [markup]: markup, speaker: markup },
      };
      const said = await send(`/v3/directline/conversations/${chat.id}/activities`, activity, headers);
      expect(said.status).toBe(200);
      const corrected = Object.fromEntries(CORRECTABLE.map((line) => [line, text]));
      expect((await send("/api/chat/ticket/packet", { corrected }, headers)).status).toBe(200);
      const init = { method: "POST", headers: { "content-type": "application/json" } };
      const note = JSON.stringify({ text, clientId: `markup ${n}` });
      await page.evaluate(
        `fetch("/api/desk/tickets/${ticket}/notes", ${JSON.stringify({ ...init, body: note })})`,
      );
    }
    const last = `${MARKUP.length - 1} ${MARKUP.at(-1)}`;
    for (const place of [".thread", ".side .corrected", ".side .noted", ".row"])
      await page.locator(place).filter({ hasText: last }).first().waitFor();
    expect(await page.locator(".thread .said.merchant").count()).toBe(MARKUP.length + 1);
    expect(
      await page.locator(".thread a, :is(.thread, .side, .list) :is(img, svg, script, iframe)").count(),
    ).toBe(0);
    expect(dialogs).toEqual([]);
  });

  it("sees who else looks and writes, and which of theirs is unread until they answer or say they have read it", async () => {
    const chat = await takeOne("盛付通换卡");
    await wang.getByRole("tab", { name: /同事的/ }).click();
    await wang.getByRole("button", { name: /盛付通/ }).click();
    await wang.locator(".thread").getByText("小李 在看").waitFor();
    await page.locator(".thread").getByText("王姐 在看").waitFor();
    await field().pressSequentially("您好");
    await wang.locator(".thread").getByText("小李 正在写").waitFor();
    await wang.locator(".row").getByText("小李 正在写").waitFor();
    expect(await faultsOf(wang)).toEqual([]);
    await wang.keyboard.press("Escape");
    await page.locator(".thread").getByText("王姐 在看").waitFor({ state: "hidden" });

    // Opening is not reading.
    const row = page.locator(".row[aria-current]");
    await row.getByText("未回复").waitFor();
    await page.getByRole("button", { name: "标为已读" }).click();
    await row.getByText("未回复").waitFor({ state: "hidden" });
    await postOnce(service.address, chat, { text: "还在吗" });
    await row.getByText("未回复").waitFor();
    await expect.poll(() => page.title()).toMatch(/^\(\d+\)/);
    await field().press("Enter");
    await row.getByText("未回复").waitFor({ state: "hidden" });
    await expect.poll(() => heard(chat)).toEqual(["您好"]);
  });

  it("loses nothing to a session that ended: signs in again, and what was written is there", async () => {
    const chat = await takeOne();
    await field().fill("我再说一句");
    const ended = new Database(file);
    ended.exec("DELETE FROM staff_sessions WHERE staff_id = (SELECT id FROM staff WHERE login = 'li')");
    ended.close();
    await page.getByText("登录已经失效").waitFor();
    await signInAt(page, { login: "li", code: codes.pop() ?? "" });
    await expect.poll(() => field().inputValue()).toBe("我再说一句");
    await field().press("Enter");
    await expect.poll(() => heard(chat)).toEqual(["我再说一句"]);
  });

  itInChromium("Firefox tells its driver no body of a request")(
    "goes on with half a word on another device after the tab was killed, and sends it from there",
    async () => {
      const chat = await takeOne("随行付怎么换卡");
      const isOfThis = (sent: string | null) => sent?.includes("哪一") === true;
      const saved = page.waitForResponse((response) => isOfThis(response.request().postData()));
      await field().fill("您好，标签上写的是哪一");
      expect((await saved).ok()).toBe(true);
      await page.close();
      page = await pages.open();
      await page.goto(`${service.address}/console`);
      await signInAt(page, { login: "li", code: codes.pop() ?? "" });
      await page.getByRole("tab", { name: /我的/ }).click();
      await page.locator(".row", { hasText: "随行付" }).first().click();
      await expect.poll(() => field().inputValue()).toBe("您好，标签上写的是哪一");
      await field().press("End");
      await field().pressSequentially("家？");
      await field().press("Enter");
      await expect.poll(() => heard(chat)).toEqual(["您好，标签上写的是哪一家？"]);
    },
  );

  it("hears everything where a proxy lets no socket through, and keeps what they asked to be told by", async () => {
    await page.context().routeWebSocket(/\/stream/, (socket) => socket.close());
    await page.getByRole("button", { name: "声音：关" }).click();
    await page.reload();
    await page.getByRole("button", { name: "声音：开" }).waitFor();
    const chat = await aWaiting(service.address, "拉卡拉换卡");
    await page.getByRole("tab", { name: /等待中 1/ }).waitFor();
    await page.keyboard.press("n");
    await field().fill("好的");
    await field().press("Enter");
    await expect.poll(() => heard(chat)).toEqual(["好的"]);
    await postOnce(service.address, chat, { text: "谢谢你" });
    await page.locator(".thread").getByText("谢谢你").waitFor();
  });

  it("is told of a merchant who comes while they look elsewhere, by a sound and without a word of theirs", async () => {
    await page.context().grantPermissions(["notifications"]);
    await page.addInitScript(`
      window.toldBy = [];
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) {
        window.toldBy.push("sound");
        return start.apply(this, when);
      };
      const Real = window.Notification;
      window.Notification = class extends Real {
        constructor(title, options) {
          super(title, options);
          window.toldBy.push(title + " " + options.body);
        }
      };
      window.isAway = false;
      Object.defineProperty(document, "hidden", { get: () => window.isAway });`);
    await page.reload();
    await page.getByRole("button", { name: "通知：关" }).click();
    await page.getByRole("button", { name: "通知：开" }).waitFor();
    const sound = page.getByRole("button", { name: /声音/ });
    if ((await sound.getAttribute("aria-pressed")) === "true") await sound.click();
    await sound.click();
    const toldBy = () => page.evaluate<string[]>("window.toldBy");
    await expect.poll(toldBy).toEqual(["sound"]);
    await page.evaluate("window.isAway = true");
    await aWaiting(service.address, "拉卡拉换卡");
    await expect.poll(toldBy).toEqual(["sound", "sound", "客服工作台 有商户在等回复"]);
    await expect.poll(() => page.title()).toMatch(/^\(\d+\)/);
  });

  it("reads the first hundred of a long list, and the rest when asked for more", async () => {
    await aWaiting(service.address, "拉卡拉换卡");
    const many = new Database(file);
    const waiting = many.prepare<[], { id: string }>(
      "SELECT id FROM tickets WHERE status = 'open' AND assignee IS NULL",
    );
    const before = waiting.all();
    await multiply(async (sql) => asked(many, sql), before[0]?.id ?? "", 120);
    many.close();
    await wang.getByRole("tab", { name: /等待中/ }).click();
    await wang.reload();
    const all = before.length + 120;
    await wang.getByRole("tab", { name: `等待中 ${all}` }).waitFor();
    await expect.poll(() => wang.locator(".row").count()).toBe(100);
    expect(await faultsOf(wang)).toEqual([]);
    await wang.getByRole("button", { name: "显示更多" }).click();
    await expect.poll(() => wang.locator(".row").count()).toBe(all);
    await expect.poll(() => wang.getByRole("button", { name: "显示更多" }).count()).toBe(0);
  });
});
