// What clients that nobody here wrote send: a button as an event, a sign of writing, ids drawn at random.
import { afterAll, beforeAll, expect, it } from "vitest";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Activity } from "../../../src/base/wire.ts";
import { maskActivity } from "../../../src/chat/mask-activity.ts";
import { replayTranscript } from "../../../src/chat/replay-transcript.ts";
import { type Service, startService } from "../../../src/service.ts";
import type { ChatServer } from "../../support/chat-server.ts";
import { type Chat, chatToken, post, read, startChat } from "../../support/http.ts";
import { realContent } from "../../support/real-content.ts";
import { freshDataDir } from "../../support/start-process.ts";

let service: Service;
let server: ChatServer;
beforeAll(async () => {
  const env = { PORT: "0", DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
  service = await startService(parseConfig(env), createLog("silent"));
  server = { origin: service.address } as ChatServer;
});
afterAll(() => service.close());

const from = { id: "me" };
const keysSince = async (chat: Chat, watermark: string) =>
  (await read(server, chat, watermark)).activities.flatMap(({ channelData }) => channelData?.key ?? []);

it("hears a button in an event of its name, as it hears the words, and no other event", async () => {
  const chats = [await startChat(server), await startChat(server)] as const;
  const said: unknown[][] = [];
  for (const [chat, button] of [
    [chats[0], (name: string) => ({ type: "event", name, from })],
    [chats[1], (text: string) => ({ type: "message", text, from })],
  ] as const) {
    await post(server, chat, { type: "message", text: "拉卡拉怎么换卡", from });
    const { watermark } = await read(server, chat);
    await post(server, chat, button("下一步"));
    said.push(await keysSince(chat, watermark));
  }
  expect(said[0]).toEqual(said[1]);
  expect(said[0]).not.toEqual([]);
  const { watermark } = await read(server, chats[0]);
  for (const name of ["webchat/join", "多久生效", ""]) {
    await post(server, chats[0], { type: "event", name, from });
  }
  expect(await keysSince(chats[0], watermark)).toEqual([]);
});

it("replays a conversation that was led by events", async () => {
  const chat = await startChat(server);
  await post(server, chat, { type: "message", text: "拉卡拉怎么换卡", from });
  await post(server, chat, { type: "event", name: "webchat/join", from });
  await post(server, chat, { type: "event", name: "下一步", from });
  const stored = (await (
    await fetch(`${service.address}/api/chat/export`, { headers: { authorization: `Bearer ${chat.token}` } })
  ).json()) as { activities: Activity[] };
  const knowledge = await realContent();
  const { turns, differences } = replayTranscript(stored.activities, () => knowledge);
  expect({ turns, differences }).toEqual({ turns: 3, differences: [] });
});

it("takes the sign that somebody is writing, and keeps nothing of it", async () => {
  const chat = await startChat(server, (await chatToken(server)).token);
  const before = (await read(server, chat)).activities.length;
  for (const typing of [
    { type: "typing", from },
    { type: "typing", from: null, text: 5, channelData: { clientActivityID: "x" } },
  ]) {
    const { status, body } = await post(server, chat, typing);
    expect({ status, id: typeof body.id }).toEqual({ status: 200, id: "string" });
  }
  expect((await read(server, chat)).activities).toHaveLength(before);
});

it("leaves ids drawn at random as they are, and masks what only has their form", () => {
  const masked = (id: string) =>
    maskActivity(
      { type: "message", from: { id }, id_: id, channelData: { clientActivityID: id } },
      maskSecrets,
    ).activity;
  for (const id of [
    "af41de70-d976-439a-b179-13044596655b",
    "dl_756fb89e-2071-49e3-8204-438043121d63",
    "id_09e0fb5d-391c-48bc-afca-18116273760e",
    "e0ca1ea0-1651-4237-870f-603cf2349ef4",
  ]) {
    expect(masked(id)).toMatchObject({ from: { id }, id_: id, channelData: { clientActivityID: id } });
  }
  const card = "62220210-0111-6245-0000-000000000000";
  expect(JSON.stringify(masked(card))).not.toContain("62220210-0111-6245");
});
