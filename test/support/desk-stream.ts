// A console's connection, as bare frames.
import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import type { DeskEvents, HereAnswer, Look } from "../../src/base/desk-wire.ts";
import { until } from "./raw-stream.ts";

export interface DeskSocket {
  readonly events: readonly DeskEvents[];
  /** The last that was told of who is where. */
  here(): HereAnswer["here"];
  look(of: Look): void;
  /** The close code once the server has closed it. */
  readonly closed: Promise<number>;
  until(isSo: () => boolean): Promise<void>;
  /** Reads nothing until it is resumed. */
  pause(): void;
  resume(): void;
  close(): void;
}

/** Rejects with the HTTP status when the server refuses. */
export async function openDeskStream(
  origin: string,
  { cookie, after, headers = {} }: { cookie: string; after: number; headers?: ClientOptions["headers"] },
): Promise<DeskSocket> {
  const url = `${origin.replace("http", "ws")}/api/desk/stream?after=${after}`;
  const socket = new WebSocket(url, { headers: { cookie, origin, ...headers } });
  const frames: (DeskEvents | HereAnswer)[] = [];
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  const closed = once(socket, "close").then(([code]) => Number(code));
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
    socket.on("unexpected-response", (_request, { statusCode }) => reject(new Error(`status ${statusCode}`)));
  });
  return {
    get events() {
      return frames.filter((frame) => "rows" in frame);
    },
    here: () => frames.findLast((frame) => "here" in frame)?.here ?? [],
    look: (of) => socket.send(JSON.stringify(of)),
    closed,
    until,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.close(),
  };
}
