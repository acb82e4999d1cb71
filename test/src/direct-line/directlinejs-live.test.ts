// What DirectLineJS's own tests against a live service ask of the service, told anew as tests of ours.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { type ChatServer, SECRET, startChatServer } from "../../support/chat-server.ts";
import { secretToken } from "../../support/http.ts";
import { endRealClients, realClient } from "../../support/real-client.ts";

let server: ChatServer;
let isGone = false;
beforeAll(async () => {
  server = await startChatServer({
    wrap: (conversations) => ({
      ...conversations,
      post: async (id, activity) => {
        if (isGone) throw new AppError("conversation-not-found", { id });
        return conversations.post(id, activity);
      },
    }),
  });
});
afterAll(() => server.close());
afterEach(() => {
  isGone = false;
  endRealClients();
});

const withSecret = async () => ({ secret: SECRET });
const withToken = async () => ({ token: (await secretToken(server)).token });

describe.each([
  ["over WebSocket, with the secret", true, withSecret],
  ["over WebSocket, with a token", true, withToken],
  ["by polling, with the secret", false, withSecret],
  ["by polling, with a token", false, withToken],
])("DirectLineJS %s", (_how, webSocket, credentials) => {
  const connect = async (options: { conversationStartProperties?: unknown } = {}) =>
    realClient(server, { webSocket, pollingInterval: 200, ...(await credentials()), ...options });

  it("gets the welcome of its bot when it connects, in the language it starts with", async () => {
    const [english, chinese] = [
      await connect({ conversationStartProperties: { locale: "en-US" } }),
      await connect({ conversationStartProperties: { locale: "zh-CN" } }),
    ];
    await english.has("Welcome");
    await chinese.has("欢迎");
  });

  it("gets a welcome too when the language it starts with is none", async () => {
    const client = await connect({ conversationStartProperties: { locale: { x: "test" } } });
    await client.has("欢迎");
  });

  it("posts a message and gets it back from the bot", async () => {
    const client = await connect();
    await client.has("欢迎");
    await client.say("Hello, World!");
    await client.has("1: Hello, World!");
  });

  it("gets a welcome when it names its user before it connects, and then speaks as that user", async () => {
    const client = await connect();
    client.line.setUserId("u_test");
    await client.has("欢迎");
    await client.say("Hello, World!");
    await client.has("1: Hello, World!");
    const { activities } = await server.conversations.read(conversationOf(client.ids));
    expect(activities.find(({ from }) => from.role === "user")?.from.id).toBe("u_test");
  });

  it("may not name another user once it is connected", async () => {
    const client = await connect();
    await client.online();
    expect(() => client.line.setUserId("e_test")).toThrow("It is connected, we cannot set user id.");
  });

  it("is told when its conversation is gone in mid-session", async () => {
    const client = await connect();
    await client.has("欢迎");
    await client.say("Hello, World!");
    isGone = true;
    await expect(client.say("should not be sent")).rejects.toMatchObject({ status: 404 });
  });
});

function conversationOf(ids: readonly (string | undefined)[]): string {
  return ids[0]?.split("|")[0] ?? "";
}
