// The HTTP half of the protocol: tokens, starts, access, errors, reading, trouble, limits.
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { createLimits } from "../../../src/http/limits.ts";
import { createTokens } from "../../../src/http/tokens.ts";
import { keyInFolder } from "../../../src/storage/token-key.ts";
import { type ChatServer, SECRET, startChatServer } from "../../support/chat-server.ts";
import { call, chatToken, DL, read, say, secretToken, startChat } from "../../support/http.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer({ config: { trustedOrigins: ["https://shop.example"] } });
});
afterAll(() => server.close());

const generate = (body?: unknown, token = SECRET) =>
  call(server, `${DL}/tokens/generate`, { method: "POST", token, ...(body !== undefined && { body }) });
const userOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).user as string | undefined;
const wireError = (code: string) => ({ error: { code, message: expect.any(String) } });

describe("tokens/generate", () => {
  it("takes the spellings of Microsoft's samples and clients, and no body at all", async () => {
    for (const body of [{ User: { Id: "dl_x" } }, { user: { id: "dl_x" } }]) {
      const { status, body: reply } = await generate(body);
      expect([status, userOf(reply.token)]).toEqual([200, "dl_x"]);
    }
    const { status, body: reply } = await generate();
    expect([status, userOf(reply.token), reply.expires_in]).toEqual([200, undefined, 3_600]);
    expect(reply).not.toHaveProperty("streamUrl");
  });

  it("neither starts the conversation nor asks the bot", async () => {
    const reply = await secretToken(server);
    expect(await read(server, reply)).toEqual({ activities: [], watermark: "0" });
  });

  it("refuses a user id without dl_, a token instead of the secret, and a wrong secret", async () => {
    expect(await generate({ user: { id: "alice" } })).toMatchObject({
      status: 400,
      body: wireError("BadArgument"),
    });
    const { token } = await chatToken(server);
    expect(await generate({}, token)).toMatchObject({ status: 403, body: wireError("Forbidden") });
    expect(await generate({}, `${SECRET}x`)).toMatchObject({ status: 401, body: wireError("Unauthorized") });
  });
});

describe("tokens/refresh", () => {
  it("answers another token for the same conversation and leaves the old one valid", async () => {
    const chat = await startChat(server);
    const { status, body } = await call(server, `${DL}/tokens/refresh`, {
      method: "POST",
      token: chat.token,
    });
    expect(status).toBe(200);
    expect(body.conversationId).toBe(chat.conversationId);
    expect(body.token).not.toBe(chat.token);
    for (const token of [chat.token, body.token]) {
      expect((await read(server, { ...chat, token })).activities).toHaveLength(1);
    }
  });

  it("is not for the secret", async () => {
    expect(await call(server, `${DL}/tokens/refresh`, { method: "POST", token: SECRET })).toMatchObject({
      status: 403,
    });
  });
});

