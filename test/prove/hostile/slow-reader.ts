// Readers who stop reading are cut, cost little memory, slow nobody, lose nothing (R12).
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import type { Activity, ActivitySet } from "../../../src/base/wire.ts";
import { type Chat, gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { residentMb } from "../../support/process-usage.ts";
import { openSocketsOf } from "../../support/scrape.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

/** Close to the largest body there is, so that few turns make many bytes. */
const MESSAGE = { text: "换".repeat(4_000), padding: "x".repeat(4_000) };
const MESSAGE_BYTES = Buffer.byteLength(MESSAGE.text) + MESSAGE.padding.length;
const MEGABYTE = 1_024 * 1_024;
/** R12: growth of the process's memory while paused readers are blasted. */
const MOST_GROWTH_MB = 64;
/** R12: the others may wait twice as long. */
const MOST_SLOWER = 2;
/** Ten seconds behind, a second until it is looked for, a second for the goodbye, and a busy machine. */
const CUT_WITHIN_MS = 20_000;
/** 1013 or 1008, if it still gets through; else the connection just ends. */
const CLOSE_CODES = [1008, 1013, 1006];
const LOOK_EVERY_MS = 100;

export type SlowLoad = {
  /** Readers who stop reading, each in a conversation of their own. */
  readonly clients: number;
  /** What is written into their conversations altogether. */
  readonly megabytes: number;
};

export interface SlowFigures {
  readonly verdict: Verdict;
  readonly growthMb: number;
  readonly p99Ms: { readonly reading: number; readonly paused: number };
}

/** Times are judged only with `timed`: the short form shares its machine with other tests. */
export async function proveSlowReader(load: SlowLoad, { timed }: { timed: boolean }): Promise<SlowFigures> {
  const running = await startProcess({ DATA_DIR: freshDataDir(), RATE_LIMIT: "off" });
  const broken: string[] = [];
  const insist = (promise: string, isKept: boolean) => void (isKept || broken.push(promise));
  try {
    // The same blast with readers who read: what it costs anyway.
    const good = await openReaders(running, load);
    const reading = await blast(running, good, load);
    for (const reader of good) reader.hangUp();
    await noSocketWithin(running, CUT_WITHIN_MS);

    const slow = await openReaders(running, load);
    for (const reader of slow) reader.pause();
    const paused = await blast(running, slow, load);
    const left = await noSocketWithin(running, CUT_WITHIN_MS);
    // Both blasts make garbage; what is compared are their peaks.
    const growthMb = Math.max(paused.highestMb, residentMb(running.child.pid ?? 0)) - reading.highestMb;
    insist(`${left} of ${load.clients} paused readers still connected`, left === 0);
    insist(`memory grew by ${growthMb.toFixed(0)} MB`, growthMb <= MOST_GROWTH_MB);
    const p99Ms = { reading: reading.p99Ms, paused: paused.p99Ms };
    const slower = `others waited ${p99Ms.paused.toFixed(0)} ms instead of ${p99Ms.reading.toFixed(0)} (p99)`;
    insist(slower, !timed || p99Ms.paused <= MOST_SLOWER * p99Ms.reading);

    const outcome = { lost: 0, doubled: 0, disordered: 0 };
    for (const reader of slow) {
      const stored = await readChat(running.address, reader.chat);
      const { seen, code } = await reader.comeBack(stored.length);
      const ids = new Set(seen.map(({ id }) => id));
      outcome.lost += stored.filter(({ id }) => !ids.has(id)).length;
      outcome.doubled += seen.length - ids.size;
      outcome.disordered += gapsIn(seen);
      insist(`close code ${code}`, CLOSE_CODES.includes(code));
    }
    const acked = reading.acked + paused.acked;
    return { verdict: { acked, ...outcome, readyMs: [running.readyMs], broken }, growthMb, p99Ms };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** Writes into the readers' conversations while a bystander chats; answers what the bystander waited. */
async function blast(running: RunningProcess, readers: readonly Reader[], load: SlowLoad) {
  const { address } = running;
  const bystander = await openChat(address);
  const each = Math.ceil((load.megabytes * MEGABYTE) / load.clients / MESSAGE_BYTES);
  const waits: number[] = [];
  let acked = 0;
  let highestMb = 0;
  let isOver = false;
  const probing = (async () => {
    while (!isOver) {
      const began = performance.now();
      await postOnce(address, bystander, { text: "在吗" });
      waits.push(performance.now() - began);
      highestMb = Math.max(highestMb, residentMb(running.child.pid ?? 0));
    }
  })();
  await Promise.all(
    readers.map(async ({ chat }) => {
      for (let n = 0; n < each; n += 1)
        if ((await postOnce(address, chat, MESSAGE)).status === 200) acked += 1;
    }),
  );
  isOver = true;
  await probing;
  waits.sort((a, b) => a - b);
  return { acked, highestMb, p99Ms: waits[Math.floor(waits.length * 0.99)] ?? 0 };
}

interface Reader {
  readonly chat: Chat;
  pause(): void;
  hangUp(): void;
  /** Notices the end of the first stream, opens another, and answers all that came on both, once it is so many. */
  comeBack(stored: number): Promise<{ seen: readonly Activity[]; code: number }>;
}

function openReaders({ address }: RunningProcess, { clients }: SlowLoad): Promise<Reader[]> {
  return Promise.all(Array.from({ length: clients }, () => openReader(address)));
}

async function openReader(origin: string): Promise<Reader> {
  const chat = await openChat(origin);
  const seen: Activity[] = [];
  let watermark = "";
  const open = async () => {
    const reply = await fetch(`${origin}/v3/directline/conversations/${chat.id}?watermark=${watermark}`, {
      headers: { authorization: `Bearer ${chat.token}` },
    });
    const { streamUrl } = (await reply.json()) as { streamUrl: string };
    const socket = new WebSocket(streamUrl);
    socket.on("message", (data) => {
      const set = JSON.parse(String(data)) as ActivitySet;
      seen.push(...set.activities.filter(({ type }) => type !== "typing"));
      watermark = set.watermark ?? watermark;
    });
    socket.on("error", () => undefined);
    await new Promise((resolve) => socket.once("open", resolve));
    return socket;
  };
  const first = await open();
  const closed = new Promise<number>((resolve) => first.once("close", resolve));
  return {
    chat,
    pause: () => first.pause(),
    hangUp: () => first.terminate(),
    async comeBack(stored) {
      first.resume();
      const code = await Promise.race([closed, sleep(CUT_WITHIN_MS, 0)]);
      const second = await open();
      const givenUp = performance.now() + CUT_WITHIN_MS;
      while (seen.length < stored && performance.now() < givenUp) await sleep(LOOK_EVERY_MS);
      second.terminate();
      return { seen, code };
    },
  };
}

/** How many streams the server still holds after at most this time. */
async function noSocketWithin({ address }: RunningProcess, mostMs: number): Promise<number> {
  const until = performance.now() + mostMs;
  for (;;) {
    const open = await openSocketsOf(address);
    if (open === 0 || performance.now() > until) return open;
    await sleep(LOOK_EVERY_MS);
  }
}

type SlowOptions = SlowLoad & { readonly timed: boolean };

export const proof = {
  name: "slow-reader",
  promise:
    "Readers who stop reading are cut, cost little memory, slow nobody, and miss nothing when they come back.",
  needs: ["linux"],
  short: { seconds: 18, options: { clients: 2, megabytes: 2, timed: false } },
  full: { seconds: 120, about: true, options: { clients: 20, megabytes: 50, timed: true } },
  options: {
    clients: "that stop reading",
    megabytes: "written into their conversations altogether",
    timed: "whether the others' times are judged",
  },
  async run({ timed, ...load }: SlowOptions) {
    const { verdict, growthMb, p99Ms } = await proveSlowReader(load, { timed });
    const { findings, figures } = resultOf("slow readers", verdict);
    return {
      findings,
      figures: [
        ...figures,
        `memory ${growthMb < 0 ? "" : "+"}${growthMb.toFixed(0)} MB of ${MOST_GROWTH_MB}; others' p99 ${p99Ms.paused.toFixed(0)} ms, ` +
          `with readers who read ${p99Ms.reading.toFixed(0)} ms`,
      ],
    };
  },
} satisfies Proof<SlowOptions>;
