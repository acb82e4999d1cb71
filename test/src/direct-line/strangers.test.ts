// What strangers try at the doors of the chat: forged channels, compressed frames, odd hosts, more than can be done.
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createLimits } from "../../../src/http/limits.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, DL, post, read, startChat } from "../../support/http.ts";
import { scriptedBot } from "../../support/scripted-bot.ts";
import { startWebServer } from "../../support/web-server.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer({ limits: createLimits() });
});
afterAll(() => server.close());

describe("a merchant's own activity", () => {
  it("carries no channel, step or mark of the bot's into the conversation", async () => {
    const chat = await startChat(server);
    const channels = [
      { label: "官方热线", value: "400-000-0000", href: "tel:4000000000", grade: "official" },
    ];
    const channelData = { channels, guide: { title: "x" }, links: [], why: {}, speaker: {}, masked: ["pan"] };
    await post(server, chat, { type: "message", text: "请看", from: { role: "bot" }, channelData });
    const [, echo] = (await read(server, chat)).activities;
    expect(echo).toMatchObject({ text: "请看", from: { role: "user" }, channelData: {} });
    expect(JSON.stringify(echo)).not.toContain("400-000-0000");
  });
});

describe("a stream", () => {
  it("is never compressed, whatever the client offers", async () => {
    const { streamUrl } = await startChat(server);
    const socket = new WebSocket(streamUrl, { perMessageDeflate: true });
    const headers = await new Promise<Record<string, unknown>>((resolve) =>
      socket.on("upgrade", (response) => resolve(response.headers)),
    );
    socket.terminate();
    expect(headers).not.toHaveProperty("sec-websocket-extensions");
  });
});

describe("more messages than can be under way", () => {
  it("are refused with 503 and when to come again, and those before are answered", async () => {
    const { promise: refusal, resolve: letGo } = Promise.withResolvers<void>();
    const bot = scriptedBot().onMessage(() => refusal);
    const busy = await startChatServer({
      limits: createLimits(),
      conversation: { bot },
      config: { trustProxy: 1 },
    });
    const chats = await Promise.all(Array.from({ length: 20 }, () => startChat(busy)));
    // Each from an address of its own, so that nobody waits for others behind the same one.
    const all = chats.flatMap(({ conversationId, token }, at) =>
      Array.from({ length: 8 }, () =>
        call(busy, `${DL}/conversations/${conversationId}/activities`, {
          token,
          body: { type: "message", text: "请等一下", from: { id: "dl_x" } },
          headers: { "x-forwarded-for": `203.0.113.${at}` },
        }),
      ),
    );
    for (const one of all) void one.then(({ status }) => status === 503 && letGo());
    const answers = await Promise.all(all);
    await busy.close();
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ headers }) => /^\d+$/.test(headers.get("retry-after") ?? ""))).toBe(true);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(answers.length - refused.length);
  });
});

describe("a Host header that is none", () => {
  it.each(["evil.example;script-src *", "evil.example/path", "a b", '"evil.example"', "evil.example:x"])(
    "is echoed nowhere: %s",
    async (host) => {
      const web = await startWebServer();
      const { port } = new URL(web.origin);
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(Number(port), "127.0.0.1");
        let heard = "";
        socket.on("data", (chunk) => {
          heard += String(chunk);
        });
        socket.on("close", () => resolve(heard));
        socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      });
      await web.close();
      expect(answer).toMatch(/^HTTP\/1\.1 \d/);
      expect(answer).not.toContain("evil.example");
      expect(answer).not.toContain("a b;");
    },
  );
});
