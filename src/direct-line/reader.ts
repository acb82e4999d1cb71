// One open stream: everything from its watermark on, in order, one part at a time and no faster than its reader reads.
import type { WebSocket } from "ws";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Activity, ActivitySet } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import { PAGE_SIZE } from "../chat/watermark.ts";
import { inWords } from "../view/in-words.ts";

/** Arrives within a few seconds on a bad mobile line; a longer part might never be confirmed in time. */
const LARGEST_PART = 64 * 1_024;
/** Only typing signs are sent unasked; when they pile up this far, nobody is reading. */
const MOST_BUFFERED = 1_024 * 1_024;
/** Frames from clients are keep-alives, three a minute; more is a flood. */
const MOST_FRAMES = 20;
const FRAME_WINDOW_MS = 10_000;
/** Long enough for a slow reader to learn why, short enough for the memory it holds. */
const GOODBYE_MS = 1_000;

/** Tells our question "read so far?" from the pings that keep a line open. */
const CONFIRM = "read";

/** Close codes: every one makes clients come back with their watermark, so nothing is lost by closing. */
const POLICY = 1008;
const FAILED = 1011;
const LATER = 1013;

export interface Reader {
  readonly socket: WebSocket;
  readonly conversationId: string;
  /** `performance.now()` of the last sign of life. */
  heardAt: number;
  /** Sends everything committed since. Wake-ups while it runs become one more round. */
  drain(): Promise<void>;
  /** Whether it has not yet begun to send all up to this watermark; none means that the conversation is gone. */
  hasToRead(end: string | undefined): boolean;
  /** Of its token. */
  readonly epoch: number;
  /** Its token opens nothing any more: says so and hangs up. */
  end(): void;
  /** Sends what is not stored, such as typing. */
  tell(activity: Activity): void;
  /** Counts a frame or ping of the client and closes with 1008 when they are too many. */
  hear(): void;
  /** Closes with 1013 a reader who has not confirmed the last part for longer than this. */
  closeIfBehind(mostMs: number): void;
}

export interface ReaderParts {
  readonly conversations: Conversations;
  readonly log: Log;
}

export interface Opened {
  readonly socket: WebSocket;
  /** Of the conversation. */
  readonly id: string;
  readonly watermark: string | undefined;
  /** Where the pages are that messages lead to. */
  readonly origin: string;
  /** Of the token that opened it. */
  readonly epoch: number;
}

export function createReader(
  { conversations, log }: ReaderParts,
  { socket, id, watermark, origin, epoch }: Opened,
): Reader {
  let position = watermark;
  let running = false;
  let again = false;
  /** Since when a part is unconfirmed. */
  let behindSince: number | undefined;
  let frames = { count: 0, since: performance.now() };

  /**
   * Always a text frame with `activities`: anything else breaks clients. A ping follows it, and its answer says that
   * the part was read: what the kernel took says nothing. Resolves then, or when the socket is closed.
   */
  async function sendPart(part: ActivitySet): Promise<void> {
    if (socket.readyState !== socket.OPEN) return;
    behindSince = performance.now();
    socket.send(JSON.stringify(part));
    await confirmation(socket);
    behindSince = undefined;
  }

  async function sendPages(): Promise<void> {
    while (again && socket.readyState === socket.OPEN) {
      again = false;
      const page = await conversations.read(id, position);
      position = page.watermark;
      const activities = page.activities.map((one) => inWords(one, origin));
      for (const part of partsOf({ ...page, activities })) await sendPart(part);
      again ||= page.activities.length >= PAGE_SIZE;
    }
  }

  return {
    socket,
    conversationId: id,
    epoch,
    heardAt: performance.now(),
    hasToRead: (end) => end !== position,

    async drain() {
      again = true;
      if (running) return;
      running = true;
      try {
        await sendPages();
      } catch (cause) {
        if (isGone(cause)) {
          dismiss(socket, POLICY);
          return;
        }
        // The client comes back with its watermark and loses nothing.
        log.error({ conversation: id, err: cause }, "stream closed");
        socket.close(FAILED);
      } finally {
        running = false;
      }
    },

    end: () => dismiss(socket, POLICY),

    tell(activity) {
      if (socket.bufferedAmount > MOST_BUFFERED) dismiss(socket, LATER);
      else if (socket.readyState === socket.OPEN)
        socket.send(JSON.stringify({ activities: [activity] } satisfies ActivitySet));
    },

    hear() {
      this.heardAt = performance.now();
      if (this.heardAt - frames.since > FRAME_WINDOW_MS) frames = { count: 0, since: this.heardAt };
      frames.count += 1;
      if (frames.count > MOST_FRAMES) dismiss(socket, POLICY);
    },

    closeIfBehind(mostMs) {
      if (behindSince !== undefined && performance.now() - behindSince > mostMs) dismiss(socket, LATER);
    },
  };
}

/** Deleted while it was open: who comes back is told so by HTTP. */
function isGone(cause: unknown): boolean {
  return cause instanceof AppError && cause.code === "conversation-not-found";
}

/** Cuts a page so that a slow line gets on by small steps. Each part has the watermark after its last activity. */
function partsOf({ activities, watermark }: ActivitySet): ActivitySet[] {
  const end = Number(watermark);
  const parts: Activity[][] = [];
  let length = LARGEST_PART;
  for (const activity of activities) {
    const own = JSON.stringify(activity).length;
    if (length + own > LARGEST_PART) {
      parts.push([]);
      length = 0;
    }
    length += own;
    parts.at(-1)?.push(activity);
  }
  let sent = 0;
  return parts.map((part) => {
    sent += part.length;
    return { activities: part, watermark: String(end - activities.length + sent) };
  });
}

/** Resolves when the peer has answered a ping sent now, or is gone. */
function confirmation(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const heard = (data: Buffer) => {
      if (data.toString() === CONFIRM) end();
    };
    const end = () => {
      socket.off("pong", heard);
      socket.off("close", end);
      resolve();
    };
    socket.on("pong", heard);
    socket.on("close", end);
    socket.ping(CONFIRM);
  });
}

/** Says why and hangs up soon after, whether or not the peer reads it. */
function dismiss(socket: WebSocket, code: number): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(code);
  const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
  socket.once("close", () => clearTimeout(timer));
}
