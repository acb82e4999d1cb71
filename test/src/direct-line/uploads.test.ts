// Uploads are off: every form of them gets the documented answer, and nothing of it is kept.
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, DL, read, startChat } from "../../support/http.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

const MARKER = "unwanted-file-7c1e";
const multipart = (name: string, type: string, content: string) => ({
  type: "multipart/form-data; boundary=edge",
  body: `--edge\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${content}\r\n--edge--\r\n`,
});
const raw = (type: string, content: string) => ({ type, body: content });

it.each([
  ["an image by form", multipart("a.png", "image/png", `\x89PNG ${MARKER}`)],
  ["a page disguised as an image", multipart("a.png", "image/png", `<script>${MARKER}</script>`)],
  ["a drawing with a script", multipart("a.svg", "image/svg+xml", `<svg onload="${MARKER}"/>`)],
  ["an archive", raw("application/zip", `PK\x03\x04${MARKER}`)],
  ["a path instead of a name", multipart("../../etc/passwd", "text/plain", MARKER)],
  ["a bare activity", raw("application/vnd.microsoft.activity", `{"type":"message","text":"${MARKER}"}`)],
  ["JSON", raw("application/json", `{"type":"message","text":"${MARKER}"}`)],
  ["a huge file", raw("application/octet-stream", MARKER.repeat(100_000))],
  ["nothing", raw("application/json", "{}")],
])("answers 415 to %s and keeps nothing", async (_, { type, body }) => {
  const chat = await startChat(server);
  const path = `${DL}/conversations/${chat.conversationId}/upload?userId=dl_x`;
  const answer = await call(server, path, { token: chat.token, body, headers: { "content-type": type } });
  expect(answer.status).toBe(415);
  expect(answer.body.error.code).toBe("UnsupportedMediaType");
  expect((await read(server, chat)).activities).toHaveLength(1);
  for (const file of readdirSync(server.dataDir))
    expect(readFileSync(join(server.dataDir, file)).includes(MARKER), file).toBe(false);
});

it("takes no file by the way of an attachment: its address is stored as text and never fetched", async () => {
  const chat = await startChat(server);
  const asked: string[] = [];
  const elsewhere = createServer((req, res) => {
    asked.push(req.url ?? "");
    res.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const address = elsewhere.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
  const attachments = [{ contentType: "image/png", contentUrl: `${url}a.png`, thumbnailUrl: `${url}t.png` }];
  const activity = { type: "message", text: "看图", serviceUrl: url, attachments };
  const path = `${DL}/conversations/${chat.conversationId}/activities`;
  expect((await call(server, path, { token: chat.token, body: activity })).status).toBe(200);
  expect(asked).toEqual([]);
  expect(JSON.stringify(await read(server, chat))).not.toContain("serviceUrl");
  elsewhere.close();
});

it("answers 401 to an upload without a token, and nothing about the conversation", async () => {
  const { conversationId } = await startChat(server);
  const path = `${DL}/conversations/${conversationId}/upload`;
  expect((await call(server, path, { body: {} })).status).toBe(401);
});
