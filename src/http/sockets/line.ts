// One open WebSocket: what is sent goes part by part and no faster than it is read; who floods or does not read is sent away.
import type { WebSocket } from "ws";

/** Only what nobody has to have is sent unasked; when it piles up this far, nobody is reading. */
const MOST_BUFFERED = 1_024 * 1_024;
const FRAME_WINDOW_MS = 10_000;
/** Long enough for a slow reader to learn why, short enough for the memory it holds. */
const GOODBYE_MS = 1_000;

/** Tells our question "read so far?" from the pings that keep a line open. */
const CONFIRM = "read";

/** Close codes: every one makes clients come back with where they were, so nothing is lost by closing. */
export const POLICY = 1008;
export const FAILED = 1011;
export const LATER = 1013;

export interface Line {
  readonly socket: WebSocket;
  /** `performance.now()` of the last sign of life. */
  heardAt: number;
  isOpen(): boolean;
  /** Sends a part as one text frame or several; resolves when the other side has read it, or is gone. */
  send(...frames: readonly unknown[]): Promise<void>;
  /** Sends what is not stored, such as typing, beside the parts. */
  tell(part: unknown): void;
  /** Counts a frame or ping of the client and closes with 1008 when they are too many. */
  hear(): void;
  /** Closes with 1013 a reader who has not confirmed the last part for longer than this. */
  closeIfBehind(mostMs: number): void;
  /** Says why and hangs up soon after, whether or not the other side reads it. */
  dismiss(code: number): void;
  /** The code it was sent away with, whatever the other side says or does not say to it. */
  sentAwayBy(): number | undefined;
}

/** `mostFrames`: what an honest client sends in ten seconds. */
export function createLine(socket: WebSocket, { mostFrames }: { mostFrames: number }): Line {
  /** Since when a part is unconfirmed. */
  let behindSince: number | undefined;
  let sentAwayBy: number | undefined;
  let frames = { count: 0, since: performance.now() };
  const isOpen = () => socket.readyState === socket.OPEN;

  return {
    socket,
    heardAt: performance.now(),
    isOpen,

    /** A ping follows each part, and its answer says that it was read: what the kernel took says nothing. */
    async send(...frames) {
      if (!isOpen()) return;
      behindSince = performance.now();
      for (const frame of frames) socket.send(JSON.stringify(frame));
      await confirmation(socket);
      behindSince = undefined;
    },

    tell(part) {
      if (socket.bufferedAmount > MOST_BUFFERED) this.dismiss(LATER);
      else if (isOpen()) socket.send(JSON.stringify(part));
    },

    hear() {
      this.heardAt = performance.now();
      if (this.heardAt - frames.since > FRAME_WINDOW_MS) frames = { count: 0, since: this.heardAt };
      frames.count += 1;
      if (frames.count > mostFrames) this.dismiss(POLICY);
    },

    closeIfBehind(mostMs) {
      if (behindSince !== undefined && performance.now() - behindSince > mostMs) this.dismiss(LATER);
    },

    dismiss(code) {
      if (!isOpen()) return;
      sentAwayBy = code;
      socket.close(code);
      const timer = setTimeout(() => socket.terminate(), GOODBYE_MS);
      socket.once("close", () => clearTimeout(timer));
    },

    sentAwayBy: () => sentAwayBy,
  };
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
