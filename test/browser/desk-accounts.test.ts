// An admin at the console in a real browser: invites somebody, who comes in; gives a role, disables, and proves it once more.
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Service } from "../../src/service.ts";
import { comeInAt, faultsOf, pagesIn } from "../support/console-page.ts";
import { startDeskAndBrowser } from "../support/desk-and-browser.ts";

let service: Service;
let browser: Browser;
let file: string;
let page: Page;
let codes: readonly string[];
const pages = pagesIn(() => browser);
beforeAll(async () => {
  const desk = await startDeskAndBrowser({ login: "boss", name: "老板", role: "admin" });
  ({ service, browser, file } = desk);
  page = await pages.open();
  codes = await comeInAt(
    page,
    service.address,
    desk.links[0] ?? "",
    page.getByRole("heading", { name: "账号" }),
  );
});
afterAll(async () => {
  expect(pages.problems).toEqual([]);
  await pages.close();
  await browser.close();
  await service.close();
});

it("asks nothing that would be refused when nobody is signed in, and knows who is by a link of another site too", async () => {
  const refused: string[] = [];
  const stranger = await pages.open();
  stranger.on("response", (answer) => answer.ok() || refused.push(`${answer.status()} ${answer.url()}`));
  await stranger.goto(`${service.address}/console`);
  await stranger.getByLabel("密码", { exact: true }).waitFor();
  expect(refused).toEqual([]);

  const again = await page.context().newPage();
  await again.setContent(`<a href="${service.address}/console">接待台</a>`);
  await again.getByRole("link").click();
  await again.getByRole("heading", { name: "账号" }).waitFor();
  await again.close();
});

it("is told that nobody answers, invites somebody by a link shown once, gives roles, and shuts accounts at once", async () => {
  await page.getByText("还没有人能接待商户").waitFor();
  await page.getByLabel("账号", { exact: true }).fill("li");
  await page.getByLabel("称呼", { exact: true }).fill("小李");
  await page.keyboard.press("Enter");
  const link = new URL(await page.getByLabel("开通链接", { exact: true }).inputValue()).hash.slice(1);
  await page.getByText("还没开通").waitFor();
  const li = await pages.open({ viewport: { width: 390, height: 844 } });
  await comeInAt(li, service.address, link);

  await page.getByLabel("账号", { exact: true }).fill("LI");
  await page.getByLabel("称呼", { exact: true }).fill("另一个");
  await page.keyboard.press("Enter");
  await page.getByText("这个账号名已经有人用了").waitFor();

  // Proved too long ago, so that the next deed asks once more and is then done.
  const db = new Database(file);
  db.prepare("UPDATE staff_sessions SET elevated_until = '2020-01-01T00:00:00.000Z'").run();
  db.close();
  await page.getByLabel("小李 的角色").selectOption("lead");
  await page.getByRole("group", { name: "把 小李 改成组长" }).getByRole("button", { name: "确定" }).click();
  await page.getByLabel("再输一次验证器里的 6 位数字").fill("000000");
  await page.keyboard.press("Enter");
  await page.getByText("动态码不对").waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel("再输一次验证器里的 6 位数字").fill(codes[0] ?? "");
  await page.keyboard.press("Enter");
  await page.getByLabel("再输一次验证器里的 6 位数字").waitFor({ state: "detached" });
  await expect.poll(() => page.getByLabel("小李 的角色").inputValue()).toBe("lead");
  // A session is for the role that it was opened in.
  await li.getByText("登录已经失效").waitFor();
  await page.bringToFront(); // Firefox gives the keyboard to one window alone

  await setsTheHours();

  await page.getByRole("button", { name: "重设密码和验证器 小李" }).click();
  await page.getByText("把这个链接交给 li 本人").waitFor();
  // What signs somebody out is asked about; by Enter nothing is done.
  await page.getByRole("button", { name: "停用 小李" }).click();
  await page.getByRole("group", { name: "停用 小李" }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "停用 小李" }).click();
  await page.getByRole("button", { name: "确定" }).click();
  await page.getByText("已停用").waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
});

/** Writes what cannot be, is told where, and then what the desk keeps. */
async function setsTheHours(): Promise<void> {
  await page.getByText("还没有设置，商户任何时候").waitFor();
  await page.getByLabel("工作日", { exact: true }).fill("9:00～12:00 11:00-18:00");
  await page.getByLabel("休息日", { exact: true }).fill("休息");
  await page.getByLabel("例外的日子").fill("2026-12-31 09:00-12:00");
  await page.getByRole("button", { name: "保存上班时间" }).click();
  await page.getByText("「09:00-12:00 11:00-18:00」两段重叠了").waitFor();
  await page.getByLabel("工作日", { exact: true }).fill("9:00～12:00 13:30-18:00");
  await page.getByRole("button", { name: "保存上班时间" }).click();
  await page.getByText("保存好了。").waitFor();
  await page.getByText("两段重叠了").waitFor({ state: "detached" });
}
