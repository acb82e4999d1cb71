// Two tickets about one matter, over real HTTP: bound for the agent who has both, and apart for their merchants.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TicketDetail } from "../../../src/base/desk-wire.ts";
import type { Service } from "../../../src/service.ts";
import type { Store } from "../../../src/storage/open-store.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { startDeskService } from "../../support/desk-service.ts";
import { type Chat, openChat, postOnce, readChat } from "../../support/plain-client.ts";

let service: Service;
let store: Store;
let li: DeskClient;
let wang: DeskClient;
/** With nothing in their hands. */
let hu: DeskClient;

interface Talk {
  readonly chat: Chat;
  readonly id: string;
  readonly reference: string;
}
let one: Talk;
let other: Talk;

beforeAll(async () => {
  const { parts, ...started } = await startDeskService();
  ({ service, store } = started);
  [li, wang] = [deskClient(service.address), deskClient(service.address)];
  await comeIn(li, await aLink(parts, { login: "li", name: "小李", role: "agent" }));
  hu = deskClient(service.address);
  await comeIn(hu, await aLink(parts, { login: "hu", name: "小胡", role: "agent" }));
  await comeIn(wang, await aLink(parts, { login: "wang", name: "小王", role: "lead" }));
});
beforeEach(async () => {
  [one, other] = [await aTalk("第一个对话"), await aTalk("第二个对话")];
  await li.post(`/tickets/${one.id}/take`);
});
afterAll(async () => {
  await service.close();
  await store.close();
});

async function aTalk(words: string): Promise<Talk> {
  const chat = await openChat(service.address);
  for (const text of [words, "转人工"]) await postOnce(service.address, chat, { text });
  const id = (await store.conversations.find(chat.id))?.owner.ticketId ?? "";
  return { chat, id, reference: (await store.desk.tickets.get(id))?.reference ?? "" };
}
const link = (client: DeskClient, { id }: Talk, reference: string) =>
  client.post(`/tickets/${id}/link`, { reference });
const opened = async (client: DeskClient, { id }: Talk) =>
  (await client.get(`/tickets/${id}`)).json as unknown as TicketDetail;
const all = async ({ chat }: Talk) => JSON.stringify(await readChat(service.address, chat));

describe("a ticket that is linked with another of the same agent's", () => {
  it("keeps both drafts, stands beside the other, and shows neither merchant the other", async () => {
    await li.post(`/tickets/${other.id}/take`);
    for (const { id } of [one, other]) await li.post(`/tickets/${id}/draft`, { text: `写了一半 ${id}` });
    const before = [await all(one), await all(other)];
    expect((await link(li, one, other.reference.toLowerCase())).status).toBe(200);
    expect((await link(li, other, one.reference)).status).toBe(200);
    for (const [own, next] of [
      [one, other],
      [other, one],
    ] as const) {
      const { draft, linked, log } = await opened(li, own);
      expect(draft).toBe(`写了一半 ${own.id}`);
      expect(linked).toEqual([{ id: next.id, reference: next.reference, status: "open", provider: null }]);
      expect(log.filter(({ kind }) => kind === "link")).toHaveLength(1);
    }
    expect([await all(one), await all(other)]).toEqual(before);
    await li.post(`/tickets/${one.id}/messages`, { text: "您好，只给第一个。", clientId: "c1" });
    await postOnce(service.address, other.chat, { text: "第二个说的" });
    expect(await all(one)).not.toContain("第二个说的");
    expect(await all(other)).not.toContain("只给第一个");
    for (const [own, next] of [
      [one, other],
      [other, one],
    ] as const)
      for (const word of [next.reference, next.id, next.chat.id]) expect(await all(own)).not.toContain(word);
    const audit = await store.desk.audit.list(0, 500);
    expect(audit.filter(({ action, object }) => action === "link" && object === one.id)).toHaveLength(1);
  });

  it("binds a third to both, and is alone again without a trace once the others are deleted", async () => {
    await li.post(`/tickets/${other.id}/take`);
    const third = await aTalk("第三个对话");
    await li.post(`/tickets/${third.id}/take`);
    await link(li, one, other.reference);
    await link(li, third, one.reference);
    expect((await opened(li, other)).linked.map(({ id }) => id).sort()).toEqual([one.id, third.id].sort());
    for (const { chat } of [other, third]) await store.conversations.delete(chat.id);
    expect((await opened(li, one)).linked).toEqual([]);
    const kept = JSON.stringify([await store.desk.tickets.get(one.id), await store.desk.tickets.log(one.id)]);
    for (const { id } of [other, third]) expect(kept).not.toContain(id);
  });
});

