// The WebSocket half: replay and live, refusals before the upgrade, bad readers, stopping.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { ConversationReply } from "../../../src/base/wire.ts";
import { aStream } from "../../support/a-stream.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, DL, read, say, secretToken, startChat } from "../../support/http.ts";
import { openStream, until } from "../../support/raw-stream.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

const texts = (activities: readonly { text?: string }[]) => activities.map(({ text }) => text);

async function reconnect(chat: ConversationReply, watermark: string): Promise<string> {
  const path = `${DL}/conversations/${chat.conversationId}?watermark=${watermark}`;
  return (await call(server, path, { token: chat.token })).body.streamUrl;
}

describe("a stream", () => {
  it("replays what came before it opened, then what comes, in order and once", async () => {
    const chat = await startChat(server);
    await say(server, chat, "before");
    const stream = await openStream(chat.streamUrl);
    await say(server, chat, "after");
    await stream.has(5);
    expect(texts(stream.activities)).toEqual(["欢迎", "before", "1: before", "after", "2: after"]);
    expect(stream.sets.at(-1)?.watermark).toBe("5");
    stream.socket.close();
  });

  it("begins at the watermark of a reconnect, and from the start when that is garbage", async () => {
    const chat = await startChat(server);
    await say(server, chat, "missed");
    const [resumed, whole] = [
      await openStream(await reconnect(chat, "1")),
      await openStream(await reconnect(chat, "zzz")),
    ];
    await Promise.all([resumed.has(2), whole.has(3)]);
    expect(texts(resumed.activities)).toEqual(["missed", "1: missed"]);
    expect(texts(whole.activities)[0]).toBe("欢迎");
    for (const { socket } of [resumed, whole]) socket.close();
  });

  it("replays a history longer than a page completely", async () => {
    const chat = await startChat(server);
    for (let n = 0; n < 210; n += 1)
      await server.conversations.post(chat.conversationId, { type: "message", text: `${n}` });
    const stream = await openStream(await reconnect(chat, ""));
    await stream.has(421);
    const { activities } = await read(server, chat, "400");
    expect(stream.activities.slice(400)).toEqual(activities);
    expect(new Set(stream.activities.map(({ id }) => id)).size).toBe(421);
    stream.socket.close();
  });

  it("tells two sockets and a poller of one conversation the same", async () => {
    const chat = await startChat(server);
    const streams = [await openStream(chat.streamUrl), await openStream(await reconnect(chat, ""))];
    await say(server, chat, "hi");
    const { activities } = await read(server, chat);
    for (const stream of streams) {
      await stream.has(3);
      expect(stream.activities).toEqual(activities);
      stream.socket.close();
    }
  });

  it("shows typing without a watermark, and only here", async () => {
    const chat = await startChat(server);
    const stream = await openStream(chat.streamUrl);
    await stream.has(1);
    await say(server, chat, "slow");
    await stream.has(4);
    expect(stream.activities.map(({ type }) => type)).toEqual(["message", "typing", "message", "message"]);
    const typing = stream.sets.find(({ activities }) => activities[0]?.type === "typing");
    expect(typing).not.toHaveProperty("watermark");
    expect((await read(server, chat)).activities.map(({ type }) => type)).toEqual([
      "message",
      "message",
      "message",
    ]);
    expect((await read(server, chat)).watermark).toBe("3");
    stream.socket.close();
  });

  it("has text frames only, each with activities", async () => {
    const chat = await startChat(server);
    const stream = await openStream(chat.streamUrl);
    await say(server, chat, "slow");
    await stream.has(4);
    for (const { text, isBinary } of stream.frames) {
      expect(isBinary).toBe(false);
      expect(Array.isArray(JSON.parse(text).activities)).toBe(true);
    }
    stream.socket.close();
  });

  it("has no gap, repetition or inversion for a client that comes and goes at random", async () => {
    const chat = await startChat(server);
    const seen: string[] = [];
    let isPosting = true;
    const posting = (async () => {
      for (let n = 0; n < 60; n += 1) await say(server, chat, `m${n}`);
      isPosting = false;
    })();
    let watermark = "";
    for (let round = 0; isPosting || seen.length < 121; round += 1) {
      const stream = await openStream(await reconnect(chat, watermark));
      const wanted = Math.min(1 + (round % 7), 121 - seen.length);
      await stream.has(wanted);
      stream.socket.terminate();
      // Typing signs of a busy machine have no place in the order.
      const said = stream.activities.filter(({ type }) => type !== "typing");
      seen.push(...said.map(({ id }) => id));
      watermark = stream.sets.at(-1)?.watermark ?? watermark;
    }
    await posting;
    expect(seen).toEqual((await read(server, chat)).activities.map(({ id }) => id));
  });
});

