// The console in the states that others bring about, a colleague, a merchant, the network or the server, in one page of each
// language: nothing that axe-core finds wrong, light and dark, on a desk, a tablet and a phone.
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CORRECTABLE } from "../../src/base/wire.ts";
import type { Service } from "../../src/service.ts";
import { LOOKS, type Looking, looking } from "../support/console-looks.ts";
import { aWaiting, comeInAt, pagesIn } from "../support/console-page.ts";
import { takeOf } from "../support/desk-agent.ts";
import { startDeskAndBrowser } from "../support/desk-and-browser.ts";
import { comeIn, type DeskClient, deskClient } from "../support/desk-client.ts";
import { openDeskStream } from "../support/desk-stream.ts";
import { type Chat, postOnce } from "../support/plain-client.ts";

let service: Service;
let browser: Browser;
let file: string;
const links = new Map<string, string>();
const pages = pagesIn(() => browser);
beforeAll(async () => {
  const accounts = Object.keys(LOOKS).flatMap((locale) =>
    (
      [
        ["lead", "lead"],
        ["colleague", "agent"],
        ["admin", "admin"],
      ] as const
    ).map(([who, role]) => ({ whose: `${who} ${locale}`, login: `${locale.slice(0, 2)}-${who}`, role })),
  );
  const desk = await startDeskAndBrowser(
    ...accounts.map(({ login, role }) => ({ login, name: login, role })),
  );
  ({ service, browser, file } = desk);
  for (const [at, { whose }] of accounts.entries()) links.set(whose, desk.links[at] ?? "");
});
afterAll(async () => {
  expect(pages.problems).toEqual([]);
  await pages.close();
  await browser.close();
  await service.close();
});

/** Before anybody is in: a link that opens nothing. */
async function outside(page: Page, look: Looking): Promise<void> {
  await page.goto(`${service.address}/console/setup#none`);
  await page.locator(".problem:not(:empty)").waitFor();
  await look.at("a link that is none");
  // Another link is no new page while only what stands behind # differs.
  await page.goto("about:blank");
}

/** Who is in comes back, and the server cannot be reached. */
async function unreached(page: Page, look: Looking): Promise<void> {
  await page.route("**/api/desk/**", (route) => route.abort());
  await page.goto(`${service.address}/console`);
  await page.locator(".gate [role=alert]").waitFor();
  await look.at("not reached");
  await page.unroute("**/api/desk/**");
  await page.goto(`${service.address}/console`);
}

