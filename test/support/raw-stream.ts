// A bare WebSocket on a chat stream that keeps every frame it gets.
import { setTimeout as sleep } from "node:timers/promises";
import { type ClientOptions, WebSocket } from "ws";
import type { Activity, ActivitySet } from "../../src/base/wire.ts";

export interface RawStream {
  readonly socket: WebSocket;
  readonly frames: readonly { readonly text: string; readonly isBinary: boolean }[];
  readonly sets: readonly ActivitySet[];
  readonly activities: readonly Activity[];
  /** The close code once the server has closed it. */
  readonly closed: Promise<number>;
  /** Waits until so many activities, typing included, have come. */
  has(count: number): Promise<void>;
}

/** Opens the stream. Rejects with the HTTP status when the server refuses the upgrade. */
export async function openStream(url: string, options: ClientOptions = {}): Promise<RawStream> {
  const socket = new WebSocket(url, options);
  const frames: { text: string; isBinary: boolean }[] = [];
  socket.on("message", (data, isBinary) => frames.push({ text: String(data), isBinary }));
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
    socket.on("unexpected-response", (_request, response) =>
      reject(new Error(`status ${response.statusCode}`)),
    );
  });
  socket.on("error", () => undefined);
  const sets = () => frames.map(({ text }) => JSON.parse(text) as ActivitySet);
  const activities = () => sets().flatMap((set) => set.activities);
  return {
    socket,
    frames,
    closed,
    get sets() {
      return sets();
    },
    get activities() {
      return activities();
    },
    async has(count) {
      await until(() => activities().length >= count);
    },
  };
}

/** Waits for something that must come; the test's own time limit is the only one. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(5);
}
