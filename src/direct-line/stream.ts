// The WebSocket half of Direct Line 3.0: replay from the watermark, then whatever is committed, always read by watermark.
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Conversations } from "../chat/conversations.ts";
import { type AccessConfig, assertOrigin } from "../http/access.ts";
import { errorReply, retryAfterOf, toAppError, warnOfForeignPage } from "../http/answers.ts";
import { clientAddress } from "../http/client-address.ts";
import { requestOrigin } from "../http/same-origin.ts";
import type { Tokens } from "../http/tokens.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import { sayInChinese } from "../view/wording.ts";
import type { Places } from "./places.ts";
import { createReader, type Opened, type Reader } from "./reader.ts";

/** Clients send empty frames only. */
const LARGEST_FRAME = 32 * 1_024;
/** Proxies drop what is silent for 30 s and more. */
const PING_MS = 25_000;
/** Two pings and an answer that never came. */
const DROP_AFTER_MS = 60_000;
/** Other nodes' commits are noticed within this time even when no notification arrives. */
const CATCH_UP_MS = 2_000;
/** A reader who is further behind than this on a network that works is not reading. */
const MOST_BEHIND_MS = 10_000;
const LOOK_FOR_SLOW_MS = 1_000;
/** The answer with the new token, over a slow line; streams of ended tokens go on for no longer than this. */
const LET_RENEW_MS = 1_000;
/** How long a closing service waits for its sockets to read what is left, and then to say goodbye. */
const GOODBYE_MS = 1_000;
/** Thousands that are sent away come back somewhere: over so long, that they do not come all at once. */
const SPREAD_MS = 2_000;
/** So few that their return is no crowd need not wait for one another that long. */
const LONGEST_GAP_MS = 20;

const STREAM_PATH = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/;

export interface StreamParts {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly config: AccessConfig & Pick<Config, "trustProxy">;
  readonly log: Log;
  readonly places: Places;
  readonly epochs: Pick<LiveEpochs, "least" | "onEnded">;
  /** True when other nodes commit to the same database. */
  readonly shared: boolean;
  readonly pingMs?: number;
  readonly dropAfterMs?: number;
  readonly catchUpMs?: number;
  readonly mostBehindMs?: number;
}

export interface Stream {
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  openSockets(): number;
  /** Sends what is committed, then closes socket after socket with 1001: clients come back by themselves. */
  close(): Promise<void>;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the ways in of one stream, over the same sockets.
export function createStream(parts: StreamParts): Stream {
  const { conversations, tokens, config, log, places } = parts;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
    maxFragments: 16,
    maxBufferedChunks: 1_024,
  });
  const readers = new Set<Reader>();
  let closing = false;
  let catchingUp = false;

  const timers = [
    setInterval(() => {
      const now = performance.now();
      for (const { socket, heardAt } of readers) {
        if (now - heardAt > (parts.dropAfterMs ?? DROP_AFTER_MS)) socket.terminate();
        else socket.ping();
      }
    }, parts.pingMs ?? PING_MS),
    setInterval(() => {
      for (const reader of readers) reader.closeIfBehind(parts.mostBehindMs ?? MOST_BEHIND_MS);
    }, LOOK_FOR_SLOW_MS),
  ];
  if (parts.shared) {
    timers.push(setInterval(() => void catchUp(), parts.catchUpMs ?? CATCH_UP_MS));
  }
  for (const timer of timers) timer.unref();
  parts.epochs.onEnded((id, least) => {
    const end = () => {
      for (const reader of readers) {
        if (reader.conversationId === id && reader.epoch < least) reader.end();
      }
    };
    // Whoever ended the others is on its way to a new token, and comes back with that.
    setTimeout(end, LET_RENEW_MS).unref();
  });

  /** One look for all streams, however many; only those that have something to read ask for it. */
  async function catchUp(): Promise<void> {
    if (catchingUp) return;
    catchingUp = true;
    try {
      const looked = [...readers];
      const ids = [...new Set(looked.map((reader) => reader.conversationId))];
      const [ends, least] = await Promise.all([conversations.watermarks(ids), parts.epochs.least(ids)]);
      for (const reader of looked) {
        if (reader.epoch < (least.get(reader.conversationId) ?? 0)) reader.end();
        if (reader.hasToRead(ends.get(reader.conversationId))) void reader.drain();
      }
    } catch (cause) {
      log.debug({ err: cause }, "catching up failed; it is tried again");
    } finally {
      catchingUp = false;
    }
  }

  /** Everything is checked before 101: afterwards a refusal would look like a network error. */
  async function admit(req: IncomingMessage): Promise<Omit<Opened, "socket">> {
    const address = req.url ?? "/";
    if (!URL.canParse(address, "http://stream")) throw new AppError("not-found");
    const url = new URL(address, "http://stream");
    const id = STREAM_PATH.exec(url.pathname)?.[1];
    if (id === undefined) throw new AppError("not-found");
    const claims = await tokens.verifyTicket(url.searchParams.get("t") ?? "");
    if (encodeURIComponent(claims.conversationId) !== id) throw new AppError("forbidden");
    assertOrigin(req, config, claims.origins);
    if (closing) throw new AppError("overloaded", { closing });
    const watermark = url.searchParams.get("watermark");
    return {
      id: claims.conversationId,
      watermark: watermark ?? undefined,
      origin: requestOrigin(req, config.publicOrigin),
      epoch: claims.epoch ?? 0,
    };
  }

  function serve(opened: Opened): void {
    const { socket, id } = opened;
    const reader = createReader(parts, opened);
    readers.add(reader);
    const unsubscribe = conversations.subscribe(id, (ephemeral) => {
      if (ephemeral) reader.tell(ephemeral);
      else void reader.drain();
    });
    socket.on("pong", () => {
      reader.heardAt = performance.now();
    });
    // Each ping is answered, so a flood of them would fill our side of the socket.
    socket.on("ping", () => reader.hear());
    socket.on("message", (_data, isBinary) => {
      reader.hear();
      if (isBinary) socket.close(1003);
    });
    socket.on("error", (cause) => log.debug({ conversation: id, err: cause }, "socket failed"));
    socket.on("close", () => {
      unsubscribe();
      readers.delete(reader);
    });
    void reader.drain();
  }

  return {
    openSockets: () => readers.size,

    async upgrade(req, socket, head) {
      const ignore = () => socket.destroy();
      socket.on("error", ignore);
      try {
        const admitted = await admit(req);
        const address = clientAddress(req, config.trustProxy);
        // A socket that closed meanwhile will not say so again.
        if (!socket.destroyed) socket.once("close", places.take({ conversationId: admitted.id, address }));
        socket.off("error", ignore);
        server.handleUpgrade(req, socket, head, (opened) => serve({ ...admitted, socket: opened }));
      } catch (cause) {
        const error = toAppError(cause);
        warnOfForeignPage(log, error);
        refuse(socket, error);
      }
    },

    async close() {
      closing = true;
      const gapMs = Math.min(SPREAD_MS / readers.size, LONGEST_GAP_MS);
      await Promise.all(
        [...readers].map(async (reader, index) => {
          await sleep(index * gapMs);
          await Promise.race([reader.drain(), sleep(GOODBYE_MS)]);
          await goodbye(reader.socket);
        }),
      );
      for (const timer of timers) clearInterval(timer);
    },
  };
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
  const body = JSON.stringify(errorReply(error, sayInChinese(error.code)));
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
