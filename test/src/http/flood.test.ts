// Too many streams, too many frames, readers who stop reading: each is cut alone and loses nothing.
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createPlaces } from "../../../src/direct-line/places.ts";
import { createLimits } from "../../../src/http/limits.ts";
import { aStream } from "../../support/a-stream.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { read, say, startChat } from "../../support/http.ts";
import { openStream, type RawStream, until } from "../../support/raw-stream.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer({ limits: createLimits(), config: { trustProxy: 1 } });
});
afterAll(() => server.close());

it("lets one address have twenty streams where it is crowded, over all its conversations, and refuses the next with 429", async () => {
  const places = createPlaces({ countAddresses: true, isCrowded: () => true });
  const crowded = await aStream(server, { places, trustProxy: 1 });
  const chats = await Promise.all(Array.from({ length: 3 }, () => startChat(server)));
  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
  const urls = chats.flatMap((chat) => Array.from({ length: 7 }, () => crowded.url(chat)));
  const streams = await Promise.all(urls.slice(0, 20).map((url) => openStream(url, from("192.0.2.1"))));
  await expect(openStream(urls[20] ?? "", from("192.0.2.1"))).rejects.toThrow("429");
  await expect(openStream(urls[20] ?? "", from("6.6.6.6, 192.0.2.1"))).rejects.toThrow("429");
  streams.push(await openStream(urls[20] ?? "", from("192.0.2.2")));
  streams[0]?.socket.terminate();
  await until(() => crowded.openSockets() === 20);
  streams.push(await openStream(urls[20] ?? "", from("192.0.2.1")));
  for (const { socket } of streams) socket.terminate();
  await until(() => crowded.openSockets() === 0);
  await crowded.close();
});

it("answers 503 with Retry-After before the upgrade when all places are taken", async () => {
  const full = await aStream(server, { places: createPlaces({ countAddresses: true, inAll: 2 }) });
  const urls = [full.url(await startChat(server)), full.url(await startChat(server))];
  const streams = await Promise.all(urls.map((url) => openStream(url)));
  const refused = new WebSocket(urls[0] ?? "");
  const answer = await new Promise<{ status: number | undefined; retryAfter: string | undefined }>(
    (resolve) =>
      refused.on("unexpected-response", (_request, { statusCode, headers }) =>
        resolve({ status: statusCode, retryAfter: headers["retry-after"] }),
      ),
  );
  expect(answer).toEqual({ status: 503, retryAfter: "5" });
  for (const { socket } of streams) socket.terminate();
  await until(() => full.openSockets() === 0);
  await full.close();
});

it.each([
  ["frames", (socket: WebSocket) => socket.send("")],
  ["pings", (socket: WebSocket) => socket.ping()],
])("takes twenty %s in ten seconds and closes with 1008 at the next", async (_, send) => {
  const chat = await startChat(server);
  const stream = await openStream(chat.streamUrl);
  for (let n = 0; n < 20; n += 1) send(stream.socket);
  await say(server, chat, "still here");
  await stream.has(3);
  expect(stream.socket.readyState).toBe(WebSocket.OPEN);
  send(stream.socket);
  expect(await stream.closed).toBe(1008);
});

it("closes with 1013 who is behind for too long, while another reader of the same conversation goes on", async () => {
  // Long enough for the good reader to confirm when the machine is busy.
  const quick = await aStream(server, { mostBehindMs: 2_000 });
  const chat = await startChat(server);
  const [slow, good] = [await openStream(quick.url(chat)), await openStream(quick.url(chat))];
  await Promise.all([slow.has(1), good.has(1)]);
  slow.socket.pause();
  const long = { type: "message" as const, text: "字".repeat(4_000) };
  for (let n = 0; n < 30; n += 1) await server.conversations.post(chat.conversationId, long);
  await until(() => quick.openSockets() === 1);
  slow.socket.resume();
  expect([1013, 1006]).toContain(await slow.closed);
  const end = Number((await read(server, chat, "999999999")).watermark);
  // On a busy machine turns take long enough for typing signs; they have no place in the order.
  const numbers = ({ activities }: RawStream) =>
    activities.filter(({ type }) => type === "message").map(({ id }) => Number(id.split("|")[1]));
  await until(() => numbers(good).length >= end);
  const sequence = (from: number) => Array.from({ length: end - from }, (_, index) => from + index);
  expect(numbers(good)).toEqual(sequence(0));
  const back = await openStream(`${quick.url(chat)}&watermark=${slow.sets.at(-1)?.watermark}`);
  const known = numbers(slow).length;
  await until(() => numbers(back).length >= end - known);
  expect(numbers(back)).toEqual(sequence(known));
  expect(Math.max(...back.frames.map(({ text }) => text.length))).toBeLessThan(70_000);
  await quick.close();
});
