// Microsoft's client against our server: what it shows, and that it never falls into one of its dead ends.
import { ConnectionStatus } from "botframework-directlinejs";
import { afterEach, describe, expect, it } from "vitest";
import { type ChatServer, SECRET, startChatServer } from "../../support/chat-server.ts";
import { chatToken, startChat } from "../../support/http.ts";
import { until } from "../../support/raw-stream.ts";
import { endRealClients, type RealClient, realClient } from "../../support/real-client.ts";

const servers: ChatServer[] = [];
afterEach(async () => {
  endRealClients();
  for (const server of servers.splice(0)) await server.close();
});

async function aServer(options: Parameters<typeof startChatServer>[0] = {}): Promise<ChatServer> {
  const server = await startChatServer(options);
  servers.push(server);
  return server;
}

function expectAlive({ failures, statuses, ids }: RealClient): void {
  expect(failures).toEqual([]);
  expect(statuses.at(-1)).toBe(ConnectionStatus.Online);
  expect(new Set(ids).size).toBe(ids.length);
}

describe.each([
  ["over WebSocket", true],
  ["by polling", false],
])("botframework-directlinejs %s", (_how, webSocket) => {
  const mode = { webSocket, pollingInterval: 200 };

  it("connects by token, shows the greeting, its own message and the answer, each once", async () => {
    const server = await aServer();
    const client = realClient(server, { ...mode, token: (await chatToken(server)).token });
    await client.has("欢迎");
    expect(await client.say("你好")).toMatch(/\|0000001$/);
    await client.has("1: 你好");
    expect(client.texts).toEqual(["欢迎", "你好", "1: 你好"]);
    expectAlive(client);
  });

  it("connects by the secret", async () => {
    const server = await aServer();
    const client = realClient(server, { ...mode, secret: SECRET });
    await client.has("欢迎");
    await client.say("x");
    await client.has("1: x");
    expectAlive(client);
  });

  it("greets in the language it asks for", async () => {
    const server = await aServer();
    const { token } = await chatToken(server);
    const client = realClient(server, { ...mode, token, conversationStartProperties: { locale: "en" } });
    await client.has("Welcome");
  });

  it("resumes the conversation of a token after a reload, with its history", async () => {
    const server = await aServer();
    const { token } = await chatToken(server);
    const before = realClient(server, { ...mode, token });
    await before.has("欢迎");
    await before.say("one");
    await before.has("1: one");
    endRealClients();
    const after = realClient(server, { ...mode, token });
    await after.has("1: one");
    await after.say("two");
    await after.has("2: two");
    expect(after.texts).toEqual(["欢迎", "one", "1: one", "two", "2: two"]);
  });

  it("resumes by conversation id and watermark, and sees only what it missed", async () => {
    const server = await aServer();
    const { conversationId, token } = await startChat(server);
    await server.conversations.post(conversationId, { type: "message", text: "missed" });
    const client = realClient(server, { ...mode, token, conversationId, watermark: "1" });
    await client.has("1: missed");
    expect(client.texts).toEqual(["missed", "1: missed"]);
  });

  it("goes on with a refreshed token", async () => {
    const server = await aServer();
    const { token } = await chatToken(server);
    const client = realClient(server, { ...mode, token });
    await client.has("欢迎");
    const internals = client.line as unknown as {
      token: string;
      refreshToken(): { subscribe(next: (token: string) => void): void };
    };
    // What its timer does every fifteen minutes.
    const refreshed = await new Promise<string>((resolve) => internals.refreshToken().subscribe(resolve));
    expect(refreshed).not.toBe(token);
    internals.token = refreshed;
    await client.say("x");
    await client.has("1: x");
    expectAlive(client);
  });

  it("reports an id and not `retry` when a turn is slow", async () => {
    const server = await aServer();
    const client = realClient(server, { ...mode, token: (await chatToken(server)).token });
    await client.has("欢迎");
    expect(await client.say("slow")).toMatch(/\|0000001$/);
    await client.has("slow answer");
  });
});

describe("botframework-directlinejs", () => {
  it("shows all in order when something is said while it still reads what was before", async () => {
    const server = await aServer();
    const { conversationId, token } = await startChat(server);
    const post = (text: string) => server.conversations.post(conversationId, { type: "message", text });
    for (let n = 0; n < 20; n += 1) await post(`m${n}`);
    const client = realClient(server, { token });
    await client.has("欢迎");
    await post("last");
    await client.has("21: last");
    await client.has("20: m19");
    expect(client.ids).toEqual([...client.ids].sort());
    expect(client.ids).toHaveLength(43);
  });

  it("gets what was said while its stream was down, once", async () => {
    const server = await aServer();
    const { token, conversationId } = await chatToken(server);
    const client = realClient(server, { token });
    await client.has("欢迎");
    for (const text of ["a", "b", "c"]) {
      server.dropStreams();
      await server.conversations.post(conversationId, { type: "message", text });
    }
    await client.has("3: c");
    expect(client.texts).toEqual(["欢迎", "a", "1: a", "b", "2: b", "c", "3: c"]);
    expectAlive(client);
  });

  it("comes back after a restart of the server and has missed nothing", async () => {
    const first = await startChatServer();
    const { token, conversationId } = await chatToken(first);
    // Polling would stop for good at the first refused connection: nothing a server does can mend that.
    const client = realClient(first, { token, timeout: 500 });
    await client.has("欢迎");
    await first.stop();
    const second = await aServer({ dataDir: first.dataDir, port: first.port });
    await second.conversations.post(conversationId, { type: "message", text: "while away" });
    await client.has("1: while away");
    await client.say("back");
    await client.has("2: back");
    expect(client.texts).toEqual(["欢迎", "while away", "1: while away", "back", "2: back"]);
    expectAlive(client);
  });

  it("keeps polling through a failing database", async () => {
    let broken = false;
    let failures = 0;
    const server = await aServer({
      wrap: (conversations) => ({
        ...conversations,
        read: async (id, watermark) => {
          failures += Number(broken);
          if (broken) throw new Error("the disk is on fire");
          return conversations.read(id, watermark);
        },
      }),
    });
    const { token, conversationId } = await chatToken(server);
    const client = realClient(server, { token, webSocket: false, pollingInterval: 200 });
    await client.has("欢迎");
    broken = true;
    await server.conversations.post(conversationId, { type: "message", text: "in trouble" });
    await until(() => failures >= 3);
    expect(client.texts).toEqual(["欢迎"]);
    broken = false;
    await client.has("1: in trouble");
    expectAlive(client);
  });

  it("starts again by itself when the server is stopping", async () => {
    let isBusy = true;
    let refusals = 0;
    const server = await aServer({
      wrap: (conversations) => ({
        ...conversations,
        start: async (id, options) => {
          refusals += Number(isBusy);
          if (isBusy) throw new Error("not now");
          return conversations.start(id, options);
        },
      }),
    });
    const client = realClient(server, { token: (await chatToken(server)).token, timeout: 100 });
    await until(() => refusals >= 2);
    isBusy = false;
    await client.online();
    await client.has("欢迎");
    expectAlive(client);
  });
});
