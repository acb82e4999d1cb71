// WebSocket frames that no client library would send, on a bare TCP connection (RFC 6455, section 5.2).
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const FINAL = 0x80;
const COMPRESSED = 0x40;
const MASKED = 0x80;
const MASK = Buffer.alloc(4); // all zero: masked as it must be, and readable
const [CONTINUATION, TEXT, PING] = [0x0, 0x1, 0x9];
const MEDIUM = 126;
const LONG = 127;

function frame(first: number, payload: Buffer, claimed = payload.length): Buffer {
  const head =
    claimed < MEDIUM
      ? Buffer.from([first, MASKED | claimed])
      : Buffer.concat([Buffer.from([first, MASKED | LONG]), bigEndian(claimed)]);
  return Buffer.concat([head, MASK, payload]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

const one = Buffer.from("x");

/** What is sent after the upgrade, by the name of the attack. */
export const FRAME_ATTACKS: Readonly<Record<string, Buffer>> = {
  "a message in 20 000 fragments": Buffer.concat([
    frame(TEXT, one),
    ...Array.from({ length: 20_000 }, () => frame(CONTINUATION, one)),
  ]),
  "a frame of a gigabyte": frame(FINAL | TEXT, Buffer.alloc(1_000_000, "x"), 1_000_000_000),
  "a million bytes in one frame": frame(FINAL | TEXT, Buffer.alloc(1_000_000, "x")),
  "a compressed frame that nobody agreed to": frame(FINAL | COMPRESSED | TEXT, Buffer.alloc(30_000)),
  "100 000 pings": Buffer.concat(Array.from({ length: 100_000 }, () => frame(FINAL | PING, one))),
  "a frame that is not masked": Buffer.from([FINAL | TEXT, 1, 0x78]),
  "half a frame, and then nothing": frame(FINAL | TEXT, Buffer.alloc(10), 30_000),
};

/** Upgrades on a stream's address and writes the bytes. Resolves with the socket once they are out or it is closed. */
export async function sendFrames(streamUrl: string, bytes: Buffer): Promise<Socket> {
  const { hostname, port, pathname, search } = new URL(streamUrl);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.resume();
  await once(socket, "connect");
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  );
  await Promise.race([once(socket, "data"), once(socket, "close")]);
  await new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
    socket.write(bytes, () => resolve());
  });
  return socket;
}
