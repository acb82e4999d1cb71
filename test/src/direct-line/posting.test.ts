// Posting over HTTP: echo, server fields, duplicates, secrets, refusals.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, DL, post, read, say, secretToken, startChat } from "../../support/http.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

describe("posting an activity", () => {
  it("answers the id under which the echo comes, with the server's own fields", async () => {
    const chat = await startChat(server);
    const sent = {
      type: "message",
      text: "url",
      id: "forged",
      timestamp: "2001-01-01T00:00:00Z",
      channelId: "webchat",
      serviceUrl: "http://169.254.169.254/latest",
      conversation: { id: "another" },
      recipient: { id: "x", role: "user" },
      from: { id: "dl_someone_else", name: "boss", role: "bot" },
    };
    const { status, body } = await post(server, chat, sent);
    expect(status).toBe(200);
    const [, echo, answer] = (await read(server, chat)).activities;
    expect(echo).toMatchObject({
      id: body.id,
      channelId: "directline",
      conversation: { id: chat.conversationId },
      recipient: { id: "huanka" },
      from: { id: expect.stringMatching(/^dl_usr_/), role: "user" },
    });
    expect(echo).not.toHaveProperty("serviceUrl");
    expect(echo?.from).not.toHaveProperty("name");
    expect(Date.parse(echo?.timestamp ?? "")).toBeGreaterThan(Date.parse("2025-01-01"));
    expect(answer?.text).toBe("serviceUrl undefined");
  });

  it("echoes unknown keys byte for byte, in both spellings of the client's id", async () => {
    const chat = await startChat(server);
    const channelData = {
      clientActivityID: "a1",
      clientActivityId: "a2",
      attachmentSizes: [],
      键: { x: [null, 1.5] },
    };
    await post(server, chat, {
      type: "message",
      text: "你好 👋🏽",
      channelData,
      entities: [{ type: "E", k: "v" }],
    });
    const echo = (await read(server, chat)).activities[1];
    expect(JSON.stringify(echo?.channelData)).toBe(JSON.stringify(channelData));
    expect(echo).toMatchObject({ text: "你好 👋🏽", entities: [{ type: "E", k: "v" }] });
  });

  it("lets the user of a token speak, and without one the client's own id", async () => {
    const named = await secretToken(server, { user: { id: "dl_u" } });
    await post(server, named, { type: "message", text: "x", from: { id: "mallory" } });
    const [, echo, answer] = (await read(server, named)).activities;
    expect([echo?.from.id, answer?.channelData?.from]).toEqual(["dl_u", "dl_u"]);
    const free = await secretToken(server);
    await post(server, free, { type: "message", text: "x", from: { id: "r_1", name: "" } });
    await post(server, free, { type: "message", text: "y", from: { id: "dl_u" } });
    const ids = (await read(server, free)).activities.flatMap(({ from }) =>
      from.role === "user" ? [from.id] : [],
    );
    expect(ids).toEqual(["r_1", "merchant"]);
  });

  it("stores one message for one client id, sent twenty times at once and later with another text", async () => {
    const chat = await startChat(server);
    const answers = await Promise.all(Array.from({ length: 20 }, () => say(server, chat, "pay", "c-1")));
    answers.push(await say(server, chat, "something else", "c-1"));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await read(server, chat)).activities.map(({ text }) => text)).toEqual(["欢迎", "pay", "1: pay"]);
  });

  it("gives fifty simultaneous messages fifty ids and counts each", async () => {
    const chat = await startChat(server);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => say(server, chat, `m${n}`)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(50);
    expect((await read(server, chat)).activities.at(-1)?.text).toMatch(/^50: /);
  });

  it("answers at once and apologises later when the bot fails, and the next message works", async () => {
    const chat = await startChat(server);
    expect((await say(server, chat, "boom")).status).toBe(200);
    expect((await say(server, chat, "next")).status).toBe(200);
    const texts = (await read(server, chat)).activities.map(({ text }) => text);
    expect(texts).toEqual(["欢迎", "boom", "抱歉，刚才出了点问题。", "next", "1: next"]);
  });

  it("never stores or returns a secret", async () => {
    const chat = await startChat(server);
    await say(server, chat, "卡号6222021234567890123", "c-9");
    const { activities } = await read(server, chat);
    expect(activities[1]).toMatchObject({
      text: "卡号****0123",
      channelData: { clientActivityID: "c-9", masked: ["pan"] },
    });
    expect(JSON.stringify(activities)).not.toContain("6222");
  });

  it("refuses what only systems may send, and the bot never sees it", async () => {
    const chat = await startChat(server);
    const bodies = [
      { type: "invoke", name: "x" },
      { type: "conversationUpdate", membersAdded: [{ id: "x" }] },
      { type: "trace" },
      { type: "handoff" },
      { type: "event", name: "handoff.status", value: { state: "accepted" } },
      { type: "event", name: "ContinueConversation" },
      [],
      "text",
    ];
    for (const body of bodies) {
      const text = JSON.stringify(body);
      expect((await post(server, chat, text)).status, text).toBe(400);
    }
    expect((await read(server, chat)).activities).toHaveLength(1);
  });

  it("survives prototype tricks and bottomless nesting", async () => {
    const chat = await startChat(server);
    const polluted =
      '{"type":"message","text":"x","channelData":{"__proto__":{"a":1},"constructor":{"b":2}}}';
    expect((await post(server, chat, polluted)).status).toBe(200);
    expect((await read(server, chat)).activities[1]?.channelData).toEqual({ constructor: { b: 2 } });
    const deep = `{"type":"message","value":${"[".repeat(1_000)}${"]".repeat(1_000)}}`;
    expect((await post(server, chat, deep)).status).toBe(400);
  });

  it("goes on in a conversation that its client ended", async () => {
    const chat = await startChat(server);
    expect((await post(server, chat, { type: "endOfConversation" })).status).toBe(200);
    expect((await say(server, chat, "again")).status).toBe(200);
  });

  it("refuses posts to a conversation that is gone", async () => {
    const token = await server.tokens.issue({ conversationId: "cnv_gone" });
    const path = `${DL}/conversations/cnv_gone/activities`;
    expect(await call(server, path, { token, body: { type: "message", text: "x" } })).toMatchObject({
      status: 404,
    });
  });
});
