// The WebSocket half of Direct Line 3.0: replay from the watermark, then whatever is committed, always read by watermark.
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { AppError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { ActivitySet } from "../../base/wire.ts";
import type { Conversations } from "../conversations.ts";
import { PAGE_SIZE } from "../watermark.ts";
import { type AccessConfig, assertOrigin } from "./access.ts";
import { errorReply, retryAfterOf, toAppError } from "./answers.ts";
import type { Tokens } from "./tokens.ts";

/** Clients send empty frames only. */
const LARGEST_FRAME = 32 * 1_024;
/** Microsoft's client opens two more sockets after each refusal it meets; seven were seen. */
const SOCKETS_PER_CONVERSATION = 16;
/** Beyond this a reader is not reading. */
const MOST_BUFFERED = 1_024 * 1_024;
/** Proxies drop what is silent for 30 s and more. */
const PING_MS = 25_000;
/** Two pings and an answer that never came. */
const DROP_AFTER_MS = 60_000;
/** Other nodes' commits are noticed within this time even when no notification arrives. */
const CATCH_UP_MS = 2_000;
/** How long a closing service waits for its sockets to say goodbye. */
const GOODBYE_MS = 1_000;

const STREAM_PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;

export interface StreamParts {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly config: AccessConfig;
  readonly log: Log;
  /** True when other nodes commit to the same database. */
  readonly shared: boolean;
  readonly pingMs?: number;
  readonly dropAfterMs?: number;
  readonly catchUpMs?: number;
}

interface Reader {
  readonly drain: () => Promise<void>;
  readonly socket: WebSocket;
  heardAt: number;
}

export interface Stream {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  openSockets(): number;
  /** Sends what is committed, then closes every socket with 1001: clients come back by themselves. */
  close(): Promise<void>;
}

export function createStream(parts: StreamParts): Stream {
  const { conversations, tokens, config, log } = parts;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
    maxFragments: 16,
    maxBufferedChunks: 1_024,
  });
  const readers = new Map<string, Set<Reader>>();
  const all = () => [...readers.values()].flatMap((of) => [...of]);
  let closing = false;

  const beat = setInterval(() => {
    const now = performance.now();
    for (const { socket, heardAt } of all()) {
      if (now - heardAt > (parts.dropAfterMs ?? DROP_AFTER_MS)) socket.terminate();
      else socket.ping();
    }
  }, parts.pingMs ?? PING_MS).unref();
  const catchUp = parts.shared
    ? setInterval(
        () => void Promise.all(all().map(({ drain }) => drain())),
        parts.catchUpMs ?? CATCH_UP_MS,
      ).unref()
    : undefined;

  /** Everything is checked before 101: afterwards a refusal would look like a network error. */
  async function admit(req: IncomingMessage): Promise<{ id: string; watermark: string | undefined }> {
    const url = new URL(req.url ?? "/", "http://stream");
    const id = STREAM_PATH.exec(url.pathname)?.[1];
    if (id === undefined) throw new AppError("not-found");
    const claims = await tokens.verifyTicket(url.searchParams.get("t") ?? "");
    if (encodeURIComponent(claims.conversationId) !== id) throw new AppError("forbidden");
    assertOrigin({ origin: req.headers.origin, host: req.headers.host }, config, claims.origins);
    if (closing) throw new AppError("overloaded", { closing });
    if ((readers.get(claims.conversationId)?.size ?? 0) >= SOCKETS_PER_CONVERSATION) {
      throw new AppError("rate-limited", { sockets: SOCKETS_PER_CONVERSATION });
    }
    return { id: claims.conversationId, watermark: url.searchParams.get("watermark") ?? undefined };
  }

  function serve(socket: WebSocket, id: string, watermark: string | undefined): void {
    const drain = createDrain(parts, { socket, id, watermark });
    const reader: Reader = { drain, socket, heardAt: performance.now() };
    const of = readers.get(id) ?? new Set();
    readers.set(id, of.add(reader));
    const unsubscribe = conversations.subscribe(id, (ephemeral) => {
      if (ephemeral) void send(socket, { activities: [ephemeral] });
      else void drain();
    });
    const heard = () => {
      reader.heardAt = performance.now();
    };
    socket.on("pong", heard);
    socket.on("message", (_data, isBinary) => {
      heard();
      if (isBinary) socket.close(1003);
    });
    socket.on("error", (cause) => log.debug({ conversation: id, err: cause }, "socket failed"));
    socket.on("close", () => {
      unsubscribe();
      of.delete(reader);
      if (of.size === 0) readers.delete(id);
    });
    void drain();
  }

  return {
    openSockets: () => all().length,

    async upgrade(req, socket, head) {
      const ignore = () => socket.destroy();
      socket.on("error", ignore);
      try {
        const { id, watermark } = await admit(req);
        socket.off("error", ignore);
        server.handleUpgrade(req, socket, head, (opened) => serve(opened, id, watermark));
      } catch (cause) {
        refuse(socket, toAppError(cause));
      }
    },

    async close() {
      closing = true;
      clearInterval(beat);
      clearInterval(catchUp);
      await Promise.all(
        all().map(async ({ drain, socket }) => {
          await drain();
          await goodbye(socket);
        }),
      );
    },
  };
}

/** Sends everything from the watermark on. Wake-ups while it runs become one more round. */
function createDrain(
  { conversations, log }: StreamParts,
  { socket, id, watermark }: { socket: WebSocket; id: string; watermark: string | undefined },
): () => Promise<void> {
  let position = watermark;
  let running = false;
  let again = false;

  return async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again && socket.readyState === socket.OPEN) {
        again = false;
        const page = await conversations.read(id, position);
        position = page.watermark;
        if (page.activities.length === 0) continue;
        const sent = send(socket, page);
        if (page.activities.length < PAGE_SIZE) continue;
        // A long history goes out at the reader's own pace.
        await sent;
        again = true;
      }
    } catch (cause) {
      // The client comes back with its watermark and loses nothing.
      log.error({ conversation: id, err: cause }, "stream closed");
      socket.close(1011);
    } finally {
      running = false;
    }
  };
}

/** Always a text frame with `activities`: anything else breaks clients. Resolves when it left this process. */
function send(socket: WebSocket, set: ActivitySet): Promise<void> {
  if (socket.bufferedAmount > MOST_BUFFERED) socket.terminate();
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    socket.send(JSON.stringify(set), () => resolve());
  });
}

/** Resolves when the peer has answered the close, or did not in time. */
function goodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    if (socket.readyState === socket.CLOSED) socket.emit("close");
    else socket.close(1001);
  });
}

function refuse(socket: Duplex, error: AppError): void {
  const body = JSON.stringify(errorReply(error));
  const retry = error.status === 429 || error.status === 503 ? [`Retry-After: ${retryAfterOf(error)}`] : [];
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
    ...retry,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
