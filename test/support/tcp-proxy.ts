// A TCP proxy that can be slow, counts how often an answer is waited for, and can become a black hole: connections stay
// open and nothing passes, as behind a dead firewall.
import { once } from "node:events";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";

export interface TcpProxy {
  readonly port: number;
  /** How often somebody began to ask, who had been answered before: round trips, over all connections. */
  trips(): number;
  /** From now on nothing passes, on open connections and on new ones. */
  swallow(): void;
  /** Ends the black hole: what was waiting passes. */
  pass(): void;
  close(): Promise<void>;
}

/** What is asked arrives `delayMs` later than it was sent. */
export async function startTcpProxy(targetPort: number, delayMs = 0): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let swallowing = false;
  let trips = 0;
  const server = createServer((near) => {
    const far = dial(targetPort, "127.0.0.1");
    let isAsking = false;
    near.on("data", () => {
      if (!isAsking) trips += 1;
      isAsking = true;
    });
    far.on("data", () => {
      isAsking = false;
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      const isLate = socket === near && delayMs > 0;
      socket.on("data", (chunk) =>
        isLate ? setTimeout(() => other.write(chunk), delayMs) : other.write(chunk),
      );
      socket.on("end", () => other.end());
      socket.on("error", () => other.destroy());
      socket.on("close", () => sockets.delete(socket));
      if (swallowing) socket.pause();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    trips: () => trips,
    swallow() {
      swallowing = true;
      for (const socket of sockets) socket.pause();
    },
    pass() {
      swallowing = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
