// What is kept of a conversation, handed to the person whose it is, and to nobody else.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, post, say, startChat } from "../../support/http.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

const get = (token: string | undefined, query = "", headers = {}) =>
  call(server, `/api/chat/export${query}`, { ...(token !== undefined && { token }), headers });

describe("the export of a conversation", () => {
  it("is everything that is kept, to its end, with secrets as they were stored", async () => {
    const chat = await startChat(server);
    for (let n = 0; n < 130; n += 1) await say(server, chat, `${n}`);
    await say(server, chat, "6222021001116245");
    const { status, headers, body } = await get(chat.token);
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="?huanka-\d{12}\.json"?$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body.conversation.id).toBe(chat.conversationId);
    const { activities } = await server.conversations.read(chat.conversationId);
    expect(body.activities.slice(0, activities.length)).toEqual(activities);
    expect(body.activities).toHaveLength(263);
    expect(JSON.stringify(body)).not.toContain("6222021001116245");
  });

  it("holds the requests for a person and that a resume code was given, never what proves the code", async () => {
    const chat = await startChat(server);
    const record = await server.store.conversations.find(chat.conversationId);
    await server.store.conversations.commit({
      conversationId: chat.conversationId,
      expectedVersion: record?.version ?? 0,
      firstSeq: record?.nextSeq ?? 0,
      activities: (await server.conversations.read(chat.conversationId)).activities.slice(0, 1),
      clientActivityId: undefined,
      effects: [{ kind: "escalate", reason: "asked", provider: "lakala" }],
    });
    const code = { selector: "ABC", verifier: "a-hash", conversationId: chat.conversationId };
    const until = "2999-01-01T00:00:00.000Z";
    await server.store.resumeCodes.add({ ...code, provider: undefined, expiresAt: until }, "2026-11-24");
    const { body } = await get(chat.token);
    expect(body.escalations).toMatchObject([{ reason: "asked", provider: "lakala" }]);
    expect(body.resumeCode).toEqual({ expiresAt: until, used: false });
    expect(JSON.stringify(body)).not.toMatch(/a-hash|"ABC"/);
  });

  it("reads as a text, in the language of the conversation", async () => {
    const chat = await startChat(server);
    await post(server, chat, { type: "message", text: "换卡要钱吗", from: { id: "dl_x" } });
    await post(server, chat, { type: "event", name: "not said" });
    const { headers, body } = await get(chat.token, "?as=text");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(body).toMatch(/^换卡助手 对话记录\n\d{4}-\d\d-\d\d \d\d:\d\d 开始（北京时间）/);
    expect(body).toMatch(/\n\n\[\d{4}-\d\d-\d\d \d\d:\d\d\] 你\n换卡要钱吗\n\n\[[^\]]+\] 换卡助手\n/);
    expect(body).not.toContain("not said");
  });

  it("is of the token's conversation alone: no key of the address names another", async () => {
    const [mine, other] = [await startChat(server), await startChat(server)];
    await say(server, other, "别人的话");
    for (const key of ["id", "conversation", "conversationId", "user"]) {
      const { status, body } = await get(mine.token, `?as=json&${key}=${other.conversationId}`);
      expect([key, status]).toEqual([key, 400]);
      expect(JSON.stringify(body)).not.toContain("别人的话");
    }
  });

  it("is refused without a token, with a wrong one, to another site, for another form, and once it is gone", async () => {
    const chat = await startChat(server);
    expect((await get(undefined)).status).toBe(401);
    expect((await get("a.b.c")).status).toBe(401);
    expect((await get(chat.token, "", { origin: "https://evil.example" })).status).toBe(403);
    expect((await get(chat.token, "?as=pdf")).status).toBe(400);
    await server.conversations.remove(chat.conversationId);
    expect((await get(chat.token)).status).toBe(404);
  });
});
