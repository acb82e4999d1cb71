// Where an agent could be stuck, there is a way on: solved too early, given to nobody, not in any list, signed in elsewhere.
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/base/config.ts";
import { createLog } from "../../src/base/log.ts";
import { type Service, startService } from "../../src/service.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { launchBrowser } from "../support/browser.ts";
import { comeInAt, faultsOf, heardFromDesk, pagesIn, signInAt, takeNext } from "../support/console-page.ts";
import { aLink } from "../support/desk-client.ts";
import { freshDataDir } from "../support/start-process.ts";

let service: Service;
let browser: Browser;
let li: Page;
let wang: Page;
let codes: readonly string[];
const pages = pagesIn(() => browser);
beforeAll(async () => {
  const dataDir = freshDataDir();
  const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`, createLog("silent"));
  const parts = { stores: store.desk, dataDir };
  const ofLi = await aLink(parts, { login: "li", name: "小李", role: "agent" });
  const ofWang = await aLink(parts, { login: "wang", name: "王姐", role: "lead" });
  const office = [["09:00", "18:00"]] as const;
  await store.desk.hours.set({ workday: office, restday: [], exceptions: { "2030-01-01": [] } });
  await store.close();
  const config = parseConfig({ PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off" });
  [service, browser] = await Promise.all([startService(config, createLog("silent")), launchBrowser()]);
  [li, wang] = [await pages.open(), await pages.open()];
  codes = await comeInAt(li, service.address, ofLi);
  await comeInAt(wang, service.address, ofWang);
});
afterAll(async () => {
  expect(pages.problems).toEqual([]);
  await pages.close();
  await browser.close();
  await service.close();
});
const field = () => li.locator(".composer textarea");
const option = (page: Page, name: RegExp) => page.getByRole("option", { name });

describe("an agent", () => {
  it("who comes back has the list asked for while the script is on its way, and once", async () => {
    await li.reload();
    await li.locator(".list").waitFor();
    const loaded = await li.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name, startTime, duration }) => ({
        path: new URL(name).pathname,
        startTime,
        endTime: startTime + duration,
      })),
    );
    const states = loaded.filter(({ path }) => path === "/api/desk/state");
    const script = loaded.find(({ path }) => path.endsWith(".js"));
    expect(states).toHaveLength(1);
    expect(states[0]?.startTime).toBeLessThan(script?.endTime ?? 0);
  });

  it("reads a note where it was written, and takes a ticket up again that was solved too early", async () => {
    const chat = await takeNext(li, service.address, ["拉卡拉怎么换卡"]);
    await li.keyboard.press("m");
    await li.keyboard.type("要先核对机器");
    await li.keyboard.press("Enter");
    await li.locator(".thread .note", { hasText: "要先核对机器" }).waitFor();
    expect(await li.locator(".thread .day").count()).toBe(1);
    await field().blur();
    await li.keyboard.press("s");
    await li.getByRole("tab", { name: /已结束 1/ }).click();
    await li.locator(".row").click();
    await field().fill("刚才忘了说一句");
    await field().press("Enter");
    await li.getByText("接手后才能回复商户").waitFor();
    await li.getByRole("button", { name: "重新接手" }).click();
    await li.getByRole("button", { name: "发送", exact: true }).waitFor();
    await field().press("Enter");
    await expect.poll(() => heardFromDesk(service.address, chat)).toEqual(["刚才忘了说一句"]);
    expect(await faultsOf(li)).toEqual([]);
  });

  it("is not offered to send again what is refused for its words", async () => {
    await field().fill("加我微信：scammer88");
    await field().press("Enter");
    const refused = li.locator(".said.refused");
    await refused.waitFor();
    expect(await refused.getByRole("button").allInnerTexts()).toEqual(["改一下", "不发了"]);
    await refused.getByRole("button", { name: "不发了" }).click();
  });

  it("gives a ticket to a colleague by keys alone, who sees it at once", async () => {
    expect(await li.getByRole("tab", { name: /同事的/ }).count()).toBe(0);
    await wang.getByRole("tab", { name: /同事的 1/ }).waitFor();
    await field().blur();
    await li.keyboard.press("a");
    await option(li, /转给 王姐.*在线/).waitFor();
    // Moving among names gives it to nobody yet.
    await li.keyboard.press("ArrowDown");
    expect(await li.getByRole("tab", { name: /我的 1/ }).count()).toBe(1);
    await li.keyboard.press("Enter");
    await wang.getByRole("tab", { name: /我的 1/ }).waitFor();
    await li.getByRole("tab", { name: /我的 0/ }).waitFor();
    await li.getByText("已转给 王姐。").waitFor();
    expect(await li.locator(".trouble, .thread").count()).toBe(0);
  });

  it("finds by its whole reference what no list shows", async () => {
    await wang.getByRole("tab", { name: /我的 1/ }).click();
    await wang.locator(".row").click();
    const reference = (await wang.locator(".side dd").first().innerText()).trim();
    await wang.getByRole("button", { name: "已解决" }).click();
    await wang.getByRole("tab", { name: /已结束 1/ }).waitFor();
    await wang.reload();
    await wang.locator(".desk").waitFor();
    await wang.keyboard.press("/");
    const looksFor = wang.getByRole("combobox", { name: "查找" });
    await looksFor.fill(reference.slice(0, -1));
    await wang.getByText("别的工单请输完整的工单号").waitFor();
    await looksFor.fill(reference.toLowerCase());
    await option(wang, new RegExp(reference)).waitFor();
    await wang.keyboard.press("Enter");
    await wang.locator(".actions", { hasText: "已解决" }).waitFor();
  });

  it("reads when the desk is open without changing it, and ends what they left signed in elsewhere", async () => {
    const phone = await pages.open({ viewport: { width: 390, height: 844 } });
    await phone.goto(`${service.address}/console`);
    await signInAt(phone, { login: "li", code: codes[0] ?? "" });
    await phone.getByRole("button", { name: "小李", exact: true }).click();
    const own = phone.getByRole("dialog", { name: "我的" });
    await own.getByText("09:00-18:00").waitFor();
    await own.getByText("2030-01-01 休息").waitFor();
    expect(await own.getByRole("textbox").count()).toBe(0);
    expect(await own.getByRole("button", { name: "看操作记录" }).count()).toBe(0);
    expect(await faultsOf(phone)).toEqual([]);
    expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await own.getByRole("button", { name: "退出那里" }).click();
    await li.getByText("登录已经失效").waitFor();
    await own.getByText("那里已经退出").waitFor();
    await own.getByRole("button", { name: "退出登录" }).click();
    await phone.getByRole("heading", { name: "登录客服工作台" }).waitFor();
  });
});

describe("a lead", () => {
  it("reads who did what, by names and references, and no word of a merchant", async () => {
    await wang.getByRole("button", { name: "王姐", exact: true }).click();
    const own = wang.getByRole("dialog", { name: "我的" });
    await own.getByRole("button", { name: "看操作记录" }).click();
    const rows = own.locator("tbody tr");
    await rows
      .filter({ hasText: "按编号找工单" })
      .filter({ hasText: /王姐.*HK-/ })
      .first()
      .waitFor();
    await rows
      .filter({ hasText: "转给同事" })
      .filter({ hasText: /小李.*HK-/ })
      .first()
      .waitFor();
    const all = await own.innerText();
    for (const word of ["拉卡拉", "tkt_", "stf_"]) expect(all).not.toContain(word);
    await own.getByText("没有更早的记录").waitFor();
  });
});
