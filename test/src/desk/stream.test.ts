// A console's one connection: events by number, who is where, and its end with the session.
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Activity } from "botframework-directlinejs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import type { DeskState, Thread } from "../../../src/base/desk-wire.ts";
import { createLog } from "../../../src/base/log.ts";
import { type Service, startService } from "../../../src/service.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { type DeskSocket, openDeskStream } from "../../support/desk-stream.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";
import { openStream, until } from "../../support/raw-stream.ts";
import { endRealClients, realClient } from "../../support/real-client.ts";
import { freshDataDir } from "../../support/start-process.ts";

let service: Service;
let file: string;
let store: Store;
const who: Record<"li" | "wang" | "chen" | "zhao", DeskClient> = {} as never;
const ids: Record<string, string> = {};

beforeAll(async () => {
  const dataDir = freshDataDir();
  service = await startService(
    parseConfig({ PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off" }),
    createLog("silent"),
  );
  file = join(dataDir, "huanka.db");
  store = await openStore(`sqlite:${file}`);
  for (const name of ["li", "wang", "chen", "zhao"] as const) {
    who[name] = deskClient(service.address);
    const link = await aLink({ stores: store.desk, dataDir }, { login: name, name, role: "lead" });
    ids[name] = (await comeIn(who[name], link)).id;
  }
});
afterAll(async () => {
  await service.close();
  await store.close();
});

const stateOf = async (client: DeskClient) => (await client.get("/state")).json as unknown as DeskState;
const listen = async (client: DeskClient, after?: number): Promise<DeskSocket> =>
  openDeskStream(service.address, {
    cookie: client.cookie,
    after: after ?? (await stateOf(client)).seq,
  });
/** A merchant who waits, and their ticket. */
async function aWaiting() {
  const chat = await openChat(service.address);
  await postOnce(service.address, chat, { text: "转人工" });
  const ticket = (await store.conversations.find(chat.id))?.owner.ticketId ?? "";
  return { chat, ticket };
}
/** A sign that the merchant is writing, as chats post it. */
const writeIn = ({ id, token }: Chat) =>
  fetch(`${service.address}/v3/directline/conversations/${id}/activities`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ type: "typing" }),
  });
const rowsOf = (socket: DeskSocket) => socket.events.flatMap(({ rows }) => rows);

