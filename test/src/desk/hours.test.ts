// Outside the desk's hours, over real HTTP with a clock that stands: the opening is named, and the bot goes on helping.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { TicketCodeReply, TicketOfMerchant } from "../../../src/base/wire.ts";
import type { Service } from "../../../src/service.ts";
import type { Store } from "../../../src/storage/open-store.ts";
import { aMember } from "../../support/a-desk.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { startDeskService } from "../../support/desk-service.ts";
import { type Chat, openChat, postOnce, readChat } from "../../support/plain-client.ts";

const OFFICE = { workday: "09:00-18:00", restday: "closed", exceptions: "" };

let service: Service;
let store: Store;
let boss: DeskClient;

/** The service runs in this process: its clock stands at a moment of Beijing, and its timers run. */
const standAt = (time: string) => vi.setSystemTime(new Date(`${time.replace(" ", "T")}:00+08:00`));

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  standAt("2026-09-16 08:00");
  const { parts, ...started } = await startDeskService();
  ({ service, store } = started);
  boss = deskClient(service.address);
  await comeIn(boss, await aLink(parts, { login: "boss", name: "boss", role: "admin" }));
  await aMember(store, "小李");
  expect((await boss.post("/hours", OFFICE)).status).toBe(200);
});
afterAll(async () => {
  vi.useRealTimers();
  await service.close();
  await store.close();
});

async function callingAPerson(locale = "zh-CN"): Promise<{ chat: Chat; told: string }> {
  const chat = await openChat(service.address);
  await postOnce(service.address, chat, { text: locale === "en" ? "talk to a person" : "转人工" });
  return { chat, told: await lastIn(chat) };
}
async function lastIn(chat: Chat): Promise<string> {
  const all = await readChat(service.address, chat);
  return all.findLast(({ channelData }) => channelData?.desk !== undefined)?.text ?? "";
}
const ask = async (chat: Chat, path: string, body?: object) =>
  (
    await fetch(service.address + path, {
      ...(body && { method: "POST", body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${chat.token}`, "content-type": "application/json" },
    })
  ).json();
const ticketOf = async (chat: Chat) =>
  ((await ask(chat, "/api/chat/ticket")) as { ticket: TicketOfMerchant }).ticket;
async function lookedUp(form: { reference: string; code: string }): Promise<string> {
  const page = await fetch(`${service.address}/ticket`, {
    method: "POST",
    body: new URLSearchParams({ ...form }),
    headers: { "sec-fetch-site": "same-origin" },
  });
  return page.text();
}

describe("a merchant who asks for a person outside the desk's hours", () => {
  it("is told when it opens, helped on, and reads the same in the strip, at /ticket and when asking again", async () => {
    standAt("2026-09-17 20:30");
    const { chat, told } = await callingAPerson();
    expect(told).toContain("明天 09:00 上班，也就是 2026-09-18（周五）");
    expect(told).toMatch(/HK-\w{4}-\w{4}/);
    expect(told).not.toMatch(/第 \d+ 位/);
    const ticket = await ticketOf(chat);
    expect(ticket).toMatchObject({ speaker: "waiting", closed: { opensAt: "2026-09-18T01:00:00.000Z" } });
    await postOnce(service.address, chat, { text: "换卡要手续费吗" });
    const replies = await readChat(service.address, chat);
    expect(replies.map(({ channelData }) => channelData?.key)).toContain("faq:fee");
    await postOnce(service.address, chat, { text: "还要等多久人工" });
    expect((await ticketOf(chat)).reference).toBe(ticket.reference);
    const { reference, code } = (await ask(chat, "/api/chat/ticket/code", {})) as TicketCodeReply;
    expect(await lookedUp({ reference, code })).toContain("现在客服不在，2026-09-18 09:00 上班");
    standAt("2026-09-18 09:00");
    expect(await lookedUp({ reference, code })).toContain("排第 1 位");
    expect((await callingAPerson()).told).toContain("第 2 位");
  });

  it("counts a Sunday that is worked as open, and the National Day as closed until people are back", async () => {
    standAt("2026-09-20 10:00");
    expect((await callingAPerson()).told).toMatch(/第 \d+ 位/);
    standAt("2026-09-19 22:00");
    expect((await callingAPerson()).told).toContain("明天 09:00 上班，也就是 2026-09-20（周日），调休要上班");
    standAt("2026-10-01 10:00");
    expect((await callingAPerson()).told).toContain("2026-10-08（周四） 09:00 上班");
    expect((await callingAPerson("en")).told).toContain("people are back on Thursday, 2026-10-08, at 09:00");
  });

  it("is promised no day of a year whose holidays are not published, in the chat or beside it", async () => {
    standAt("2026-12-31 18:30");
    const { chat, told } = await callingAPerson();
    expect(told).toContain("什么时候上班还说不准");
    expect(told).not.toContain("2027");
    expect(await ticketOf(chat)).toMatchObject({ closed: { opensAt: null } });
  });
});

describe("an admin who sets the hours", () => {
  it("reads what follows from them and what is wrong with them, and takes them back; it is in the audit", async () => {
    standAt("2026-09-16 08:05");
    expect((await boss.get("/hours")).json).toMatchObject({
      ...{ workday: "09:00-18:00", restday: "", isSet: true, isOpen: false },
      ...{ opensAt: "2026-09-16T01:00:00.000Z", isSure: true },
    });
    const wrong = await boss.post("/hours", { ...OFFICE, workday: "09:00-12:00 11:00-18:00" });
    expect(wrong.status).toBe(400);
    expect(wrong.json).toMatchObject({
      error: { details: { field: "workday", problem: "overlap", at: "09:00-12:00 11:00-18:00" } },
    });
    expect((await boss.get("/hours")).json).toMatchObject({ workday: "09:00-18:00" });
    expect((await boss.post("/hours", { workday: "", restday: " ", exceptions: "" })).json).toMatchObject({
      isSet: false,
    });
    expect((await callingAPerson()).told).toMatch(/第 \d+ 位/);
    const audit = await store.desk.audit.list(0, 100);
    expect(audit.filter(({ action }) => action === "hours")).toHaveLength(2);
  });
});
