// Over HTTP: how a page gets its conversation, and gets it back.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, chatToken, DL, read, say, startChat } from "../../support/http.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

const ask = (options: Parameters<typeof call>[2] = {}) =>
  call(server, "/api/chat/token", { method: "POST", ...options });

/** A token of ours that ended so many seconds ago. */
async function expired(conversationId: string, secondsAgo: number): Promise<string> {
  const key = Buffer.from((await readFile(join(server.dataDir, "token.key"), "utf8")).trim(), "base64url");
  const jwt = new SignJWT({ conv: conversationId }).setProtectedHeader({ alg: "HS256" }).setIssuer("huanka");
  return jwt
    .setAudience("chat")
    .setExpirationTime(Math.floor(Date.now() / 1_000) - secondsAgo)
    .sign(key);
}

const DAY = 24 * 3_600;

describe("POST /api/chat/token", () => {
  it("opens a new conversation for a stranger, not yet started", async () => {
    const [one, two] = [await chatToken(server), await chatToken(server)];
    expect(one.conversationId).not.toBe(two.conversationId);
    expect(one.expires_in).toBe(3_600);
    expect((await read(server, one)).activities).toEqual([]);
  });

  it("takes a language for the greeting", async () => {
    const { body } = await ask({ body: { locale: "en" } });
    await call(server, `${DL}/conversations`, { token: body.token, body: {} });
    expect((await read(server, body)).activities[0]?.text).toBe("Welcome");
  });

  it("gives a fresh token for the caller's own conversation, up to a week after the last one ended", async () => {
    const chat = await startChat(server);
    await say(server, chat, "hi");
    for (const token of [chat.token, await expired(chat.conversationId, 6 * DAY)]) {
      const { status, body } = await ask({ token });
      expect([status, body.conversationId]).toEqual([200, chat.conversationId]);
      expect((await read(server, body)).activities).toHaveLength(3);
    }
  });

  it("tells the page to begin anew when the token is too old, forged, no token or of a lost conversation", async () => {
    const { conversationId, token } = await chatToken(server);
    expect(await ask({ token: await expired(conversationId, 8 * DAY) })).toMatchObject({
      status: 403,
      body: { error: { code: "TokenExpired" } },
    });
    expect((await ask({ token: `${token.slice(0, -4)}AAAA` })).status).toBe(403);
    expect((await ask({ token: "null" })).status).toBe(401);
    const lost = await server.tokens.issue({ conversationId: "cnv_lost" });
    expect((await ask({ token: lost })).status).toBe(404);
  });

  it("is for our own pages: other sites are refused, and so are wrong bodies", async () => {
    expect((await ask({ headers: { origin: "https://evil.example" } })).status).toBe(403);
    expect((await ask({ headers: { origin: server.origin } })).status).toBe(200);
    expect((await ask({ body: { locale: 7 } })).status).toBe(400);
    expect((await ask({ body: "{" })).status).toBe(400);
  });
});
