// Tokens end: by ending the conversation, and by keeping one device only; both devices are told of a redeemed code.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, post, read, say, startChat } from "../../support/http.ts";
import { openStream } from "../../support/raw-stream.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

type Chat = Awaited<ReturnType<typeof startChat>>;
const api = (path: string, token: string, body: unknown = {}) =>
  call(server, `/api/chat/${path}`, { method: "POST", token, body: JSON.stringify(body) });

/** Another device that took the conversation over by a code. */
async function takenOver({ conversationId, token }: Chat): Promise<Chat> {
  const { body: given } = await api("resume-code", token);
  const { body } = await call(server, "/api/chat/resume", {
    method: "POST",
    body: JSON.stringify({ code: given.code, provider: "" }),
  });
  expect(body.conversationId).toBe(conversationId);
  return body;
}

const statusOf = async (chat: Chat) => (await post(server, chat, { type: "message", text: "在" })).status;

describe("a code that was redeemed", () => {
  it("is told in the conversation, and both devices go on", async () => {
    const first = await startChat(server);
    const second = await takenOver(first);
    const { activities } = await read(server, first);
    expect(activities.at(-1)).toMatchObject({
      from: { role: "bot" },
      channelData: { key: "notice.opened-elsewhere" },
    });
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
  });
});

describe("a device that keeps the conversation to itself", () => {
  it.each(["first", "second"] as const)("shuts the other one out: the %s", async (which) => {
    const first = await startChat(server);
    const second = await takenOver(first);
    const [keeper, other] = which === "first" ? [first, second] : [second, first];
    const stream = await openStream(
      (await call(server, `/v3/directline/conversations/${first.conversationId}`, { token: other.token }))
        .body.streamUrl,
    );
    const kept = await api("end-others", keeper.token);
    expect(kept.status).toBe(200);
    const late = sleep(5_000, "open", { ref: false });
    expect(await Promise.race([stream.closed, late])).toBe(1008);
    expect(await statusOf(other)).toBe(403);
    expect((await api("token", other.token)).status).toBe(403);
    expect((await api("export", other.token)).status).toBe(405);
    expect(await statusOf({ ...keeper, token: kept.body.token })).toBe(200);
  });
});

describe("a conversation that was ended", () => {
  it("opens to no token that there was, not even renewed", async () => {
    const chat = await startChat(server);
    const renewed = (await api("token", chat.token)).body;
    expect((await api("end", chat.token)).status).toBe(204);
    for (const token of [chat.token, renewed.token]) {
      expect((await say(server, { ...chat, token }, "还在吗")).status).toBe(403);
      expect((await api("token", token)).status).toBe(403);
      expect((await api("delete", token)).status).toBe(403);
    }
    const { activities } = await server.conversations.read(chat.conversationId);
    expect(activities.at(-1)).toMatchObject({ type: "endOfConversation" });
  });
});