describe("conversations", () => {
  it("starts with 201 and greets, and answers 200 with the same conversation afterwards", async () => {
    const { token, conversationId } = await chatToken(server);
    const start = () => call(server, `${DL}/conversations`, { token, body: { user: {}, locale: "zh-CN" } });
    expect(await start()).toMatchObject({ status: 201, body: { conversationId } });
    expect(await start()).toMatchObject({ status: 200, body: { conversationId } });
    const { activities } = await read(server, { conversationId, token });
    expect(activities.map(({ text }) => text)).toEqual(["欢迎"]);
  });

  it.each([{ user: {} }, { user: {}, locale: "zh-CN" }, { user: { id: "r_1" } }, undefined])(
    "starts with the body %j",
    async (body) => {
      const { token } = await chatToken(server);
      const options = { method: "POST", token, ...(body !== undefined && { body }) };
      expect((await call(server, `${DL}/conversations`, options)).status).toBe(201);
    },
  );

  it("passes the language of the start to the bot", async () => {
    const { token, conversationId } = await chatToken(server);
    await call(server, `${DL}/conversations`, { token, body: { user: {}, locale: "en" } });
    expect((await read(server, { conversationId, token })).activities[0]?.text).toBe("Welcome");
  });

  it("starts for the secret, with a token for what follows", async () => {
    const chat = await startChat(server, SECRET);
    expect((await say(server, chat, "hi")).status).toBe(200);
  });

  it("gives a reconnecting client a working token and an absolute stream address with its watermark", async () => {
    const chat = await startChat(server);
    const path = `${DL}/conversations/${chat.conversationId}?watermark=1`;
    const { status, body } = await call(server, path, { token: chat.token });
    expect([status, body.conversationId]).toEqual([200, chat.conversationId]);
    const url = new URL(body.streamUrl);
    expect([url.protocol, url.host, url.searchParams.get("watermark")]).toEqual([
      "ws:",
      `127.0.0.1:${server.port}`,
      "1",
    ]);
    expect((await say(server, body, "with the new token")).status).toBe(200);
  });

  it("says 404 of conversations that do not exist, and of the address of another protocol", async () => {
    const paths = ["/cnv_none", "/cnv_none/activities", "/connect", "/connect?token=x"];
    for (const path of paths) {
      const answer = await call(server, `${DL}/conversations${path}`, { token: SECRET });
      expect(answer, path).toMatchObject({ status: 404, body: wireError("NotFound") });
    }
  });
});

describe("who may", () => {
  const endpoints = (id: string): [string, string][] => [
    ["POST", "/tokens/refresh"],
    ["POST", "/conversations"],
    ["GET", `/conversations/${id}`],
    ["GET", `/conversations/${id}/activities`],
    ["POST", `/conversations/${id}/activities`],
  ];

  it("is refused with 401 without a token or with garbage, on every endpoint", async () => {
    const { conversationId } = await startChat(server);
    for (const authorization of [
      "",
      "Bearer",
      "Bearer x",
      "Basic eDp5",
      "Bearer undefined",
      "Bearer a.b.c",
    ]) {
      for (const [method, path] of endpoints(conversationId)) {
        const answer = await call(server, DL + path, { method, headers: { authorization } });
        expect(answer, `${authorization} ${path}`).toMatchObject({
          status: 401,
          body: wireError("Unauthorized"),
        });
      }
    }
  });

  it("is refused with 403 TokenExpired when the token is old, on every endpoint", async () => {
    const { conversationId } = await startChat(server);
    const token = await createTokens({ key: keyInFolder(server.dataDir), ttlSeconds: 0 }).issue({
      conversationId,
    });
    for (const [method, path] of endpoints(conversationId)) {
      const answer = await call(server, DL + path, { method, token });
      expect(answer, path).toMatchObject({ status: 403, body: wireError("TokenExpired") });
    }
  });

  it("is refused with 403 on another conversation, and nothing changes there", async () => {
    const [mine, other] = [await startChat(server), await startChat(server)];
    for (const [method, path] of endpoints(other.conversationId).slice(2)) {
      const body = method === "POST" ? { type: "message", text: "x" } : undefined;
      const answer = await call(server, DL + path, { method, token: mine.token, ...(body && { body }) });
      expect(answer, path).toMatchObject({ status: 403, body: wireError("Forbidden") });
    }
    expect((await read(server, other)).activities).toHaveLength(1);
  });

  it("depends on the site: our own, configured ones, and those a token lists", async () => {
    const status = async (token: string, origin: string | undefined) =>
      (
        await call(server, `${DL}/tokens/refresh`, {
          method: "POST",
          token,
          headers: origin ? { origin } : {},
        })
      ).status;
    const { token } = await chatToken(server);
    expect(await status(token, undefined)).toBe(200);
    expect(await status(token, server.origin)).toBe(200);
    expect(await status(token, "https://shop.example")).toBe(200);
    expect(await status(token, "https://evil.example")).toBe(403);
    expect(await status(token, "null")).toBe(403);
    const listed = await secretToken(server, { TrustedOrigins: ["https://a.example"] });
    expect(await status(listed.token, "https://a.example")).toBe(200);
    expect(await status(listed.token, "https://shop.example")).toBe(403);
    expect(await status(listed.token, undefined)).toBe(200);
  });
});