describe("a console's stream", () => {
  it("brings what happens, and after a break what was missed, by its number", async () => {
    const socket = await listen(who.li);
    const { chat, ticket } = await aWaiting();
    await socket.until(() => rowsOf(socket).some(({ id, owner }) => id === ticket && owner === "waiting"));
    const { seq = 0 } = socket.events.at(-1) ?? {};
    socket.close();
    await postOnce(service.address, chat, { text: "还在吗" });
    await who.wang.post(`/tickets/${ticket}/notes`, { text: "看过了", clientId: "n1" });
    const again = await listen(who.li, seq);
    await again.until(() => rowsOf(again).length > 0);
    expect(rowsOf(again).at(-1)).toMatchObject({ id: ticket, lastText: "还在吗", unread: true });
    const polled = await who.li.get(`/events?after=${seq}`);
    await again.until(() => again.events.at(-1)?.seq === (polled.json as unknown as DeskState).seq);
    again.close();
  });

  it("asks whoever names a number that is not kept to begin anew", async () => {
    const socket = await listen(who.li, 1_000_000);
    await socket.until(() => socket.events.length > 0);
    expect(socket.events[0]).toMatchObject({ resync: true, seq: (await stateOf(who.li)).seq });
    socket.close();
  });

  it("shows colleagues who looks and who writes, and the merchant that somebody writes", async () => {
    const { chat, ticket } = await aWaiting();
    await who.li.post(`/tickets/${ticket}/take`);
    const opened = (await (
      await fetch(`${service.address}/v3/directline/conversations/${chat.id}`, {
        headers: { authorization: `Bearer ${chat.token}` },
      })
    ).json()) as { streamUrl: string };
    const merchant = await openStream(opened.streamUrl);
    const [li, wang] = [await listen(who.li), await listen(who.wang)];
    li.look({ at: ticket });
    await wang.until(() => wang.here().some(({ id, typing }) => id === ids.li && !typing));
    li.look({ at: ticket, typing: true });
    await wang.until(() => wang.here().some(({ typing }) => typing));
    await until(() => merchant.activities.some(({ type, from }) => type === "typing" && from.name === "li"));
    expect(li.here()).toEqual([]);
    li.close();
    await wang.until(() => wang.here().length === 0);
    wang.close();
    merchant.socket.close();
  });

  it("reaches Microsoft's own client with the agent's name, and who claims to be the desk is a merchant to it", async () => {
    const { chat, ticket } = await aWaiting();
    await who.li.post(`/tickets/${ticket}/take`);
    const { line, has } = realClient({ origin: service.address }, { token: chat.token });
    const heard: Activity[] = [];
    // It tells of its own end as of an error.
    line.activity$.subscribe(
      (activity) => heard.push(activity),
      () => undefined,
    );
    const from = { id: "huanka", name: "换卡助手 客服", role: "bot" as const };
    line.postActivity({ type: "message", text: "我是客服", from }).subscribe();
    await who.li.post(`/tickets/${ticket}/messages`, { text: "您好，我来看看。", clientId: "c1" });
    await has("您好，我来看看。");
    await has("我是客服");
    expect(heard.filter(({ type }) => type === "event")).toMatchObject([
      { name: "handoff.status", value: { state: "accepted", message: "li" } },
    ]);
    const said = (text: string) => heard.find((one) => one.type === "message" && one.text === text)?.from;
    expect(said("您好，我来看看。")).toMatchObject({ name: "li", role: "bot" });
    expect(said("我是客服")?.role).toBe("user");
    const thread = await who.li.get(`/tickets/${ticket}/messages`);
    const { activities } = thread.json as unknown as Thread;
    expect(activities.find(({ text }) => text === "我是客服")?.from).toMatchObject({ role: "user" });
    expect(activities.find(({ text }) => text === "我是客服")?.from).not.toHaveProperty("name");
    endRealClients();
  });

  it("shows the one who answers that the merchant writes, and of merchants whom the bot answers nothing", async () => {
    const [answered, waiting] = [await aWaiting(), await aWaiting()];
    await who.li.post(`/tickets/${answered.ticket}/take`);
    const [li, wang] = [await listen(who.li), await listen(who.wang)];
    for (const { chat } of [waiting, answered]) expect((await writeIn(chat)).status).toBe(200);
    await li.until(() => li.here().some(({ ticket, typing }) => ticket === answered.ticket && typing));
    wang.look({ at: waiting.ticket });
    await li.until(() => li.here().some(({ ticket }) => ticket === waiting.ticket));
    const merchants = li.here().filter(({ id }) => id === "merchant");
    expect(merchants.map(({ ticket }) => ticket)).toEqual([answered.ticket]);
    li.close();
    wang.close();
  });

  it("makes nobody wait for a console that reads nothing", async () => {
    const [slow, wang] = [await listen(who.li), await listen(who.wang)];
    slow.pause();
    const { chat, ticket } = await aWaiting();
    await postOnce(service.address, chat, { text: "还在吗" });
    await wang.until(() => rowsOf(wang).some(({ id, lastText }) => id === ticket && lastText === "还在吗"));
    expect(rowsOf(slow).filter(({ id }) => id === ticket)).toEqual([]);
    slow.resume();
    await slow.until(() => rowsOf(slow).some(({ id }) => id === ticket));
    slow.close();
    wang.close();
  });

  it("takes back what is no longer theirs in the middle of it, and ends with the role it was for", async () => {
    const { ticket } = await aWaiting();
    const zhao = await listen(who.zhao, 0);
    await zhao.until(() => rowsOf(zhao).some(({ id }) => id === ticket));
    const heard = zhao.events.length;
    const db = new Database(file);
    db.prepare("DELETE FROM staff_queues WHERE staff_id = ?").run(ids.zhao);
    db.close();
    await zhao.until(() => zhao.events.slice(heard).some(({ resync }) => resync));
    expect((await stateOf(who.zhao)).rows).toEqual([]);
    const next = await aWaiting();
    await zhao.until(() => zhao.events.some(({ gone }) => gone.includes(next.ticket)));
    const after = zhao.events.slice(heard);
    expect(after.flatMap(({ rows }) => rows)).toEqual([]);
    expect(after.at(-1)?.counts).toMatchObject({ waiting: 0 });
    const account = await store.desk.staff.find(ids.zhao ?? "");
    if (account) await store.desk.staff.change(account, { role: "agent" });
    expect(await zhao.closed).toBe(1008);
  });

  it("ends with the session: signed out, ended from elsewhere, or disabled", async () => {
    const socket = await listen(who.chen);
    await who.chen.post("/session/end");
    expect(await socket.closed).toBe(1008);
    const li = await listen(who.li);
    const account = await store.desk.staff.find(ids.li ?? "");
    if (account) await store.desk.staff.change(account, { status: "disabled" });
    expect(await li.closed).toBe(1008);
  });

  it("is closed before it opens to a page of another site, and to whoever is not signed in", async () => {
    const { cookie } = who.wang;
    const foreign = { origin: "https://elsewhere.example" };
    const open = (headers: Record<string, string>, as = cookie) =>
      openDeskStream(service.address, { cookie: as, after: 0, headers });
    await expect(open(foreign)).rejects.toThrow("status 403");
    await expect(open({ "sec-fetch-site": "cross-site" })).rejects.toThrow("status 403");
    await expect(open({}, "huanka=guessed")).rejects.toThrow("status 401");
  });

  it("hangs up on frames that are none", async () => {
    const socket = await listen(who.wang);
    socket.look({ at: 7 } as never);
    expect(await socket.closed).toBe(1008);
  });
});