describe("what clients send", () => {
  it("is ignored as text, closes with 1003 as binary and with 1009 when huge", async () => {
    const chat = await startChat(server);
    const [text, binary, huge] = [
      await openStream(chat.streamUrl),
      await openStream(await reconnect(chat, "")),
      await openStream(await reconnect(chat, "")),
    ];
    for (const frame of ["", "garbage", "{", "x".repeat(1_024)]) text.socket.send(frame);
    binary.socket.send(Buffer.from([0, 1, 2]));
    huge.socket.send("x".repeat(1_000_000));
    expect([await binary.closed, await huge.closed]).toEqual([1003, 1009]);
    await text.has(1);
    expect(text.socket.readyState).toBe(WebSocket.OPEN);
    text.socket.close();
  });
});

describe("before the upgrade", () => {
  it("refuses tickets that are absent, forged, old or another conversation's, and other paths", async () => {
    const [mine, other] = [await startChat(server), await startChat(server)];
    const ticketOf = ({ streamUrl }: ConversationReply) => new URL(streamUrl).searchParams.get("t") ?? "";
    const url = (id: string, ticket: string) =>
      `ws://127.0.0.1:${server.port}${DL}/conversations/${id}/stream?t=${ticket}`;
    const key = Buffer.from((await readFile(join(server.dataDir, "token.key"), "utf8")).trim(), "base64url");
    const jwt = new SignJWT({ conv: mine.conversationId })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("huanka");
    const old = await jwt
      .setAudience("stream")
      .setExpirationTime(Math.floor(Date.now() / 1_000) - 1)
      .sign(key);
    const refusals: [string, string][] = [
      ["401", url(mine.conversationId, "")],
      ["401", url(mine.conversationId, "a.b.c")],
      ["403", url(mine.conversationId, mine.token)],
      ["403", url(mine.conversationId, old)],
      ["403", url(other.conversationId, ticketOf(mine))],
      ["403", url("%E0%A4%A", ticketOf(mine))],
      ["404", `ws://127.0.0.1:${server.port}/elsewhere`],
    ];
    for (const [status, refused] of refusals)
      await expect(openStream(refused), refused).rejects.toThrow(status);
    expect(server.openSockets()).toBe(0);
  });

  it("lets in our own and listed sites and servers, and refuses others", async () => {
    const chat = await startChat(server);
    for (const options of [{}, { origin: server.origin }])
      (await openStream(await reconnect(chat, ""), options)).socket.terminate();
    await expect(openStream(chat.streamUrl, { origin: "https://evil.example" })).rejects.toThrow("403");
    const listed = await startChat(
      server,
      (await secretToken(server, { trustedOrigins: ["https://a.example"] })).token,
    );
    (await openStream(listed.streamUrl, { origin: "https://a.example" })).socket.terminate();
    const again = await reconnect(listed, "");
    await expect(openStream(again, { origin: server.origin })).rejects.toThrow("403");
  });

  it("takes each ticket once, and its holder goes on with another", async () => {
    const chat = await startChat(server);
    const stream = await openStream(chat.streamUrl);
    await stream.has(1);
    await expect(openStream(chat.streamUrl)).rejects.toThrow("403");
    stream.socket.terminate();
    await expect(openStream(chat.streamUrl)).rejects.toThrow("403");
    (await openStream(await reconnect(chat, "1"))).socket.terminate();
  });

  it("takes sixteen sockets of one conversation and answers the next 429", async () => {
    const chat = await startChat(server);
    const another = async () => openStream(await reconnect(chat, ""));
    const streams = await Promise.all(Array.from({ length: 16 }, another));
    await expect(another()).rejects.toThrow("429");
    (await openStream((await startChat(server)).streamUrl)).socket.terminate();
    for (const { socket } of streams) socket.terminate();
    await until(() => server.openSockets() === 0);
    (await another()).socket.terminate();
  });
});

describe("readers that do not read", () => {
  it("are dropped when they answer no ping, while the living stay", async () => {
    // Long enough for the living to answer when the machine is busy.
    const quick = await aStream(server, { pingMs: 20, dropAfterMs: 2_000 });
    const url = quick.url(await startChat(server));
    const living = await openStream(url);
    const dead = await openStream(url, { autoPong: false });
    expect(await dead.closed).toBe(1006);
    await until(() => quick.openSockets() === 1);
    expect(living.socket.readyState).toBe(WebSocket.OPEN);
    await quick.close();
  });
});

