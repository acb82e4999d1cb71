// Many merchants at once: each holds a stream open; messages go out at a fixed rate, whatever the answers do.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import type { ActivitySet } from "../../../src/base/wire.ts";

const BASE = "/v3/directline/conversations";
const OPENING_AT_ONCE = 20; // merchants; more only wait in line
const LATE_MS = 5_000; // an answer that has not come by then counts as an error

export interface Load {
  readonly sockets: number;
  readonly perSecond: number;
  readonly lines: readonly string[];
}

export interface Measured {
  readonly sent: number;
  readonly ackMs: readonly number[];
  /** From sending to the first answer at the merchant's socket. */
  readonly replyMs: readonly number[];
  /** Refused or failed posts, lost streams, messages without an answer; each named, at most a few kept. */
  readonly errors: readonly string[];
}

export interface Crowd {
  /** Sends for so long and waits for the last answers. */
  talk(forMs: number): Promise<Measured>;
  close(): void;
}

/** Opens every conversation and its stream. Rejects when one cannot be opened. */
export async function gather(origin: string, load: Load): Promise<Crowd> {
  const agent = new Agent({ keepAlive: true, scheduling: "fifo" });
  const merchants: Awaited<ReturnType<typeof join>>[] = [];
  let openings = 0;
  const openSome = async () => {
    while (openings < load.sockets) {
      openings += 1;
      merchants.push(await join(origin, agent));
    }
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, openSome));
  let sentBefore = 0;
  return {
    async talk(forMs) {
      const total = Math.round((forMs / 1_000) * load.perSecond);
      const errors: string[] = [];
      const [ackMs, replyMs]: number[][] = [[], []];
      const startedAt = performance.now();
      const posts: Promise<void>[] = [];
      for (let n = 0; n < total; n += 1) {
        const wait = startedAt + (n * 1_000) / load.perSecond - performance.now();
        if (wait > 1) await sleep(wait);
        const number = sentBefore + n;
        const merchant = merchants[number % merchants.length];
        const text = load.lines[number % load.lines.length] ?? "";
        if (!merchant) throw new Error("nobody to speak");
        const spoken = merchant.say(text, `c${number}`).then(
          (took) => {
            ackMs?.push(took.ackMs);
            replyMs?.push(took.replyMs);
          },
          (cause: unknown) => void errors.push(String(cause)),
        );
        posts.push(spoken);
      }
      await Promise.all(posts);
      sentBefore += total;
      const lost = merchants.filter(({ isOpen }) => !isOpen()).length;
      if (lost > 0) errors.push(`${lost} streams closed`);
      return { sent: total, ackMs: ackMs ?? [], replyMs: replyMs ?? [], errors };
    },
    close() {
      for (const { socket } of merchants) socket.terminate();
      agent.destroy();
    },
  };
}

async function join(origin: string, agent: Agent) {
  const { token } = await call<{ token: string }>(agent, `${origin}/api/chat/token`, {});
  const opened = await call<{ conversationId: string; streamUrl: string }>(agent, origin + BASE, {
    token,
    body: {},
  });
  const socket = new WebSocket(opened.streamUrl, { perMessageDeflate: false });
  /** clientActivityID, then activity id → who waits for the answer. */
  const waiting = new Map<string, () => void>();
  socket.on("message", (data) => {
    const text = String(data);
    if (text === "") return;
    for (const activity of (JSON.parse(text) as ActivitySet).activities) {
      const own = waiting.get(activity.channelData?.clientActivityID ?? "");
      if (own) waiting.set(activity.id, own);
      waiting.get(activity.replyToId ?? "")?.();
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  return {
    socket,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    async say(text: string, clientActivityID: string) {
      const startedAt = performance.now();
      const answered = new Promise<number>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error("no answer")), LATE_MS);
        waiting.set(clientActivityID, () => {
          clearTimeout(late);
          resolve(performance.now() - startedAt);
        });
      });
      const body = { type: "message", text, from: { id: "merchant" }, channelData: { clientActivityID } };
      const acked = call(agent, `${origin}${BASE}/${opened.conversationId}/activities`, { token, body }).then(
        () => performance.now() - startedAt,
      );
      const [ackMs, replyMs] = await Promise.all([acked, answered]);
      waiting.clear();
      return { ackMs, replyMs };
    },
  };
}

function call<T>(agent: Agent, url: string, { token, body }: { token?: string; body?: unknown }): Promise<T> {
  const text = JSON.stringify(body ?? {});
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const answer = Buffer.concat(chunks).toString();
        const ok = (response.statusCode ?? 0) < 300;
        if (ok) resolve(JSON.parse(answer) as T);
        else reject(new Error(`${response.statusCode} ${answer}`));
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}
