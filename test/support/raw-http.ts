// Bytes on a TCP connection, for requests that no HTTP client would send.
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface RawConnection {
  readonly socket: Socket;
  /** Everything that came back until the server closed the connection. */
  readonly whole: Promise<string>;
  /** What came back so far. */
  soFar(): string;
}

export async function openRaw(address: string): Promise<RawConnection> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  let text = "";
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  socket.on("error", () => undefined);
  const whole = new Promise<string>((resolve) => socket.on("close", () => resolve(text)));
  await once(socket, "connect");
  return { socket, whole, soFar: () => text };
}

/** Sends the bytes, waits for the server to close, and answers the statuses it gave. */
export async function statusesOf(address: string, bytes: string): Promise<readonly number[]> {
  const { socket, whole } = await openRaw(address);
  socket.write(bytes, "latin1");
  return readStatuses(await whole);
}

export function readStatuses(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
