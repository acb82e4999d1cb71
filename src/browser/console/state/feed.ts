// The console's one connection to the desk: events and who is where come down, what the agent looks at goes up.
import type { DeskEvents, HereAnswer, Look } from "../../../base/desk-wire.ts";

export type Frame = DeskEvents | HereAnswer;

/** A proxy that swallows WebSockets lets one neither open nor fail. */
const OPENS_WITHIN_MS = 5_000;
let socket: WebSocket | undefined;
let look: Look = { at: null };

/** Said now, and again whenever a connection opens. */
export function say(next: Look): void {
  look = next;
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(next));
}

export function hangUp(): void {
  socket?.close();
}

/** Hears everything after a number, in order. Resolves when the connection ended: whether there was one at all. */
export function overSocket(after: number, heard: (frame: Frame) => Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const own = new WebSocket(`${location.origin.replace(/^http/, "ws")}/api/desk/stream?after=${after}`);
    let hasOpened = false;
    let order = Promise.resolve();
    // A network that is gone would let the goodbye wait, so nobody waits for it.
    function end(): void {
      clearTimeout(slow);
      removeEventListener("offline", end);
      own.onmessage = null;
      own.onclose = null;
      own.close();
      if (socket === own) socket = undefined;
      resolve(hasOpened);
    }
    const slow = setTimeout(end, OPENS_WITHIN_MS);
    addEventListener("offline", end);
    socket = own;
    own.onopen = () => {
      hasOpened = true;
      clearTimeout(slow);
      say({ at: look.at });
    };
    own.onmessage = ({ data }: MessageEvent<string>) => {
      order = order.then(() => heard(JSON.parse(data) as Frame)).catch(end);
    };
    own.onclose = end;
  });
}
