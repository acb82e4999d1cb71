// The WebSocket half of Direct Line 3.0: replay from the watermark, then whatever is committed, always read by watermark.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Meters } from "../base/meters.ts";
import type { Conversations } from "../chat/conversations.ts";
import { type AccessConfig, assertOrigin } from "../http/access.ts";
import { clientAddress } from "../http/client-address.ts";
import { requestOrigin } from "../http/same-origin.ts";
import { createSocketServer } from "../http/sockets/socket-server.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import { sayInChinese } from "../view/wording.ts";
import type { Places } from "./places.ts";
import { createReader, type Opened, type Reader } from "./reader.ts";
import { readStreamAddress } from "./stream-address.ts";
import type { Tickets } from "./tickets.ts";

/** Frames from clients are keep-alives, three a minute; more is a flood. */
const MOST_FRAMES = 20;
/** Other nodes' commits are noticed within this time even when no notification arrives. */
const CATCH_UP_MS = 2_000;
/** The answer with the new token, over a slow line; streams of ended tokens go on for no longer than this. */
const LET_RENEW_MS = 1_000;

export interface StreamParts {
  readonly conversations: Conversations;
  readonly tickets: Pick<Tickets, "use">;
  readonly config: AccessConfig & Pick<Config, "trustProxy">;
  readonly log: Log;
  readonly places: Places;
  readonly meters: Meters;
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
  const { conversations, tickets, config, log, places } = parts;
  let catchingUp = false;
  const leave = new WeakMap<Reader, () => void>();

  async function admit(req: IncomingMessage): Promise<Opened> {
    const { id, ticket, watermark, apart } = readStreamAddress(req.url ?? "/");
    const claims = await tickets.use(ticket);
    if (encodeURIComponent(claims.conversationId) !== id) throw new AppError("forbidden");
    assertOrigin(req, config, claims.origins);
    return {
      id: claims.conversationId,
      watermark,
      origin: requestOrigin(req, config.publicOrigin),
      epoch: claims.epoch ?? 0,
      apart,
    };
  }

  const sockets = createSocketServer<Opened, Reader>({
    ...parts,
    admit,
    say: sayInChinese,
    mostFrames: MOST_FRAMES,
    takePlace: ({ id }, req) =>
      places.take({ conversationId: id, address: clientAddress(req, config.trustProxy) }),
    serve(line, opened) {
      const reader = createReader(parts, line, opened);
      const unsubscribe = conversations.subscribe(opened.id, (ephemeral, via) => {
        if (ephemeral) reader.tell(ephemeral);
        else void reader.drain(via);
      });
      leave.set(reader, unsubscribe);
      return reader;
    },
    left: (reader) => leave.get(reader)?.(),
  });
  const readers = sockets.users;

  let timer: NodeJS.Timeout | undefined;
  if (parts.shared) {
    timer = setInterval(() => void catchUp(), parts.catchUpMs ?? CATCH_UP_MS);
    timer.unref();
  }
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
        if (reader.hasToRead(ends.get(reader.conversationId))) void reader.drain("poll");
      }
    } catch (cause) {
      log.debug({ err: cause }, "catching up failed; it is tried again");
    } finally {
      catchingUp = false;
    }
  }

  return {
    openSockets: () => readers.size,
    upgrade: sockets.upgrade,

    async close() {
      clearInterval(timer);
      await sockets.close();
    },
  };
}
