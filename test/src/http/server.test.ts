// The HTTP server against clients that are slow on purpose, huge, or ambiguous.
import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import express, { type ErrorRequestHandler } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "../../../src/base/errors.ts";
import { createHttpServer, refuseUnread, stopListening } from "../../../src/http/server.ts";
import { openRaw, readStatuses, statusesOf } from "../../support/raw-http.ts";
import { until } from "../../support/raw-stream.ts";

const seen: string[] = [];

async function listening(
  change: (server: Server) => void = () => undefined,
  options: Parameters<typeof createHttpServer>[1] = {},
) {
  const app = express();
  app.use(refuseUnread, (req, res) => {
    seen.push(`${req.method} ${req.url}`);
    req.resume().on("end", () => res.end("ok"));
  });
  const refuse: ErrorRequestHandler = (error: AppError, _req, res, _next) =>
    void res.status(error.status).end();
  const server = createHttpServer(app.use(refuse), options);
  change(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}` };
}

let plain: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  plain = await listening();
});
afterAll(() => {
  plain.server.closeAllConnections();
  plain.server.close();
});

/** Opens a connection from another address of this machine; resolves whether it was kept for an answer. */
function isServedFrom(localAddress: string, port: number, open: Socket[]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, localAddress });
    open.push(socket);
    socket.on("connect", () => socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    socket.once("data", () => resolve(true));
    socket.on("error", () => resolve(false)).on("close", () => resolve(false));
  });
}

it("leaves connections for others than an address that opens as many as it can", async () => {
  const { server } = await listening(() => undefined, { countAddresses: true, most: 80 });
  const { port } = server.address() as AddressInfo;
  const open: Socket[] = [];
  const served: boolean[] = [];
  for (let n = 0; n < 30; n += 1) served.push(await isServedFrom("127.0.0.1", port, open));
  expect(served.filter(Boolean)).toHaveLength(24);
  expect(await isServedFrom("127.0.0.2", port, open)).toBe(true);
  for (const socket of open) socket.destroy();
  server.close();
});

const HOST = "Host: a\r\n";
const SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

describe("requests that two parsers would read differently", () => {
  it.each([
    [
      "both lengths",
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    [
      "both lengths, the other way round",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    ["two lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 0\r\nContent-Length: 40\r\n\r\n${SMUGGLED}`],
    ["a list of lengths", `POST / HTTP/1.1\r\n${HOST}Content-Length: 0, 40\r\n\r\n${SMUGGLED}`],
    ["a signed length", `POST / HTTP/1.1\r\n${HOST}Content-Length: +0\r\n\r\n${SMUGGLED}`],
    [
      "an unknown encoding",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    [
      "chunked twice",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    [
      "a blank before the colon",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
    ],
    ["a bare line feed in the head", `POST / HTTP/1.1\nHost: a\nContent-Length: 0\n\n${SMUGGLED}`],
    [
      "a bare line feed after a chunk's size",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n0\n\n${SMUGGLED}`,
    ],
    [
      "a folded header",
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 0\r\n Transfer-Encoding: chunked\r\n\r\n${SMUGGLED}`,
    ],
    [
      "a bad chunk size",
      `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n${SMUGGLED}`,
    ],
    ["no host", "GET / HTTP/1.1\r\n\r\n"],
    ["a NUL in a header", `GET / HTTP/1.1\r\n${HOST}X: a\0b\r\n\r\n${SMUGGLED}`],
  ])("are refused, and what hides behind them is not read: %s", async (_, bytes) => {
    seen.length = 0;
    const statuses = await statusesOf(plain.address, bytes);
    expect(statuses.at(-1)).toBe(400);
    expect(seen).not.toContain("GET /smuggled");
  });

  it("is told from two honest requests on one connection", async () => {
    seen.length = 0;
    const connection = await openRaw(plain.address);
    connection.socket.write(`POST / HTTP/1.1\r\n${HOST}Content-Length: 2\r\n\r\nab${SMUGGLED}`);
    await until(() => readStatuses(connection.soFar()).length === 2);
    expect(seen).toEqual(["POST /", "GET /smuggled"]);
    connection.socket.destroy();
  });
});

