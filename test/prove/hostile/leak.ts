// Thousands of clients who come, go, stay away or ask nonsense leave nothing behind (R17).
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { type Chat, openChat } from "../../support/plain-client.ts";
import { openSocketsOf } from "../../support/scrape.ts";
import { requestOnce, type SingleRequest } from "../../support/single-request.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";

/** R17. */
const MOST_HEAP_MB = 5;
const MOST_RESOURCES = 5;
const MOST_FDS = 3;
/** Clients at once; more would only measure the kernel. */
const AT_ONCE = 20;
/** Before the first count everything has been compiled, cached and warmed: a tenth of each visit. */
const WARM_UP = 0.1;
const SETTLE_MS = 1_000; // sockets that were cut are noticed
const CONVERSATIONS = 10;

export type LeakLoad = {
  readonly streams: number;
  readonly halfOpen: number;
  readonly refusals: number;
  readonly unknown: number;
};

export interface LeakFigures {
  readonly heapMb: number;
  readonly resources: number;
  readonly fds: number;
}

/** What the process holds more at the end than after the warm-up. */
export async function proveLeak(load: LeakLoad): Promise<LeakFigures> {
  const file = join(mkdtempSync(join(tmpdir(), "huanka-memory-")), "held.json");
  const running = await startProcess({
    DATA_DIR: freshDataDir(),
    RATE_LIMIT: "off",
    HUANKA_MEMORY_FILE: file,
    NODE_OPTIONS: `--expose-gc --import=${resolve("test/support/memory-probe.ts")}`,
  });
  try {
    const chats: Chat[] = [];
    while (chats.length < CONVERSATIONS) chats.push(await openChat(running.address));
    await visit(running.address, chats, scaled(load, WARM_UP));
    const before = await held(running, file);
    await visit(running.address, chats, load);
    const after = await held(running, file);
    return {
      heapMb: (after.heapBytes - before.heapBytes) / 1_024 / 1_024,
      resources: after.resources - before.resources,
      fds: after.fds - before.fds,
    };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

export function brokenBy({ heapMb, resources, fds }: LeakFigures): string[] {
  return [
    ...(heapMb <= MOST_HEAP_MB ? [] : [`${heapMb.toFixed(1)} MB more on the heap`]),
    ...(Math.abs(resources) <= MOST_RESOURCES ? [] : [`${resources} more active resources`]),
    ...(Math.abs(fds) <= MOST_FDS ? [] : [`${fds} more open files`]),
  ];
}

function scaled(load: LeakLoad, by: number): LeakLoad {
  const part = (count: number) => Math.ceil(count * by);
  return {
    streams: part(load.streams),
    halfOpen: part(load.halfOpen),
    refusals: part(load.refusals),
    unknown: part(load.unknown),
  };
}

async function visit(origin: string, chats: readonly Chat[], load: LeakLoad): Promise<void> {
  const chatOf = (n: number): Chat => chats[n % chats.length] ?? { id: "", token: "" };
  await times(load.streams, (n) => comeAndGo(origin, chatOf(n), n));
  await times(load.halfOpen, (n) => abandon(origin, n));
  await times(load.refusals, (n) => beRefused(origin, chatOf(n), n));
  await times(load.unknown, async (n) => {
    await requestOnce(`${origin}/nowhere/${n}`);
  });
}

/** Every way to end a stream in turn: closing it, cutting it, and a frame that the server closes it for. */
async function comeAndGo(origin: string, chat: Chat, n: number): Promise<void> {
  const { text } = await requestOnce(`${origin}/v3/directline/conversations/${chat.id}?watermark=0`, {
    headers: { authorization: `Bearer ${chat.token}` },
  });
  const { streamUrl } = JSON.parse(text) as { streamUrl: string };
  const socket = new WebSocket(streamUrl);
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("open", resolve));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  if (n % 3 === 0) socket.close();
  else if (n % 3 === 1) socket.terminate();
  else socket.send(Buffer.from([0]));
  await closed;
}

const HALVES = [
  "",
  "GET /",
  "GET / HTTP/1.1\r\nHost: a\r\n",
  "POST /api/chat/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{",
  "GET /v3/directline/conversations/x/stream?t=x HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n",
];

/** Says half of something and is gone. */
async function abandon(origin: string, n: number): Promise<void> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(HALVES[n % HALVES.length] ?? "");
  await sleep(1);
  if (n % 2 === 0) socket.resetAndDestroy();
  else socket.destroy();
}

/** Bad tokens, bad tickets, bad resume codes: what this service has in the place of logins. */
async function beRefused(origin: string, chat: Chat, n: number): Promise<void> {
  const ask = async (path: string, how: SingleRequest) => {
    const { status } = await requestOnce(origin + path, how);
    if (status < 400) throw new Error(`${path} was not refused`);
  };
  const json = { "content-type": "application/json" };
  const activities = `/v3/directline/conversations/${chat.id}/activities`;
  if (n % 3 === 0) await ask(activities, { headers: { authorization: `Bearer a.b.${n}` } });
  else if (n % 3 === 1) {
    const headers = { ...json, authorization: `Bearer ${chat.token}x` };
    await ask(activities, { method: "POST", headers, body: '{"type":"message"}' });
  } else {
    const body = JSON.stringify({ code: `AAAA-${String(n).padStart(4, "0")}`, provider: "none" });
    await ask("/api/chat/resume", { method: "POST", headers: json, body });
  }
}

async function times(count: number, job: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) {
      const n = next;
      next += 1;
      await job(n);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Waits until idle connections have ended, then counts. */
async function held({ address, child }: RunningProcess, file: string) {
  while ((await openSocketsOf(address)) > 0) await sleep(100);
  await sleep(SETTLE_MS);
  rmSync(file, { force: true });
  child.kill("SIGUSR2");
  while (!existsSync(file) || readFileSync(file, "utf8") === "") await sleep(50);
  const { heapBytes, resources } = JSON.parse(readFileSync(file, "utf8")) as {
    heapBytes: number;
    resources: number;
  };
  return { heapBytes, resources, fds: readdirSync(`/proc/${child.pid}/fd`).length };
}

export const proof = {
  name: "leak",
  promise:
    "Clients who come, go, stay away or ask nonsense leave no memory, no timer and no open file behind.",
  needs: ["linux"],
  short: { seconds: 7, options: { streams: 300, halfOpen: 200, refusals: 200, unknown: 200 } },
  full: { seconds: 90, options: { streams: 10_000, halfOpen: 2_000, refusals: 5_000, unknown: 5_000 } },
  options: {
    streams: "opened and ended",
    halfOpen: "connections that say half of something",
    refusals: "bad tokens, tickets and codes",
    unknown: "requests for what there is not",
  },
  async run(load: LeakLoad) {
    const told = await proveLeak(load);
    return {
      findings: brokenBy(told),
      figures: [
        `after ${load.streams} streams, ${load.halfOpen} half-open, ${load.refusals} refused, ${load.unknown} unknown: ` +
          `heap ${told.heapMb.toFixed(1)} MB, resources ${told.resources}, open files ${told.fds}`,
      ],
    };
  },
} satisfies Proof<LeakLoad>;
