// Every screen and state of the console, one after another in one page of each language: nothing that axe-core finds wrong,
// light and dark, on a desk, a tablet and a phone.
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeNow } from "../../src/desk/proof/totp.ts";
import type { Service } from "../../src/service.ts";
import { LOOKS, type Looking, looking } from "../support/console-looks.ts";
import { aWaiting, pagesIn } from "../support/console-page.ts";
import { startDeskAndBrowser } from "../support/desk-and-browser.ts";
import { PASSWORD } from "../support/desk-client.ts";
import { type Chat, postOnce } from "../support/plain-client.ts";

let service: Service;
let browser: Browser;
let file: string;
const links = new Map<string, string>();
const pages = pagesIn(() => browser);
beforeAll(async () => {
  const accounts = Object.keys(LOOKS).flatMap((locale) => {
    const login = locale.slice(0, 2);
    return [
      { whose: locale, account: { login, name: "小李", role: "lead" } },
      { whose: `admin ${locale}`, account: { login: `${login}-boss`, name: "老板", role: "admin" } },
    ] as const;
  });
  const desk = await startDeskAndBrowser(...accounts.map(({ account }) => account));
  ({ service, browser, file } = desk);
  for (const [at, { whose }] of accounts.entries()) links.set(whose, desk.links[at] ?? "");
});
afterAll(async () => {
  expect(pages.problems).toEqual([]);
  await pages.close();
  await browser.close();
  await service.close();
});

/** Comes in by a link; what is asked for is refused once. */
async function comeIn(page: Page, look: Looking, link: string): Promise<void> {
  await page.goto(`${service.address}/console/setup#${link}`);
  const secret = (await page.locator(".gate code").textContent()) ?? "";
  await look.at("setup");
  for (const field of ["password", "again"]) await page.locator(`[name=${field}]`).fill(PASSWORD);
  await page.locator("[name=code]").fill("000000");
  await page.keyboard.press("Enter");
  await page.locator(".problem:not(:empty)").waitFor();
  await look.at("setup refused");
  await page.locator("[name=code]").fill(codeNow(secret, new Date()));
  await page.keyboard.press("Enter");
  await page.locator(".codes").waitFor();
  await look.at("recovery codes");
  await page.locator(".gate button.primary").click();
}

/** A ticket that is looked at, taken and written in. */
async function write(page: Page, look: Looking): Promise<void> {
  const field = page.locator(".composer textarea");
  await page.locator(".row").filter({ hasText: "95016" }).click();
  await page.locator(".composer .buttons button").waitFor();
  await page.locator(".thread .unverified").first().waitFor();
  await look.at("open, and nobody's yet");
  await page.keyboard.press("t");
  await page.locator(".composer .send").waitFor();
  await page.locator(".why summary").first().click();
  await look.at("taken, with why the bot answered so");
  await page.keyboard.press("m");
  await page.keyboard.type("note");
  await look.at("a note");
  await page.keyboard.press("Enter");
  await page.locator(".side .noted").waitFor();
  await page.keyboard.press("Alt+r");
  await page.keyboard.type("/");
  await page.locator(".inserts [role=option]").first().waitFor();
  await look.at("a list of what can be inserted");
  await page.keyboard.press("Escape");
  await field.fill("x".repeat(4_020));
  await look.at("too long");
  await field.fill("加我微信：scammer88");
  await field.press("Enter");
  await page.locator(".said.refused").waitFor();
  await look.at("held back");
  await page.locator(".said.refused button").last().click();
  await page.context().setOffline(true);
  await field.fill("hello");
  await field.press("Enter");
  await page.locator(".banner[role=alert]").waitFor();
  await look.at("without a network");
  await page.context().setOffline(false);
  await page.locator(".said.waiting").waitFor({ state: "detached" });
}

async function finish(page: Page, look: Looking, other: Chat): Promise<void> {
  await page.locator(".bar h1").click();
  await page.keyboard.press("?");
  await look.at("the keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await look.at("finding anything");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".to-side").click();
  await page.locator(".drawer.shown .close").waitFor();
  await look.at("details in a drawer");
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  // Solved, and nothing else of theirs is opened in its place.
  await page.locator(".composer").waitFor({ state: "detached" });
  await page.locator("#box-done").click();
  await page.locator(".row").first().click();
  await page.locator(".composer .buttons").waitFor();
  await look.at("solved");
  await page.locator("#box-waiting").click();
  await page.locator(".row").filter({ hasText: "盛付通" }).click();
  await page.locator(".composer .buttons button").waitFor();
  const headers = { authorization: `Bearer ${other.token}` };
  await fetch(`${service.address}/api/chat/delete`, { method: "POST", headers });
  await page.locator(".trouble").waitFor();
  await look.at("deleted by its merchant");
  change("DELETE FROM staff_sessions");
  await page.locator(".gate .told").waitFor();
  await look.at("signed out by the server");
  for (const name of ["login", "password", "code"]) await page.locator(`[name=${name}]`).fill("wrong");
  await page.keyboard.press("Enter");
  await page.locator(".problem:not(:empty)").waitFor();
  await look.at("not let in");
}

function change(sql: string): void {
  const db = new Database(file);
  db.prepare(sql).run();
  db.close();
}

it.each(Object.entries(LOOKS))(
  "has no accessibility defect in any screen or state in %s",
  async (locale, looks) => {
    const page = await pages.open({ locale });
    const look = looking(page, looks);
    await comeIn(page, look, links.get(locale) ?? "");
    await page.locator(".desk").waitFor();
    await look.at("nobody waits");
    const other = await aWaiting(service.address, "盛付通换卡");
    await aWaiting(service.address, "有人冒充客服骗我把验证码给他了");
    const rich = await aWaiting(
      service.address,
      "拉卡拉怎么换卡",
      "有人让我打 400-123-4567，卡号 6222021001116245702",
    );
    await postOnce(service.address, rich, { text: "是 95016 吗" });
    await page.locator(".row").filter({ hasText: "95016" }).waitFor();
    await page.locator(".row .flag").first().waitFor();
    await look.at("three wait");
    await page.locator(".bar .me").click();
    await page.locator(".audit button").click();
    await page.locator(".audit tbody tr").first().waitFor();
    await page.locator(".sessions li").first().waitFor();
    await look.at("what is one's own, and the audit");
    await page.keyboard.press("Escape");
    await write(page, look);
    await finish(page, look, other);
    await comeIn(page, look, links.get(`admin ${locale}`) ?? "");
    await page.locator("form.invite").waitFor();
    await page.locator("form.invite [name=login]").fill(`new-${looks[0]?.scheme}`);
    await page.locator("form.invite [name=name]").fill("新人");
    await page.keyboard.press("Enter");
    await page.locator(".banner input").waitFor();
    change("UPDATE staff_sessions SET elevated_until = '2020-01-01T00:00:00.000Z'");
    await page.locator(".accounts .deeds button").first().click();
    await page.locator("form.proof").waitFor();
    await page.locator(".accounts .deeds button").last().click();
    await page.locator(".sure").waitFor();
    await look.at("accounts, with a link, a question and asked for a second proof");
    await page.locator(".sure button").last().click();
    await page.locator(".bar .me").click();
    await page.locator(".audit button").click();
    await page.locator(".audit form.proof").waitFor();
    await look.at("the audit, asked for a second proof");
    expect(look.found).toEqual([]);
    await page.context().close();
  },
);