it("says to whoever asks by no name that the proxy drops it, and an older protocol needs none", async () => {
  expect(await statusesOf(plain.address, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toEqual([400]);
  expect(await statusesOf(plain.address, "GET / HTTP/1.0\r\n\r\n")).toEqual([200]);
});

describe("too much", () => {
  it("answers 431 to a head above 16 KiB", async () => {
    const head = (length: number) =>
      `GET / HTTP/1.1\r\n${HOST}Connection: close\r\nX: ${"x".repeat(length)}\r\n\r\n`;
    expect(await statusesOf(plain.address, head(15_000))).toEqual([200]);
    expect(await statusesOf(plain.address, head(17_000))).toEqual([431]);
  });

  it("tells a client to come again on a new connection after a thousand requests", async () => {
    const connection = await openRaw(plain.address);
    connection.socket.write(`GET / HTTP/1.1\r\n${HOST}\r\n`.repeat(1_000));
    await until(() => readStatuses(connection.soFar()).length === 1_000);
    const last = connection.soFar().split("HTTP/1.1 ").slice(-2);
    expect(last.map((answer) => /connection: close/i.test(answer))).toEqual([false, true]);
    connection.socket.destroy();
  });

  it("has a bound on open connections", () => {
    expect(plain.server.maxConnections).toBe(8_000);
    expect(plain.server.headersTimeout).toBe(10_000);
    expect(plain.server.requestTimeout).toBe(30_000);
  });

  it("keeps an idle connection longer than a proxy does, so that none is cut while the next request is on its way", () => {
    const nginxKeepsMs = 60_000;
    expect(plain.server.keepAliveTimeout).toBeGreaterThan(nginxKeepsMs + plain.server.headersTimeout);
  });
});

describe("stopping", () => {
  it("waits for what is under way, and not for whoever only stays connected", async () => {
    const quick = await listening();
    const idle = await openRaw(quick.address);
    idle.socket.write(`GET /idle HTTP/1.1\r\n${HOST}\r\n`);
    await until(() => readStatuses(idle.soFar()).length === 1);
    const busy = await openRaw(quick.address);
    busy.socket.write(`POST /busy HTTP/1.1\r\n${HOST}Content-Length: 2\r\n\r\na`);
    await until(() => seen.includes("POST /busy"));
    const stopped = stopListening(quick.server);
    busy.socket.write("b");
    expect(readStatuses(await busy.whole)).toEqual([200]);
    await idle.whole;
    await stopped;
  });

  it("hangs up in the end on a request that is never whole", async () => {
    const quick = await listening();
    const stuck = await openRaw(quick.address);
    stuck.socket.write(`POST /stuck HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\na`);
    await until(() => seen.includes("POST /stuck"));
    await stopListening(quick.server, 200);
    expect(await stuck.whole).toBe("");
  });
});

describe("clients that are slow on purpose", () => {
  it("are all hung up on, while others are served", async () => {
    // The same code with shorter waits, long enough for the others when the machine is busy; how often it looks stays as it is.
    const quick = await listening((server) => {
      server.headersTimeout = 2_000;
      server.requestTimeout = 3_000;
      server.keepAliveTimeout = 2_000;
    });
    const [head, body, idle] = [
      `GET / HTTP/1.1\r\n${HOST}X-A: `,
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\na`,
      "",
    ];
    const slow = await Promise.all(
      Array.from({ length: 150 }, (_, n) => openRaw(quick.address).then((raw) => ({ raw, n }))),
    );
    const dripping = setInterval(() => {
      for (const { raw, n } of slow) if (n % 3 < 2) raw.socket.write("a");
    }, 100);
    for (const { raw, n } of slow) raw.socket.write([head, body, idle][n % 3] ?? "");
    const served = await Promise.all(Array.from({ length: 20 }, () => fetch(quick.address)));
    expect(served.every(({ status }) => status === 200)).toBe(true);
    const ends = await Promise.all(slow.map(({ raw }) => raw.whole));
    clearInterval(dripping);
    expect(ends).toHaveLength(150);
    expect(
      ends
        .filter((_, n) => n % 3 < 2)
        .flatMap(readStatuses)
        .every((status) => status === 408),
    ).toBe(true);
    quick.server.closeAllConnections();
    quick.server.close();
  });
});
