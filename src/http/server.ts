// The HTTP server with the limits that keep it open for everybody: how slow, how large, how many.
import {
  createServer,
  IncomingMessage,
  type RequestListener,
  type Server,
  ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Socket } from "node:net";
import type { RequestHandler } from "express";
import { AppError, type ErrorCode } from "../base/errors.ts";
import { addressKeys } from "./client-address.ts";
import { createTally } from "./tally.ts";

/** Bodies are small and clients near: slower ones are attacks or dead. Node's defaults are 60 s and 300 s. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than a proxy keeps its side, nginx's 60 s: who hangs up first must not be the one that is just asked. */
  keepAliveTimeout: 75_000,
  /** How often slow requests are looked for; by default they would live 30 s longer than they may. */
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1_024,
  /** Node would refuse it without a word to anybody; we say whose fault it is. */
  requireHostHeader: false,
} as const;
/** All chat streams that are let in and as many pages as they may ask for at once. */
const MOST_CONNECTIONS = 8_000;
/** What one address may have of all: room for the streams that it may open, and while half are taken, for a shop. */
const SHARE = 0.3;
const SHARE_CROWDED = 0.0125;
const CROWDED = 0.5;
/** A page with all it loads is a dozen; beyond this a client has to come again and stand in line. */
const MOST_REQUESTS_PER_SOCKET = 1_000;

/**
 * Not listening yet. Requests that no two parsers would read alike are refused by Node's strict parser. `countAddresses`
 * unless all come from a proxy: then one address leaves room for others.
 */
export function createHttpServer(
  app: RequestListener,
  { countAddresses = false, most = MOST_CONNECTIONS }: { countAddresses?: boolean; most?: number } = {},
): Server {
  const server = createServer(LIMITS, app);
  server.maxConnections = most;
  server.maxRequestsPerSocket = MOST_REQUESTS_PER_SOCKET;
  if (countAddresses) shareConnections(server, most);
  answerUnread(server, app);
  return server;
}

/** By the parser's name for it; anything else is no request. */
const UNREAD: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: "head-too-large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "too-slow",
};
type Unread = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };
/** Long enough for the rest of what is refused to arrive: a browser that is cut off while it writes reads no answer. */
const LINGER_MS = 1_000;
const unread = new WeakMap<IncomingMessage, AppError>();

/** Stands before whatever looks at a request: of some of them there is nothing to look at. */
export const refuseUnread: RequestHandler = (req, _res, next) => next(unread.get(req));

/**
 * What cannot be read as a request is refused once, as the last on its connection, by the app as everything that it
 * refuses: somebody may have pasted a page into the search, and looks at what comes back.
 */
function answerUnread(server: Server, app: RequestListener): void {
  const answering = new WeakMap<object, ServerResponse>();
  const refused = new WeakSet<object>();
  server.prependListener("request", (req, res) => {
    answering.set(req.socket, res);
    if (req.httpVersion === "1.1" && req.headers.host === undefined) unread.set(req, new AppError("no-host"));
  });
  server.on("clientError", (error: Unread, stream) => {
    const socket = stream as Socket;
    if (refused.has(socket)) return;
    refused.add(socket);
    const underWay = answering.get(socket);
    const isFree = !underWay || underWay.writableFinished;
    if (!socket.writable || error.code === "ECONNRESET" || (!isFree && underWay.headersSent)) {
      socket.destroy();
      return;
    }
    const refusal = new AppError(UNREAD[error.code ?? ""] ?? "bad-argument");
    if (isFree) app(...madeOf(error, socket, refusal));
    else
      socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\nConnection: close\r\n\r\n`);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
}

/** A request with as much of its address as could be read, and its answer. */
function madeOf({ rawPacket }: Unread, socket: Socket, refusal: AppError): Parameters<RequestListener> {
  const head = rawPacket?.toString("latin1") ?? "";
  const req = new IncomingMessage(socket);
  req.method = "GET";
  req.url = /^[A-Z]+ (\/[^\s?]*)/.exec(head)?.[1] ?? "/";
  const host = /\r\nhost: *([^\r\n]+)/i.exec(head)?.[1];
  if (host !== undefined) req.headers.host = host;
  req.push(null);
  unread.set(req, refusal);
  const res = new ServerResponse(req);
  res.shouldKeepAlive = false;
  res.assignSocket(socket);
  res.on("finish", () => socket.end());
  return [req, res];
}

/** Hangs up on an address that has its share, before anything of it is read. */
function shareConnections(server: Server, most: number): void {
  const byAddress = createTally();
  let open = 0;
  server.prependListener("connection", (socket) => {
    const [key = ""] = addressKeys(socket.remoteAddress ?? "");
    const isCrowded = open >= most * CROWDED;
    if (byAddress.of(key) >= most * (isCrowded ? SHARE_CROWDED : SHARE)) {
      socket.destroy();
      return;
    }
    open += 1;
    byAddress.add(key, 1);
    socket.once("close", () => {
      open -= 1;
      byAddress.add(key, -1);
    });
  });
}

/** Who is still busy then has had as long as a supervisor waits. */
const HARD_END_MS = 10_000;
const LOOK_FOR_IDLE_MS = 100;

/** From now on every answer is the last on its connection, so that proxies let go of it before it is closed. */
export function letGoOfConnections(server: Server): void {
  server.prependListener("request", (_req, res) => {
    res.shouldKeepAlive = false;
  });
}

/**
 * Accepts nobody any more, answers what is under way as the last on its connection, and hangs up on whoever is idle: a
 * proxy would otherwise keep its connections, and the stop would wait for it. Resolves when all are gone.
 */
export async function stopListening(server: Server, hardEndMs = HARD_END_MS): Promise<void> {
  letGoOfConnections(server);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  const end = setTimeout(() => server.closeAllConnections(), hardEndMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(looking);
  clearTimeout(end);
}
