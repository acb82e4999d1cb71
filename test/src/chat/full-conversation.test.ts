// A conversation holds so much and no more, says so before, and tells what the service has to say.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activity } from "../../../src/base/wire.ts";
import { noticeDeed } from "../../../src/chat/notices.ts";
import { replayTranscript } from "../../../src/chat/replay-transcript.ts";
import { MOST_ACTIVITIES, NEARLY_FULL } from "../../../src/chat/watermark.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, say, startChat } from "../../support/http.ts";
import { realContent } from "../../support/real-content.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

type Chat = Awaited<ReturnType<typeof startChat>>;

/** A conversation that already holds so many activities. */
async function chatOf(count: number): Promise<Chat> {
  const chat = await startChat(server);
  const { conversationId: id } = chat;
  const record = await server.store.conversations.find(id);
  const [first] = (await server.conversations.read(id)).activities as [Activity];
  const from = record?.nextSeq ?? 0;
  await server.store.conversations.commit({
    conversationId: id,
    expectedVersion: record?.version ?? 0,
    firstSeq: from,
    activities: Array.from({ length: count - from }, (_, n) => ({ ...first, id: `${id}|${from + n}` })),
    clientActivityId: undefined,
    effects: [],
  });
  return chat;
}

const lastTexts = async ({ conversationId }: Chat, count: number) => {
  const record = await server.store.conversations.find(conversationId);
  const page = await server.conversations.read(conversationId, String((record?.nextSeq ?? 0) - count));
  return page.activities.map(({ text }) => text);
};

describe("a conversation that has become long", () => {
  it("says once that it will soon be full", async () => {
    const chat = await chatOf(NEARLY_FULL - 2);
    await say(server, chat, "一");
    expect(await lastTexts(chat, 1)).toEqual(["notice.nearly-full"]);
    await say(server, chat, "二");
    expect(await lastTexts(chat, 1)).not.toEqual(["notice.nearly-full"]);
  });

  it("takes no more once it is full, says why, and still answers what it took before", async () => {
    const chat = await chatOf(MOST_ACTIVITIES - 1);
    const taken = await say(server, chat, "最后一句", "last");
    expect(taken.status).toBe(200);
    const refused = await say(server, chat, "再来一句");
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({ code: "ConversationFull" });
    expect(refused.body.error.message).toContain("重新开一个对话");
    expect((await say(server, chat, "最后一句", "last")).body).toEqual(taken.body);
  });

  it("is handed out whole", async () => {
    const chat = await chatOf(MOST_ACTIVITIES);
    const { body } = await call(server, "/api/chat/export", { token: chat.token });
    expect(body.activities).toHaveLength(MOST_ACTIVITIES);
  });
});

describe("what the service says of its own", () => {
  it("stands in the conversation, answers nothing and leaves the state alone", async () => {
    const chat = await startChat(server);
    const before = await server.store.conversations.find(chat.conversationId);
    const knowledge = await realContent();
    const deed = noticeDeed(knowledge, "notice.opened-elsewhere");
    if (!deed) throw new Error("the content has no such notice");
    await server.conversations.act(chat.conversationId, deed);
    const after = await server.store.conversations.find(chat.conversationId);
    expect(after?.state).toEqual(before?.state);
    const told = (await server.conversations.read(chat.conversationId, "1")).activities;
    const text = knowledge.replies.get("notice.opened-elsewhere");
    expect(told).toMatchObject([{ text, from: { role: "bot" } }]);
    expect(told[0]).not.toHaveProperty("replyToId");
    expect(replayTranscript(told, () => undefined)).toMatchObject({ turns: 0, differences: [] });
  });
});