describe("a ticket that was linked by mistake", () => {
  it("is taken apart by whoever has it, and the others stay together", async () => {
    await li.post(`/tickets/${other.id}/take`);
    const third = await aTalk("第三个对话");
    await li.post(`/tickets/${third.id}/take`);
    for (const { reference } of [other, third]) await link(li, one, reference);
    const [foreign, missing] = await Promise.all(
      [one.id, "tkt_none"].map((id) => hu.post(`/tickets/${id}/unlink`)),
    );
    expect([foreign?.status, foreign?.body]).toEqual([404, missing?.body]);
    expect((await wang.post(`/tickets/${one.id}/unlink`)).status).toBe(409);
    for (let n = 0; n < 2; n += 1) expect((await li.post(`/tickets/${one.id}/unlink`)).status).toBe(200);
    const { linked, log } = await opened(li, one);
    expect(linked).toEqual([]);
    expect(log.filter(({ kind }) => kind === "unlink")).toHaveLength(1);
    expect((await opened(li, other)).linked.map(({ id }) => id)).toEqual([third.id]);
    const audit = await store.desk.audit.list(0, 500);
    expect(audit.filter(({ action, object }) => action === "unlink" && object === one.id)).toHaveLength(1);
  });
});

describe("a reference", () => {
  it("finds a ticket however it is typed, and of what is not theirs to see what it finds of none", async () => {
    const find = async (client: DeskClient, reference: string) =>
      (await client.get(`/find?reference=${encodeURIComponent(reference)}`)).json as unknown as {
        row: { id: string } | null;
      };
    const typed = one.reference.replace("HK-", "").replace("-", " ").toLowerCase();
    for (const reference of [one.reference, typed]) expect((await find(li, reference)).row?.id).toBe(one.id);
    await li.post(`/tickets/${one.id}/solve`);
    expect((await find(li, one.reference)).row?.id).toBe(one.id);
    expect((await find(wang, one.reference)).row?.id).toBe(one.id);
    for (const reference of [one.reference, "HK-0000-0000", "no reference"])
      expect(await find(hu, reference)).toEqual({ row: null });
    const audit = await store.desk.audit.list(0, 500);
    expect(audit.filter(({ action }) => action === "find-ticket").length).toBeGreaterThan(5);
  });
});

describe("a link", () => {
  it("answers of a ticket that is not theirs to see what it answers of none", async () => {
    await wang.post(`/tickets/${other.id}/take`);
    const [foreign, missing] = [await link(li, one, other.reference), await link(li, one, "HK-0000-0000")];
    expect([foreign.status, foreign.body]).toEqual([missing.status, missing.body]);
    expect(foreign.status).toBe(404);
    expect((await link(li, other, one.reference)).body).toBe(foreign.body);
    expect((await opened(li, one)).linked).toEqual([]);
  });

  it("needs both in the agent's own hands, and two of them", async () => {
    expect((await link(li, one, other.reference)).status).toBe(409);
    expect((await link(li, one, one.reference)).status).toBe(400);
    const asLead = await link(wang, other, one.reference);
    expect(asLead.status).toBe(409);
    expect(await store.desk.tickets.get(one.id)).toMatchObject({ link: undefined });
    const refused = (await store.desk.audit.list(0, 500)).filter(({ action }) => action === "refused");
    expect(refused.length).toBeGreaterThan(1);
  });
});