describe("every answer", () => {
  const cors = (headers: Headers) => headers.get("access-control-allow-origin");

  it("lets other sites ask beforehand, without a token, for two hours", async () => {
    const { status, headers } = await call(server, `${DL}/conversations`, {
      method: "OPTIONS",
      headers: {
        origin: "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,x-ms-bot-agent,x-requested-with",
      },
    });
    expect(status).toBe(204);
    expect(cors(headers)).toBe("https://evil.example");
    const allowed = headers.get("access-control-allow-headers");
    for (const name of ["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"]) {
      expect(allowed).toContain(name);
    }
    expect(headers.get("access-control-max-age")).toBe("7200");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("carries CORS, Vary and no-store, and is JSON with a code, whatever went wrong", async () => {
    const chat = await startChat(server);
    const activities = `/conversations/${chat.conversationId}/activities`;
    const [token, big] = [chat.token, JSON.stringify({ type: "message", text: "x".repeat(1_000_000) })];
    const cases: [number, string, Parameters<typeof call>[2]][] = [
      [400, activities, { token, body: "{not json" }],
      [400, activities, { token, body: { type: "message", text: "x".repeat(8_001) } }],
      [400, activities, { token, body: { type: "invoke" } }],
      [401, activities, {}],
      [403, "/conversations/cnv_other", { token }],
      [404, "/nothing/here", {}],
      [404, "/session/getsessionid", { token }],
      [400, "/conversations/%E0%A4%A", { token }],
      [405, "/tokens/generate", { token: SECRET }],
      [405, activities, { token, method: "DELETE" }],
      [405, "/conversations", { token, method: "PUT" }],
      [413, activities, { token, body: big }],
      [
        415,
        activities,
        { token, body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } },
      ],
      [415, `/conversations/${chat.conversationId}/upload?userId=u`, { token, body: {} }],
    ];
    for (const [status, path, options] of cases) {
      const headers = { ...options?.headers, origin: server.origin };
      const answer = await call(server, DL + path, { ...options, headers });
      expect(answer.body, path).toEqual(wireError(expect.any(String) as never));
      expect(answer.status, path).toBe(status);
      expect(cors(answer.headers), path).toBe(server.origin);
      expect(answer.headers.get("vary"), path).toContain("Origin");
      expect(answer.headers.get("cache-control"), path).toBe("no-store");
    }
  });

  it("to a poll is 200 and never 304, even when the client asks for a change only", async () => {
    const chat = await startChat(server);
    const path = `${DL}/conversations/${chat.conversationId}/activities`;
    const { headers } = await call(server, path, { token: chat.token });
    const etag = headers.get("etag") ?? "none";
    // fetch would add no-cache to this request by itself.
    const status = await new Promise((resolve, reject) => {
      const conditional = { authorization: `Bearer ${chat.token}`, "if-none-match": etag };
      const request = get(`${server.origin}${path}`, { headers: conditional }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on("error", reject);
    });
    expect(status).toBe(200);
  });
});

describe("reading", () => {
  it("answers garbage with the whole history, and a mark beyond the end with the real one", async () => {
    const chat = await startChat(server);
    await say(server, chat, "hi");
    for (const watermark of [undefined, "", "abc", "-1", "1&watermark=2"]) {
      expect(await read(server, chat, watermark), watermark).toMatchObject({ watermark: "3" });
      expect((await read(server, chat, watermark)).activities).toHaveLength(3);
    }
    expect(await read(server, chat, "99999")).toEqual({ activities: [], watermark: "3" });
    expect(await read(server, chat, "3")).toEqual({ activities: [], watermark: "3" });
  });

  it("pages a long history so that each activity comes once", async () => {
    const chat = await startChat(server);
    for (let n = 0; n < 225; n += 1) await say(server, chat, `m${n}`);
    const pages: number[] = [];
    const ids: string[] = [];
    for (let watermark = ""; ; ) {
      const page = await read(server, chat, watermark);
      ({ watermark } = page);
      if (page.activities.length === 0) break;
      pages.push(page.activities.length);
      ids.push(...page.activities.map(({ id }) => id));
    }
    expect(pages).toEqual([200, 200, 51]);
    expect(new Set(ids).size).toBe(451);
  });
});

describe("in trouble", () => {
  async function troubled<T>(
    kind: "read" | "start" | "post",
    use: (server: ChatServer) => Promise<T>,
  ): Promise<T> {
    let broken = false;
    const faulty = await startChatServer({
      wrap: (conversations) => ({
        ...conversations,
        [kind]: (...args: [never, never]) => {
          if (broken) throw new AppError("overloaded", { sql: "SELECT secret" });
          return conversations[kind](...args);
        },
      }),
    });
    const chat = await startChat(faulty);
    broken = true;
    try {
      return await use(Object.assign(faulty, { chat }));
    } finally {
      await faulty.close();
    }
  }
  type WithChat = ChatServer & { chat: Awaited<ReturnType<typeof startChat>> };

  it("a poll is answered empty with the unchanged watermark", async () => {
    await troubled("read", async (faulty) => {
      const { chat } = faulty as WithChat;
      expect(await read(faulty, chat, "1")).toEqual({ activities: [], watermark: "1" });
      expect(await read(faulty, chat)).toEqual({ activities: [], watermark: "0" });
    });
  });

  it("a start is answered 429 with whole seconds, because clients give up on 5xx", async () => {
    await troubled("start", async (faulty) => {
      const { token } = await chatToken(faulty);
      const { status, headers } = await call(faulty, `${DL}/conversations`, {
        token,
        body: {},
        headers: { origin: faulty.origin },
      });
      expect(status).toBe(429);
      expect(headers.get("retry-after")).toMatch(/^\d+$/);
      expect(headers.get("access-control-expose-headers")).toContain("Retry-After");
    });
  });

  it("a message is answered 503 with Retry-After, in words for merchants and without insides", async () => {
    await troubled("post", async (faulty) => {
      const { status, headers, body } = await say(faulty, (faulty as WithChat).chat, "x");
      expect(status).toBe(503);
      expect(headers.get("retry-after")).toMatch(/^\d+$/);
      expect(body.error.message).toMatch(/没有保存/);
      expect(JSON.stringify(body)).not.toContain("SELECT");
    });
  });
});

describe("limits", () => {
  it("of a crowded server let ten conversations and ten messages through at once, then ask to wait whole seconds", async () => {
    const limited = await startChatServer({ limits: createLimits({ isCrowded: () => true }) });
    try {
      const chat = await startChat(limited);
      for (let n = 0; n < 10; n += 1) expect((await say(limited, chat, `m${n}`)).status).toBe(200);
      const refused = await say(limited, chat, "one more");
      expect(refused).toMatchObject({ status: 429, body: wireError("TooManyRequests") });
      expect(refused.headers.get("retry-after")).toMatch(/^([1-9]|10)$/);
      const token = () => call(limited, "/api/chat/token", { method: "POST" });
      for (let n = 0; n < 9; n += 1) expect((await token()).status).toBe(200);
      expect((await token()).status).toBe(429);
      const own = await call(limited, "/api/chat/token", { method: "POST", token: chat.token });
      expect(own.status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});

it("names the public address in stream URLs when there is one", async () => {
  const behind = await startChatServer({ config: { publicOrigin: "https://help.example" } });
  try {
    const { streamUrl } = await startChat(behind);
    expect(streamUrl).toMatch(/^wss:\/\/help\.example\/v3\/directline\/conversations\/cnv_/);
  } finally {
    await behind.close();
  }
});
