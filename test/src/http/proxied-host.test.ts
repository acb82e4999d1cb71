// Behind a proxy that passes another Host than merchants typed, or none: page, forms and chat agree, and the log says why not.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRaw } from "../../support/raw-http.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";

const SHOP = "https://shop.example";
const FROM_OUR_PAGE = `Origin: ${SHOP}\r\nSec-Fetch-Site: same-origin\r\n`;
const FROM_AN_OLD_BROWSER = `Origin: ${SHOP}\r\n`;
const FORM = "application/x-www-form-urlencoded";

let server: RunningProcess;
let logged = "";
beforeAll(async () => {
  server = await startProcess({ DATA_DIR: freshDataDir(), LOG_LEVEL: "warn" });
  server.child.stdout?.on("data", (chunk: Buffer) => {
    logged += chunk.toString();
  });
});
afterAll(() => stopProcess(server));

async function post(path: string, headers: string, body = "{}", type = "application/json"): Promise<string> {
  const { socket, whole } = await openRaw(server.address);
  const length = Buffer.byteLength(body);
  socket.write(
    `POST ${path} HTTP/1.0\r\n${headers}Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
  return whole;
}

const statusOf = (answer: string) => Number(answer.split(" ")[1]);

// First of all, so that the one line a minute would be of them.
it("says nothing of a page that no setting could name", async () => {
  for (const origin of ["null", "shop.example"])
    expect(statusOf(await post("/api/chat/token", `Origin: ${origin}\r\n`))).toBe(403);
  expect((await fetch(`${server.address}/embed`)).status).toBe(403);
});

describe.each([
  ["none", ""],
  ["the name of its upstream", "Host: huanka_upstream\r\n"],
  ["an address inside", "Host: 10.0.0.7:3978\r\n"],
])("a proxy that passes on as Host %s", (_, host) => {
  it("lets a page of ours use forms and chat, where the browser says that it is ours", async () => {
    const asked = host + FROM_OUR_PAGE;
    const opened = await post("/api/chat/token", asked);
    expect(statusOf(opened)).toBe(200);
    const { token } = JSON.parse(opened.split("\r\n\r\n")[1] ?? "") as { token: string };
    const started = await post("/v3/directline/conversations", `${asked}Authorization: Bearer ${token}\r\n`);
    expect(statusOf(started)).toBe(201);
    expect(started).toContain('"streamUrl":"wss://shop.example/v3/directline/conversations/');
    expect(statusOf(await post("/chat", asked, "text=换卡", FORM))).toBe(303);
    expect(statusOf(await post("/feedback", asked, "page=/&helpful=yes", FORM))).not.toBe(403);
  });

  it("refuses in forms and chat alike whom nothing proves to be ours", async () => {
    const asked = host + FROM_AN_OLD_BROWSER;
    expect(statusOf(await post("/api/chat/token", asked))).toBe(403);
    expect(statusOf(await post("/chat", asked, "text=换卡", FORM))).toBe(403);
    const elsewhere = `${host}Origin: ${SHOP}\r\nSec-Fetch-Site: cross-site\r\n`;
    expect(statusOf(await post("/api/chat/token", elsewhere))).toBe(403);
    expect(statusOf(await post("/chat", elsewhere, "text=换卡", FORM))).toBe(403);
  });
});

it("says once, however many are refused, which page it was and what to set", async () => {
  while (!logged.includes("was refused")) await sleep(50);
  await post("/api/chat/token", FROM_AN_OLD_BROWSER);
  const lines = logged.split("\n").filter((line) => line.includes("was refused"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`set PUBLIC_ORIGIN=${SHOP} and let the proxy pass on Host`);
});

it("refuses page and chat alike where the protocol asks for a name and none is passed on, and says once what to set", async () => {
  for (const asked of ["GET /", "POST /api/chat/token"]) {
    const { socket, whole } = await openRaw(server.address);
    socket.write(`${asked} HTTP/1.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    const answer = await whole;
    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain("proxy_set_header Host $host");
  }
  while (!logged.includes("named no Host")) await sleep(50);
  expect(logged.split("\n").filter((line) => line.includes("named no Host"))).toHaveLength(1);
});
