// The whole life of a ticket over real HTTP: a merchant's chat on one side, signed-in staff on the other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeskEvents, DeskState, Thread, TicketDetail, TicketRow } from "../../../src/base/desk-wire.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Activity } from "../../../src/base/wire.ts";
import { problemOfAudit, tellHead } from "../../../src/desk/audit.ts";
import type { HandoffInitiation } from "../../../src/desk/handoff-events.ts";
import type { Service } from "../../../src/service.ts";
import type { Store } from "../../../src/storage/open-store.ts";
import { aLink, comeIn, type DeskClient, deskClient, deskKey, PASSWORD } from "../../support/desk-client.ts";
import { startDeskService } from "../../support/desk-service.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";

let dataDir: string;
let service: Service;
/** The same database, as another process sees it. */
let store: Store;
let li: DeskClient;
let wang: DeskClient;
let ids: { li: string; wang: string };
/** The code that the setup took. */
let usedCode: string;
let codes: readonly string[];

beforeAll(async () => {
  const { parts, ...started } = await startDeskService();
  ({ service, store } = started);
  dataDir = parts.dataDir;
  [li, wang] = [deskClient(service.address), deskClient(service.address)];
  const first = await comeIn(li, await aLink(parts, { login: "li", name: "小李", role: "agent" }));
  const second = await comeIn(wang, await aLink(parts, { login: "wang", name: "王姐", role: "lead" }));
  ids = { li: first.id, wang: second.id };
  ({ usedCode, codes } = first);
});
afterAll(async () => {
  await service.close();
  await store.close();
});

