// What an agent has beside the thread, over real HTTP: words to insert.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Inserts, TicketRow } from "../../../src/base/desk-wire.ts";
import type { Service } from "../../../src/service.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { startDeskService } from "../../support/desk-service.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";

let service: Service;
let li: DeskClient;

beforeAll(async () => {
  const { store, parts, ...started } = await startDeskService();
  service = started.service;
  li = deskClient(service.address);
  await comeIn(li, await aLink(parts, { login: "li", name: "小李", role: "agent" }));
  await store.close();
});
afterAll(() => service.close());

/** A merchant who said this, asks for a person in these words, and is then taken by Li. */
async function taken(line: string, call = "转人工"): Promise<{ chat: Chat; id: string }> {
  const chat = await openChat(service.address);
  for (const text of [line, call]) await postOnce(service.address, chat, { text });
  const { row } = (await li.post("/take-next")).json as unknown as { row: TicketRow };
  return { chat, id: row.id };
}

describe("what can be inserted", () => {
  const insertsOf = async (id: string) =>
    ((await li.get(`/tickets/${id}/inserts`)).json as unknown as Inserts).inserts;

  it("is in the merchant's language, with their provider's number and the steps they walk", async () => {
    const { id } = await taken("拉卡拉怎么换卡");
    const inserts = await insertsOf(id);
    const hotline = inserts.find((one) => one.kind === "canned" && one.id === "hotline");
    expect(hotline?.text).toContain("95016");
    expect(hotline?.sounds).toEqual(["geiguanfangrexian", "ggfrx"]);
    expect(inserts.filter(({ kind }) => kind === "step").length).toBeGreaterThan(2);

    const english = await taken("how do I change the card of my Lakala terminal", "talk to a person");
    const canned = (await insertsOf(english.id)).find((one) => one.id === "hotline");
    expect(canned?.text).toContain("Please call the official service");
  });

  it("reaches the merchant with the page that it names, as a link of ours", async () => {
    const { chat, id } = await taken("拉卡拉怎么换卡");
    const page = (await insertsOf(id)).find((one) => one.kind === "page" && one.id === "fee");
    const sent = await li.post(`/tickets/${id}/messages`, { text: page?.text, clientId: "page" });
    expect(sent.status).toBe(200);
    const url = `${service.address}/v3/directline/conversations/${chat.id}/activities`;
    const heard = await (await fetch(url, { headers: { authorization: `Bearer ${chat.token}` } })).json();
    const links = [{ title: "更换结算卡要收费吗？", url: "/help/money/fee" }];
    expect((heard as { activities: unknown[] }).activities.at(-1)).toMatchObject({ channelData: { links } });
  });
});
