// Takes WebSocket upgrades, keeps the open lines alive, and closes them in order. Who may come in, and what is sent to
// them, is the caller's.
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { AppError } from "../../base/errors.ts";
import type { Log } from "../../base/log.ts";
import type { Meters } from "../../base/meters.ts";
import { type LabelsOf, METRICS } from "../../base/metric-table.ts";
import { errorReply, refusalOf, retryAfterOf, type Say, toAppError, warnOfProxy } from "../answers.ts";
import { createLine, type Line } from "./line.ts";

/** Clients send small frames only. */
const LARGEST_FRAME = 32 * 1_024;
/** Proxies drop what is silent for 30 s and more. */
const PING_MS = 25_000;
/** Two pings and an answer that never came. */
const DROP_AFTER_MS = 60_000;
/** A reader who is further behind than this on a network that works is not reading. */
const MOST_BEHIND_MS = 10_000;
const LOOK_FOR_SLOW_MS = 1_000;
/** How long a closing service waits for its sockets to read what is left, and then to say goodbye. */
const GOODBYE_MS = 1_000;
/** Thousands that are sent away come back somewhere: over so long, that they do not come all at once. */
const SPREAD_MS = 2_000;
/** So few that their return is no crowd need not wait for one another that long. */
const LONGEST_GAP_MS = 20;

/** One reader at the end of a line. */
export interface LineUser {
  readonly line: Line;
  /** Sends everything that is there to send. */
  drain(): Promise<void>;
}

export interface SocketServerParts<Admitted, User extends LineUser> {
  /** Everything is checked before 101: afterwards a refusal would look like a network error. Throws AppError. */
  admit(req: IncomingMessage): Promise<Admitted>;
  /** Counts it, and answers what gives the place back. Throws AppError. */
  takePlace(admitted: Admitted, req: IncomingMessage): () => void;
  serve(line: Line, admitted: Admitted): User;
  /** A text frame of the client; whoever has nothing to say to us is not listened to. */
  heard?(user: User, text: string): void;
  left?(user: User): void;
  readonly say: Say;
  readonly log: Log;
  readonly meters: Pick<Meters, "count">;
  readonly mostFrames: number;
  readonly pingMs?: number | undefined;
  readonly dropAfterMs?: number | undefined;
  readonly mostBehindMs?: number | undefined;
}

export interface SocketServer<User extends LineUser> {
  readonly users: ReadonlySet<User>;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Sends what is there to send, then closes every socket with 1001: clients come back by themselves. */
  close(): Promise<void>;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: the ways in and out, over the same sockets.
export function createSocketServer<Admitted, User extends LineUser>(
  parts: SocketServerParts<Admitted, User>,
): SocketServer<User> {
  const { log, meters } = parts;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
    maxFragments: 16,
    maxBufferedChunks: 1_024,
  });
  const users = new Set<User>();
  let closing = false;
  const timers = [
    setInterval(() => {
      const now = performance.now();
      for (const { line } of users) {
        if (now - line.heardAt > (parts.dropAfterMs ?? DROP_AFTER_MS)) line.socket.terminate();
        else line.socket.ping();
      }
    }, parts.pingMs ?? PING_MS),
    setInterval(() => {
      for (const { line } of users) line.closeIfBehind(parts.mostBehindMs ?? MOST_BEHIND_MS);
    }, LOOK_FOR_SLOW_MS),
  ];
  for (const timer of timers) timer.unref();

  function serve(socket: WebSocket, admitted: Admitted): void {
    const line = createLine(socket, parts);
    const user = parts.serve(line, admitted);
    users.add(user);
    socket.on("pong", () => {
      line.heardAt = performance.now();
    });
    // Each ping is answered, so a flood of them would fill our side of the socket.
    socket.on("ping", () => line.hear());
    socket.on("message", (data, isBinary) => {
      line.hear();
      if (isBinary) socket.close(1003);
      else if (line.isOpen()) parts.heard?.(user, String(data));
    });
    socket.on("error", (cause) => log.debug({ err: cause }, "socket failed"));
    socket.on("close", (code) => {
      meters.count("huanka_sockets_closed_total", { code: knownCode(line.sentAwayBy() ?? code) });
      users.delete(user);
      parts.left?.(user);
    });
    void user.drain();
  }

  return {
    users,

    async upgrade(req, socket, head) {
      const ignore = () => socket.destroy();
      socket.on("error", ignore);
      try {
        const admitted = await parts.admit(req);
        if (closing) throw new AppError("overloaded", { closing });
        // A socket that closed meanwhile will not say so again.
        if (!socket.destroyed) socket.once("close", parts.takePlace(admitted, req));
        socket.off("error", ignore);
        server.handleUpgrade(req, socket, head, (opened) => serve(opened, admitted));
      } catch (cause) {
        const error = toAppError(cause);
        warnOfProxy(log, error);
        const why = refusalOf(error);
        if (why) meters.count("huanka_refusals_total", { why });
        refuse(socket, error, parts.say(error.code));
      }
    },

    async close() {
      closing = true;
      const gapMs = Math.min(SPREAD_MS / users.size, LONGEST_GAP_MS);
      await Promise.all(
        [...users].map(async (user, index) => {
          await sleep(index * gapMs);
          await Promise.race([user.drain(), sleep(GOODBYE_MS)]);
          await goodbye(user.line.socket);
        }),
      );
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** Clients may send any code. */
function knownCode(code: number): LabelsOf<"huanka_sockets_closed_total">["code"] {
  const known = METRICS.huanka_sockets_closed_total.labels.code;
  return known.find((one) => one === String(code)) ?? "other";
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

function refuse(socket: Duplex, error: AppError, says: string): void {
  const body = JSON.stringify(errorReply(error, says));
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