describe("a stream over a shared database", () => {
  it("sends what another node committed even when no notification comes", async () => {
    const { conversations } = server;
    const deaf = { ...conversations, subscribe: () => () => undefined };
    const shared = await aStream(server, { conversations: deaf, shared: true, catchUpMs: 20 });
    const chat = await startChat(server);
    const stream = await openStream(shared.url(chat));
    await stream.has(1);
    await say(server, chat, "from another node");
    await stream.has(3);
    expect(texts(stream.activities)).toEqual(["欢迎", "from another node", "1: from another node"]);
    await shared.close();
  });

  it("looks once for all its streams, and reads only those that have something to read", async () => {
    const { conversations } = server;
    const looks: number[] = [];
    const reads: string[] = [];
    const counted = {
      ...conversations,
      subscribe: () => () => undefined,
      watermarks: (ids: readonly string[]) => {
        looks.push(ids.length);
        return conversations.watermarks(ids);
      },
      read: (id: string, watermark?: string) => {
        reads.push(id);
        return conversations.read(id, watermark);
      },
    };
    const shared = await aStream(server, { conversations: counted, shared: true, catchUpMs: 20 });
    const chats = await Promise.all(Array.from({ length: 5 }, () => startChat(server)));
    const streams = await Promise.all(chats.map((chat) => openStream(shared.url(chat))));
    await Promise.all(streams.map((stream) => stream.has(1)));
    await until(() => looks.filter((count) => count === 5).length > 3);
    reads.length = 0;
    const [first] = chats;
    if (!first) throw new Error("no chat");
    await say(server, first, "news");
    await streams[0]?.has(3);
    expect(new Set(reads)).toEqual(new Set([first.conversationId]));
    await shared.close();
  });

  it("stays open while the database does not answer, and sends what came when it does again", async () => {
    const { conversations } = server;
    let isDown = false;
    let refused = 0;
    const flaky = {
      ...conversations,
      subscribe: () => () => undefined,
      watermarks: async (ids: readonly string[]) => {
        refused += Number(isDown);
        if (isDown) throw new Error("the database is away");
        return conversations.watermarks(ids);
      },
    };
    const shared = await aStream(server, { conversations: flaky, shared: true, catchUpMs: 10 });
    const chat = await startChat(server);
    const stream = await openStream(shared.url(chat));
    await stream.has(1);
    isDown = true;
    await say(server, chat, "meanwhile");
    await until(() => refused >= 3);
    expect(stream.activities).toHaveLength(1);
    isDown = false;
    await stream.has(3);
    await shared.close();
  });
});

describe("a stream whose conversation is deleted", () => {
  it("is closed with 1008, so that nobody waits at a chat that is gone", async () => {
    const chat = await startChat(server);
    const stream = await openStream(chat.streamUrl);
    await stream.has(1);
    await server.conversations.remove(chat.conversationId);
    expect(await stream.closed).toBe(1008);
  });

  it("is closed likewise when another node deleted it and no notification comes", async () => {
    const deaf = { ...server.conversations, subscribe: () => () => undefined };
    const shared = await aStream(server, { conversations: deaf, shared: true, catchUpMs: 20 });
    const chat = await startChat(server);
    const stream = await openStream(shared.url(chat));
    await stream.has(1);
    await server.conversations.remove(chat.conversationId);
    expect(await stream.closed).toBe(1008);
    await shared.close();
  });
});

describe("a service that stops", () => {
  it("closes streams with 1001, finishes turns, and still lets in who comes on an open connection", async () => {
    const stopping = await startChatServer();
    const [chat, newcomer] = [await startChat(stopping), await secretToken(stopping)];
    const stream = await openStream(chat.streamUrl);
    await stream.has(1);
    const { streamUrl: spare } = (
      await call(stopping, `${DL}/conversations/${chat.conversationId}`, { token: chat.token })
    ).body;
    const waiting = say(stopping, chat, "slow");
    await until(() => stream.activities.some(({ type }) => type === "typing"));
    await stopping.drain();
    expect(await stream.closed).toBe(1001);
    const started = await call(stopping, `${DL}/conversations`, { token: newcomer.token, body: {} });
    expect(started.status).toBe(201);
    await expect(openStream(spare)).rejects.toThrow("503");
    expect((await waiting).status).toBe(200);
    expect(texts((await read(stopping, chat)).activities)).toEqual(["欢迎", "slow", "slow answer"]);
    await stopping.close();
  });
});