const post = ({ token }: Chat, path: string, body: object) =>
  fetch(service.address + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** A colleague looks on and writes, and so does the merchant, who put the packet right. */
async function inCompany(page: Page, look: Looking, { colleague, chat }: Company): Promise<void> {
  await page.locator(".row").filter({ hasText: "拉卡拉" }).click();
  await page.locator(".composer .buttons button").waitFor();
  await page.keyboard.press("t");
  await page.locator(".composer .send").waitFor();
  await post(chat, "/api/chat/ticket/packet", {
    corrected: Object.fromEntries(CORRECTABLE.map((line) => [line, "不是这样的，我的机器是银盛的"])),
  });
  await page.locator(".side .corrected").first().waitFor();
  const ticket = (await page.locator(".row[aria-current]").getAttribute("data-ticket")) ?? "";
  await colleague.post(`/tickets/${ticket}/notes`, { text: "x", clientId: "not theirs" });
  const socket = await openDeskStream(service.address, { cookie: colleague.cookie, after: 0 });
  socket.look({ at: ticket, typing: true });
  await post(chat, `/v3/directline/conversations/${chat.id}/activities`, { type: "typing" });
  await page.locator(".thread .presence:not(:empty)").waitFor();
  await look.at("a merchant who writes, and put the packet right");
  socket.close();
  await page.locator(".side details.link summary").click();
  await page.locator(".side details.link input").fill("HK-0000-0000");
  await page.keyboard.press("Enter");
  await page.locator(".side details.link .problem:not(:empty)").waitFor();
  await look.at("a link with what there is not");
  await page.locator(".bar h1").click();
  await page.keyboard.press("a");
  await page.locator("[role=option]").first().waitFor();
  await look.at("to whom it is given");
  await page.keyboard.press("Escape");
}

/** What an agent wrote while the server could not write, and while they could not be reached. */
async function inTrouble(page: Page, look: Looking, chat: Chat): Promise<void> {
  const field = page.locator(".composer textarea");
  const other = new Database(file);
  other.exec("BEGIN IMMEDIATE");
  await field.fill("hello");
  await field.press("Enter");
  await page.locator(".said.failing").waitFor();
  await look.at("the database cannot write");
  other.exec("ROLLBACK");
  other.close();
  await page.locator(".said.failing").waitFor({ state: "detached" });
  await page.context().setOffline(true);
  await field.fill("one moment");
  await field.press("Enter");
  await page.locator(".said.waiting").waitFor();
  await postOnce(service.address, chat, { text: "已经弄好了" });
  await page.context().setOffline(false);
  await page.locator(".said.overtaken").waitFor();
  await look.at("overtaken by the merchant");
  await page.locator(".said.overtaken button").last().click();
}

/** Two of theirs are bound together; one is a colleague's; of a third the merchant deletes everything while words wait. */
async function withOthers(page: Page, look: Looking, { colleague, more }: Company): Promise<void> {
  const [second, third, theirs] = more;
  const reference = (await ofMerchant(second)).reference;
  await page.locator("#box-waiting").click();
  await page.locator(".row").filter({ hasText: "盛付通" }).click();
  await page.keyboard.press("t");
  await page.locator(".composer .send").waitFor();
  await page.locator("#box-mine").click();
  await page.locator(".row").filter({ hasText: "拉卡拉" }).click();
  await page.locator(".side details.link summary").click();
  await page.locator(".side details.link input").fill(reference);
  await page.keyboard.press("Enter");
  await page.locator(".side .earlier").waitFor();
  await look.at("two that are bound");
  await takeOf(colleague, service.address, theirs);
  await page.locator("#box-colleagues").click();
  await page.locator(".row").first().click();
  await page.locator(".composer .buttons button").waitFor();
  await look.at("a colleague's");
  await page.locator("#box-waiting").click();
  await page.locator(".row").filter({ hasText: "乐刷" }).click();
  await page.locator(".composer textarea").fill("begun");
  await post(third, "/api/chat/delete", {});
  await page.locator(".trouble textarea").waitFor();
  await look.at("deleted while an agent writes");
}

interface Company {
  readonly colleague: DeskClient;
  readonly chat: Chat;
  readonly more: readonly [second: Chat, third: Chat, theirs: Chat];
}

async function ofMerchant({ token }: Chat): Promise<{ reference: string }> {
  const headers = { authorization: `Bearer ${token}` };
  const { ticket } = (await (await fetch(`${service.address}/api/chat/ticket`, { headers })).json()) as {
    ticket: { reference: string };
  };
  return ticket;
}

/** An admin who writes hours that cannot be, and then such as can. */
async function hours(page: Page, look: Looking, link: string): Promise<void> {
  await comeInAt(page, service.address, link, page.locator("form.invite"));
  const workday = page.locator(".hours [name=workday]");
  await workday.fill("9:00-12:00 11:00-18:00");
  await page.locator(".hours button[type=submit]").click();
  await page.locator(".hours .problem").waitFor();
  await look.at("hours that cannot be");
  await workday.fill("9:00-12:00");
  await page.locator(".hours button[type=submit]").click();
  await page.locator(".hours .problem").waitFor({ state: "detached" });
  await look.at("hours that are kept");
}

it.each(Object.entries(LOOKS))(
  "has no accessibility defect in any state that others bring about in %s",
  async (locale, looks) => {
    const page = await pages.open({ locale });
    const look = looking(page, looks);
    await outside(page, look);
    await comeInAt(page, service.address, links.get(`lead ${locale}`) ?? "");
    await unreached(page, look);
    const colleague = deskClient(service.address);
    await comeIn(colleague, links.get(`colleague ${locale}`) ?? "");
    const chat = await aWaiting(service.address, "拉卡拉怎么换卡");
    const company: Company = {
      ...{ colleague, chat },
      more: [
        await aWaiting(service.address, "盛付通换卡"),
        await aWaiting(service.address, "乐刷换卡"),
        await aWaiting(service.address, "随行付换卡"),
      ],
    };
    await page.locator(".row").nth(3).waitFor();
    await inCompany(page, look, company);
    await inTrouble(page, look, chat);
    await withOthers(page, look, company);
    await page.context().clearCookies();
    await hours(page, look, links.get(`admin ${locale}`) ?? "");
    expect(look.found).toEqual([]);
    await page.context().close();
  },
);
