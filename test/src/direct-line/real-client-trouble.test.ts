// Microsoft's client in longer and worse days: refused once, polling for long, refreshing for hours.
import { ConnectionStatus } from "botframework-directlinejs";
import { afterEach, expect, it, vi } from "vitest";
import { type ChatServer, type ChatServerOptions, startChatServer } from "../../support/chat-server.ts";
import { chatToken, startChat } from "../../support/http.ts";
import { until } from "../../support/raw-stream.ts";
import { endRealClients, realClient } from "../../support/real-client.ts";

const QUARTER_OF_AN_HOUR_MS = 900_000; // after which the client asks for another token
const POLLS = 600; // ten minutes of one a second

const servers: ChatServer[] = [];
afterEach(async () => {
  endRealClients();
  vi.unstubAllGlobals();
  for (const server of servers.splice(0)) await server.close();
});

async function aServer(options: ChatServerOptions = {}): Promise<ChatServer> {
  const server = await startChatServer(options);
  servers.push(server);
  return server;
}

interface BrowserRequest {
  readonly status: number;
  open(method: string, url: string): void;
  addEventListener(type: "loadend", listener: () => void): void;
}

/** The statuses of every request the client sends from now on. */
function watchAnswers(): string[] {
  const answers: string[] = [];
  const { XMLHttpRequest: Real } = globalThis as unknown as { XMLHttpRequest: new () => BrowserRequest };
  class Watched extends Real {
    #what = "";
    override open(method: string, url: string) {
      this.#what = `${method} ${new URL(url).pathname.split("/").at(-1)}`;
      super.open(method, url);
      this.addEventListener("loadend", () => answers.push(`${this.#what} ${this.status}`));
    }
  }
  vi.stubGlobal("XMLHttpRequest", Watched);
  return answers;
}

it("resumes by token, conversation id and stream address", async () => {
  const server = await aServer();
  const { token, conversationId, streamUrl } = await startChat(server);
  const client = realClient(server, { token, conversationId, streamUrl });
  await client.has("欢迎");
  await client.say("here");
  await client.has("1: here");
  expect(client.texts).toEqual(["欢迎", "here", "1: here"]);
});

it("is told at once that a message is too long, and goes on", async () => {
  const server = await aServer();
  const client = realClient(server, { token: (await chatToken(server)).token });
  await client.has("欢迎");
  await expect(client.say("字".repeat(4_001))).rejects.toMatchObject({ status: 400 });
  await client.say("short");
  await client.has("1: short");
});

it("opens more sockets after a refusal in mid-session, and each activity comes once on each", async () => {
  const server = await aServer();
  const { token } = await chatToken(server);
  const client = realClient(server, { token });
  await client.has("欢迎");
  const internals = client.line as unknown as { token: string };
  internals.token = (await chatToken(server)).token; // of another conversation
  expect(await client.say("refused")).toBe("retry");
  expect(client.statuses.at(-1)).toBe(ConnectionStatus.ExpiredToken);
  internals.token = token;
  await until(() => server.openSockets() === 3);
  await client.say("again");
  const copies = () => client.texts.filter((text) => text === "1: again").length;
  await until(() => copies() === 3);
  expect(client.failures).toEqual([]);
  expect(client.texts).not.toContain("refused");
});

it("polls six hundred times without one answer but 200, and shows everything once", async () => {
  const server = await aServer();
  const { token, conversationId } = await chatToken(server);
  const answers = watchAnswers();
  const client = realClient(server, { token, webSocket: false });
  Object.assign(client.line, { pollingInterval: 1 });
  await client.has("欢迎");
  await until(() => answers.length > POLLS / 2);
  await server.conversations.post(conversationId, { type: "message", text: "in the middle" });
  await until(() => answers.length > POLLS);
  await client.say("at the end");
  await client.has("2: at the end");
  expect(answers.filter((answer) => !/ (200|201)$/.test(answer))).toEqual([]);
  expect(client.texts).toEqual(["欢迎", "in the middle", "1: in the middle", "at the end", "2: at the end"]);
});

it("refreshes its token again and again by its own timer, and each one works", async () => {
  const server = await aServer();
  const { setInterval: real } = globalThis;
  const scaled = (job: () => void, ms?: number, ...rest: []) =>
    real(job, ms === QUARTER_OF_AN_HOUR_MS ? 50 : ms, ...rest);
  vi.stubGlobal("setInterval", scaled);
  const answers = watchAnswers();
  const first = (await chatToken(server)).token;
  const client = realClient(server, { token: first });
  await client.has("欢迎");
  const refreshes = () => answers.filter((answer) => answer === "POST refresh 200").length;
  await until(() => refreshes() >= 3);
  const { token } = client.line as unknown as { token: string };
  expect(token).not.toBe(first);
  await client.say("still here");
  await client.has("1: still here");
  expect(answers.filter((answer) => !/ (200|201)$/.test(answer))).toEqual([]);
  expect(client.statuses.at(-1)).toBe(ConnectionStatus.Online);
});
