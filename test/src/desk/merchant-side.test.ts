// What merchants see of their own ticket and do about it, over real HTTP: in the chat's API, without JavaScript, at /ticket.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TicketCodeReply, TicketOfMerchant } from "../../../src/base/wire.ts";
import type { Service } from "../../../src/service.ts";
import type { Store } from "../../../src/storage/open-store.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { startDeskService } from "../../support/desk-service.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";

let service: Service;
let store: Store;
let li: DeskClient;
let chat: Chat;
let ticketId: string;

beforeAll(async () => {
  const { parts, ...started } = await startDeskService();
  ({ service, store } = started);
  li = deskClient(service.address);
  await comeIn(li, await aLink(parts, { login: "li", name: "小李", role: "agent" }));
});
beforeEach(async () => {
  chat = await openChat(service.address);
  await postOnce(service.address, chat, { text: "转人工" });
  ticketId = (await store.conversations.find(chat.id))?.owner.ticketId ?? "";
});
afterAll(async () => {
  await service.close();
  await store.close();
});

const ask = (path: string, body?: object, token = chat.token) =>
  fetch(service.address + path, {
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
const ticket = async () =>
  ((await (await ask("/api/chat/ticket")).json()) as { ticket: TicketOfMerchant | null }).ticket;
const code = async () => (await (await ask("/api/chat/ticket/code", {})).json()) as TicketCodeReply;

/** A form of our own pages, as a browser without JavaScript posts it. */
async function post(path: string, form: Record<string, string>, cookie = "") {
  const response = await fetch(service.address + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(form),
    headers: { "sec-fetch-site": "same-origin", cookie },
  });
  const given = response.headers.getSetCookie()[0]?.split(";", 1)[0];
  return { status: response.status, page: await response.text(), cookie: given ?? cookie };
}
const lookUp = (form: { reference: string; code: string }) => post("/ticket", form);

describe("a merchant's own ticket", () => {
  it("says who is waited for or answers, and since when, and nothing before there is one", async () => {
    const other = await openChat(service.address);
    expect(await (await ask("/api/chat/ticket", undefined, other.token)).json()).toEqual({ ticket: null });
    expect(await ticket()).toMatchObject({ speaker: "waiting", status: "open", agent: null });
    expect((await ticket())?.position).toBeGreaterThan(0);
    await li.post(`/tickets/${ticketId}/take`);
    expect(await ticket()).toMatchObject({ speaker: "person", agent: "小李", position: null });
    await li.post(`/tickets/${ticketId}/solve`);
    expect(await ticket()).toMatchObject({ speaker: "bot", status: "solved", agent: null });
  });

  it("is given up by who waits no more, and left to the bot first by who has somebody", async () => {
    await ask("/api/chat/ticket", { wish: "cancel" });
    expect(await ticket()).toMatchObject({ speaker: "bot", status: "solved" });
    expect((await ask("/api/chat/ticket", { wish: "cancel" })).status).toBe(409);
    await postOnce(service.address, chat, { text: "转人工" });
    await li.post(`/tickets/${ticketId}/take`);
    await ask("/api/chat/ticket", { wish: "ask-bot" });
    expect(await ticket()).toMatchObject({ speaker: "bot", status: "open" });
    expect((await ask("/api/chat/ticket", { wish: "solve" })).status).toBe(400);
    expect((await store.desk.tickets.log(ticketId)).map(({ kind }) => kind)).toContain("ask-bot");
  });

  it("is looked up by reference and code, however they are typed; an older code opens nothing", async () => {
    const first = await code();
    const { reference, code: typed } = await code();
    const found = await lookUp({ reference: reference.toLowerCase(), code: typed.replace("-", " ") });
    expect(found.status).toBe(200);
    expect(found.page).toContain(reference);
    expect(found.page).toContain("在排队等人工");
    expect(found.page).not.toContain("转人工</p>");
    expect((await lookUp({ reference, code: first.code })).status).toBe(403);
  });

  it("is answered for with the same bytes whether it is another's, is none, or the code is wrong", async () => {
    const { reference } = await code();
    const wrong = await lookUp({ reference, code: "0000-0000" });
    const missing = await lookUp({ reference: "HK-0000-0000", code: "0000-0000" });
    const garbage = await lookUp({ reference: "<img onerror=1>", code: "" });
    expect(wrong.status).toBe(403);
    expect([missing, garbage].map(({ status, page }) => [status, page])).toEqual([
      [403, wrong.page],
      [403, wrong.page],
    ]);
  });

  it("is shut to guesses for the day after twenty, also for the right code, on every node and after a restart", async () => {
    const { reference, code: right } = await code();
    const key = `ticket ${ticketId}`;
    for (let n = 0; n < 20; n += 1)
      await store.desk.throttle.count(key, { now: new Date(), seconds: 86_400 });
    expect((await lookUp({ reference, code: right })).status).toBe(403);
    await store.desk.throttle.forget(key);
    expect((await lookUp({ reference, code: right })).status).toBe(200);
  });
});

describe("what a person will see", () => {
  interface Packet {
    packet: Record<string, unknown> | null;
  }
  const packet = async () => ((await (await ask("/api/chat/ticket/packet")).json()) as Packet).packet;
  const correct = (corrected: object) => ask("/api/chat/ticket/packet", { corrected });

  it("is shown to the merchant in their words, put right line by line, and the agent reads both", async () => {
    const other = await openChat(service.address);
    expect(await (await ask("/api/chat/ticket/packet", undefined, other.token)).json()).toEqual({
      packet: null,
    });
    for (const text of ["拉卡拉怎么换卡", "新卡户名不一样，是别人名下的", "转人工"])
      await postOnce(service.address, other, { text });
    chat = other;
    ticketId = (await store.conversations.find(chat.id))?.owner.ticketId ?? "";
    expect(await packet()).toMatchObject({
      provider: "拉卡拉",
      situation: "新卡是别人名下的",
      corrected: {},
    });
    await correct({ provider: "其实是银盛", bank: "农行" });
    await correct({ tried: "重启过机器", bank: "" });
    expect((await packet())?.corrected).toEqual({ provider: "其实是银盛", tried: "重启过机器" });
    const opened = (await li.get(`/tickets/${ticketId}`)).json as unknown as {
      packet: { provider: { name: string }; corrected: object };
      log: readonly { kind: string; by: string }[];
    };
    expect(opened.packet).toMatchObject({
      provider: { name: "拉卡拉" },
      corrected: { provider: "其实是银盛", tried: "重启过机器" },
    });
    expect(opened.log.at(-1)).toMatchObject({ kind: "correct", by: "merchant" });
    await postOnce(service.address, chat, { text: "转人工" });
    expect((await packet())?.corrected).toMatchObject({ provider: "其实是银盛" });
  });

  it("keeps no card number, in one line or spread over two, and is shut when nobody will read it", async () => {
    await correct({ bank: "卡号 6222 0212 3456 7890 128", tried: "没有" });
    const spread = { bank: "62220212345", tried: "67890128" };
    await correct(spread);
    const kept = JSON.stringify((await store.desk.tickets.get(ticketId))?.packet);
    expect(kept).not.toMatch(/6222|67890/);
    expect((await correct({ bank: "长".repeat(201) })).status).toBe(400);
    expect((await correct({ secret: "x" })).status).toBe(400);
    await ask("/api/chat/ticket", { wish: "cancel" });
    expect(await packet()).toBeNull();
    expect((await correct({ bank: "农行" })).status).toBe(409);
  });
});

describe("a merchant without JavaScript", () => {
  it("calls a person, sees reference and place, reads the answer by name, and lets the bot answer first", async () => {
    const { cookie } = await post("/chat", { text: "拉卡拉怎么换卡" });
    await post("/chat", { text: "转人工" }, cookie);
    const look = async () => (await fetch(`${service.address}/chat`, { headers: { cookie } })).text();
    const waiting = await look();
    const [, reference] = /reference=(HK-\w{4}-\w{4})/.exec(waiting) ?? [];
    expect(waiting).toMatch(/在排队等人工，排第 \d+ 位/);
    expect(waiting).toContain("先不用了");
    const own = (await store.desk.tickets.findByReference(reference ?? ""))?.ticket.id ?? "";
    expect(waiting).toContain("人工会看到的资料");
    expect((await post("/chat", { action: "correct", "line-bank": "农行" }, cookie)).status).toBe(303);
    expect(await look()).toContain('name="line-bank" value="农行"');
    expect((await store.desk.tickets.get(own))?.packet.corrected).toEqual({ bank: "农行" });
    const offered = '<button name="say"';
    expect(waiting).toContain(offered);
    await li.post(`/tickets/${own}/take`);
    expect(await look()).not.toContain(offered);
    await li.post(`/tickets/${own}/messages`, { text: "您好，机身上写的是哪家？", clientId: "c1" });
    const answered = await look();
    expect(answered).toContain("小李在为你服务");
    expect(answered).toContain('<p class="who">小李</p><p class="text">您好');
    const coded = await post("/chat", { action: "ticket-code" }, cookie);
    expect(coded.page).toMatch(/查询码 \w{4}-\w{4}/);
    expect((await post("/chat", { action: "ask-bot" }, cookie)).status).toBe(303);
    expect(await look()).toContain("工单还开着，现在由机器人先回答");
    expect((await post("/chat", { action: "ask-bot" }, cookie)).status).toBe(303);
  });

  it("gets the form from any language's pages, with the reference in it", async () => {
    const page = await (await fetch(`${service.address}/en/ticket?reference=HK-4F7Q-2M9C`)).text();
    expect(page).toContain('value="HK-4F7Q-2M9C"');
    expect(page).toContain("Look it up");
  });
});