const say = (chat: Chat, text: string) => postOnce(service.address, chat, { text });
async function heard({ id, token }: Chat): Promise<readonly Activity[]> {
  const url = `${service.address}/v3/directline/conversations/${id}/activities`;
  const { activities } = (await (
    await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as {
    activities: Activity[];
  };
  return activities;
}
const stateOf = async (who: DeskClient) => (await who.get("/state")).json as unknown as DeskState;
/** A merchant who waits, and their row. */
async function aWaiting(): Promise<{ chat: Chat; row: TicketRow }> {
  const chat = await openChat(service.address);
  await say(chat, "转人工");
  const { rows } = await stateOf(wang);
  const row = rows.find(({ status, owner }) => status === "open" && owner === "waiting");
  if (!row) throw new Error("nobody waits");
  return { chat, row };
}

describe("a merchant and an agent", () => {
  it("meet: waiting, taken, answered by name, solved, and the bot goes on", async () => {
    const chat = await openChat(service.address);
    await say(chat, "拉卡拉换卡");
    const { seq } = await stateOf(li);
    const news = li.get(`/events?after=${seq}&wait=20`);
    await say(chat, "转人工");
    const { rows, counts, ...more } = (await news).json as unknown as DeskEvents;
    expect(rows).toMatchObject([
      {
        owner: "waiting",
        assignee: null,
        provider: { name: "拉卡拉" },
        unread: true,
        lastText: "拉卡拉换卡",
      },
    ]);
    expect(counts.waiting).toBe(1);
    expect(more).toMatchObject({ resync: false, gone: [] });

    const { row } = (await li.post("/take-next")).json as unknown as { row: TicketRow };
    expect(row).toMatchObject({ owner: "person", assignee: { id: ids.li, name: "小李" } });
    const detail = (await li.get(`/tickets/${row.id}`)).json as unknown as TicketDetail;
    expect(detail.packet).toMatchObject({
      guide: { step: 1 },
      channels: expect.arrayContaining([{ label: "客服热线", value: "95016" }]),
    });
    expect(detail.log.map(({ kind, actor }) => [kind, actor])).toEqual([
      ["escalated", null],
      ["take", "小李"],
    ]);
    const thread = (await li.get(`/tickets/${row.id}/messages`)).json as unknown as Thread;
    expect(thread.activities.filter(({ from }) => from.role === "user").map(({ text }) => text)).toEqual([
      "拉卡拉换卡",
      "转人工",
    ]);

    await li.post(`/tickets/${row.id}/draft`, { text: "你好，我" });
    expect(((await li.get(`/tickets/${row.id}`)).json as unknown as TicketDetail).draft).toBe("你好，我");
    const said = { text: "你好，我是小李，我来看看。", clientId: "c1" };
    const sent = await Promise.all([1, 2, 3].map(() => li.post(`/tickets/${row.id}/messages`, said)));
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(((await li.get(`/tickets/${row.id}`)).json as unknown as TicketDetail).draft).toBe("");
    const answer = (await heard(chat)).at(-1);
    expect(answer).toMatchObject({ text: said.text, from: { name: "小李", role: "bot" } });

    await li.post(`/tickets/${row.id}/notes`, { text: "卡号 6217000012345678909 已核对", clientId: "n1" });
    const { notes } = (await li.get(`/tickets/${row.id}`)).json as unknown as TicketDetail;
    expect(notes).toMatchObject([{ author: "小李" }]);
    expect(notes[0]?.text).not.toContain("6217000012345678909");

    expect((await li.post(`/tickets/${row.id}/solve`)).json).toMatchObject({
      row: { status: "solved", owner: "bot" },
    });
    await say(chat, "下一步");
    const last = (await heard(chat)).at(-1);
    expect(last).toMatchObject({ from: { name: "换卡助手" }, channelData: { guide: { step: 2 } } });
  });

  it("are told who has it, what must not be said, and what is over", async () => {
    const { row, chat } = await aWaiting();
    await wang.post(`/tickets/${row.id}/take`);
    const late = await li.post(`/tickets/${row.id}/take`);
    expect([late.status, late.json]).toMatchObject([
      409,
      { error: { code: "Taken", details: { name: "王姐" } } },
    ]);
    const words = (text: string) => wang.post(`/tickets/${row.id}/messages`, { text, clientId: text });
    expect(await words("加我微信：helper2026")).toMatchObject({
      status: 422,
      json: { error: { code: "Guarded", details: { hidden: "account" } } },
    });
    expect(await words("把验证码发我")).toMatchObject({
      status: 422,
      json: { error: { details: { secret: "asked" } } },
    });
    expect(await words("加我 13800138000，我帮你弄")).toMatchObject({
      status: 422,
      json: { error: { details: { hidden: "mobile" } } },
    });
    expect(await words("x".repeat(4_001))).toMatchObject({ status: 400 });
    const given = await wang.post(`/tickets/${row.id}/transfer`, { to: ids.li });
    expect(given.json).toMatchObject({ row: { assignee: { name: "小李" } } });
    expect(await words("还是我")).toMatchObject({
      status: 409,
      json: { error: { details: { name: "小李" } } },
    });
    expect(await wang.post(`/tickets/${row.id}/take-over`)).toMatchObject({ status: 200 });
    const removed = await fetch(`${service.address}/api/chat/delete`, {
      method: "POST",
      headers: { authorization: `Bearer ${chat.token}` },
    });
    expect(removed.status).toBe(204);
    expect(await words("在吗")).toMatchObject({ status: 404 });
    const { gone } = (await wang.get("/events?after=0")).json as unknown as DeskEvents;
    expect(gone).toContain(row.id);
  });

  it("tell every client who speaks, and another desk all it needs, as Bot Framework's events", async () => {
    const chat = await openChat(service.address);
    for (const text of ["拉卡拉换卡", "转人工"]) await say(chat, text);
    const { row } = (await li.post("/take-next")).json as unknown as { row: TicketRow };
    await li.post(`/tickets/${row.id}/messages`, { text: "你好，我来看看。", clientId: "h1" });
    const event = (await li.get(`/tickets/${row.id}/handoff`)).json as unknown as HandoffInitiation;
    const { activities = [] } = event.attachments[0]?.content ?? {};
    expect(activities).toEqual(await store.conversations.list(chat.id, 0, 100));
    expect(event).toMatchObject({
      ...{ type: "event", name: "handoff.initiate", conversation: { id: chat.id } },
      value: { reference: row.reference, provider: { id: "lakala" }, guide: { step: 1 } },
      relatesTo: { conversation: { id: chat.id }, bot: { id: "huanka" } },
      attachments: [{ name: "Transcript", contentType: "application/json" }],
    });
    const again = (await li.get(`/tickets/${row.id}/handoff`)).json as unknown as HandoffInitiation;
    expect(again.id).toBe(event.id);
    await li.post(`/tickets/${row.id}/solve`);
    const events = (await heard(chat)).filter(({ type }) => type === "event");
    expect(events.map(({ name, value }) => [name, value])).toEqual([
      ["handoff.status", { state: "accepted", message: "小李" }],
      ["handoff.status", { state: "completed", message: "小李" }],
    ]);
    const audited = (await store.desk.audit.list(0, 1_000)).filter(({ object }) => object === row.id);
    expect(audited.map(({ action }) => action)).toContain("export-ticket");
  });

  it("show an agent which numbers and addresses of a merchant are in no register", async () => {
    const chat = await openChat(service.address);
    const said = "有人让我打 400-123-4567，又发 lakala-kefu.top，说是 95016 的，机器号 8225840739900012";
    for (const text of [said, "转人工"]) await say(chat, text);
    const { row } = (await li.post("/take-next")).json as unknown as { row: TicketRow };
    const thread = (await li.get(`/tickets/${row.id}/messages`)).json as unknown as Thread;
    const ids = thread.activities.filter(({ text }) => text?.startsWith("有人让我打")).map(({ id }) => id);
    expect(thread.unverified).toEqual([{ id: ids[0], values: ["lakala-kefu.top", "400-123-4567"] }]);
    await li.post(`/tickets/${row.id}/solve`);
  });

  it("answers a question asked by an agent to that agent, and not to the bot", async () => {
    const { row, chat } = await aWaiting();
    await li.post(`/tickets/${row.id}/take`);
    await li.post(`/tickets/${row.id}/messages`, { text: "机身上写的是哪家？", clientId: "q", askDays: 3 });
    expect((await stateOf(li)).rows.find(({ id }) => id === row.id)).toMatchObject({ status: "pending" });
    await say(chat, "写着拉卡拉");
    expect((await heard(chat)).at(-1)).toMatchObject({ text: "写着拉卡拉" });
    expect((await stateOf(li)).rows.find(({ id }) => id === row.id)).toMatchObject({
      status: "open",
      unread: true,
    });
    const seen = await li.post(`/tickets/${row.id}/seen`, { seq: 1_000 });
    expect(seen.json).toMatchObject({ row: { unread: false } });
    await li.post(`/tickets/${row.id}/release`);
    await say(chat, "换卡要手续费吗");
    expect((await heard(chat)).at(-1)?.from.name).toBe("换卡助手");
  });
});

describe("an account", () => {
  it("comes in by password and a code that works once, or a recovery code, and is refused alike for every reason", async () => {
    const fresh = deskClient(service.address);
    const signIn = (given: object) =>
      fresh.post("/session", { login: "li", password: PASSWORD, code: "000000", ...given });
    const refused = [
      await signIn({ code: usedCode }),
      await signIn({ password: "another long password" }),
      await signIn({ login: "nobody" }),
    ];
    for (const one of refused) expect(one.status).toBe(401);
    expect(new Set(refused.map(({ body }) => body)).size).toBe(1);
    expect(fresh.cookie).toBe("");
    const planted = deskClient(service.address, "huanka=planted");
    const given = { login: "li", password: PASSWORD, code: codes[0] };
    expect((await planted.post("/session", given)).status).toBe(200);
    expect(planted.cookie).not.toContain("planted");
    expect((await fresh.post("/session", given)).status).toBe(401);
    expect((await planted.get("/session")).json).toMatchObject({ name: "小李", role: "agent" });
    await planted.post("/session/end");
    planted.cookie = li.cookie;
    expect((await planted.get("/session")).status).toBe(200);
  });

  it("is out at once with a session that is ended, an account that is disabled, or a link that was used", async () => {
    const parts = { stores: store.desk, dataDir };
    const admin = deskClient(service.address);
    const link = await aLink(parts, { login: "root", name: "管理", role: "admin" });
    const { id } = await comeIn(admin, link);
    expect((await admin.post("/setup/begin", { link })).status).toBe(403);
    const invited = await admin.post("/staff", { login: "chen", name: "小陈", role: "agent" });
    const chen = deskClient(service.address);
    const { id: chenId } = await comeIn(chen, (invited.json as unknown as { link: string }).link);
    expect((await chen.get("/state")).status).toBe(200);
    expect((await chen.post("/staff", { login: "x1", name: "x", role: "admin" })).status).toBe(403);
    expect((await admin.post(`/staff/${chenId}/status`, { status: "disabled" })).status).toBe(200);
    expect((await chen.get("/state")).status).toBe(401);
    const { sessions } = (await admin.get("/sessions")).json as unknown as { sessions: { id: string }[] };
    await admin.post("/sessions/end", { id: sessions[0]?.id });
    expect((await admin.get("/session")).status).toBe(401);
    expect(id).toMatch(/^stf_/);
  });

  it("leaves a record that shows a changed byte and a cut tail", async () => {
    const key = await deskKey(dataDir);
    expect(await problemOfAudit(store.desk.audit, key)).toBeUndefined();
    const rows = await store.desk.audit.list(0, 1_000);
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ["sign-in", "sign-in-refused", "open-ticket", "take", "solve", "disable"])
      expect(actions, action).toContain(action);
    const changed = rows.map((row, n) => (n === 3 ? { ...row, actor: "somebody" } : row));
    const over = (list: typeof rows) => ({
      ...store.desk.audit,
      list: async (after: number) => list.filter(({ seq }) => seq > after),
    });
    expect(await problemOfAudit(over(changed), key)).toContain("entry 4");
    expect(await problemOfAudit(over(rows.slice(0, -1)), key)).toContain("cut off");
    // Whoever cuts the head too is found out by what the log was told.
    const told: unknown[] = [];
    const log = { ...createLog("silent"), info: (line: unknown) => void told.push(line) };
    await tellHead({ store: store.desk.audit, log });
    expect(told).toEqual([{ seq: rows.at(-1)?.seq, hash: rows.at(-1)?.hash }]);
  });
});
