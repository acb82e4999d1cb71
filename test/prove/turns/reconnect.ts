// Microsoft's clients and bare ones come back by watermark after restarts, and miss nothing (R3).
import { setTimeout as sleep } from "node:timers/promises";
import { connectChat } from "../../support/chat-client.ts";
import type { Booked } from "../../support/judge-chats.ts";
import { limitMs, PATIENCE_MS } from "../../support/patience.ts";
import { pollingClient } from "../../support/polling-client.ts";
import { quantile } from "../../support/quantile.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { keepTalking } from "../../support/steady-talk.ts";
import { type StubbornClient, stubbornRealClient } from "../../support/stubborn-real-client.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";
import { proveEdges } from "./reconnect/edges.ts";

const MOST_BACK_MS = 20_000;
const SHARE_BACK = 0.99;
const CALM_MS = 1_500;

export type ReconnectLoad = {
  /** Of Microsoft's kind, as many bare ones, and one that only polls: Microsoft's never polls again after an error. */
  readonly clients: number;
  readonly perSecond: number;
  readonly terms: number;
  readonly kills: number;
  /** Microsoft's clients keep their own waits of 3 to 15 seconds. */
  readonly patient: boolean;
  readonly timed: boolean;
};

export interface ReconnectVerdict extends Verdict {
  readonly figures: string;
}

export async function proveReconnect(load: ReconnectLoad): Promise<ReconnectVerdict> {
  const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
  let running = await startProcess(env);
  const { address } = running;
  try {
    const each = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: load.clients }, make));
    const clients: StubbornClient[] = [
      ...(await each(() => stubbornRealClient(address, { patient: load.patient }))),
      ...(await each(() => connectChat(() => address))),
      await pollingClient(address),
    ];
    const talk = keepTalking(clients, load.perSecond);
    await sleep(CALM_MS);
    const readyMs: number[] = [];
    const backMs: number[] = [];
    const signals = [...Array(load.terms).fill("SIGTERM"), ...Array(load.kills).fill("SIGKILL")];
    for (const signal of signals) {
      await stopProcess(running, signal);
      running = await startProcess({ ...env, PORT: new URL(address).port });
      readyMs.push(running.readyMs);
      backMs.push(...(await waitForNews(clients)));
    }
    const { broken: ofTalk, ...judged } = await talk.end();
    const mostMs = limitMs(MOST_BACK_MS, load);
    const inTime = backMs.filter((ms) => ms <= mostMs).length / Math.max(1, backMs.length);
    const missing = backMs.filter((ms) => ms > PATIENCE_MS).length;
    const broken = [
      ...ofTalk,
      ...(inTime >= SHARE_BACK ? [] : [`only ${(inTime * 100).toFixed(1)} % back within ${mostMs} ms`]),
      ...(missing === 0 ? [] : [`${missing} clients not back within ${PATIENCE_MS} ms`]),
    ];
    const figures =
      `${backMs.length} returns, p50 ${quantile(backMs, 0.5).toFixed(0)} ms, ` +
      `p99 ${quantile(backMs, 0.99).toFixed(0)} ms, slowest ${Math.max(...backMs).toFixed(0)} ms`;
    return { ...judged, readyMs, broken, figures };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** For each client, the milliseconds from now until it receives anything new; Infinity when it does not. */
async function waitForNews(clients: readonly Booked[]): Promise<readonly number[]> {
  const startedMs = performance.now();
  const before = clients.map(({ received }) => received.length);
  const backMs = clients.map(() => Number.POSITIVE_INFINITY);
  const isBack = (ms: number) => Number.isFinite(ms);
  while (!backMs.every(isBack) && performance.now() - startedMs <= PATIENCE_MS) {
    await sleep(20);
    clients.forEach(({ received }, index) => {
      if (received.length > (before[index] ?? 0))
        backMs[index] = Math.min(backMs[index] ?? 0, performance.now() - startedMs);
    });
  }
  return backMs;
}

export const proof = {
  name: "reconnect",
  promise: "Every client comes back after a restart and is told just what it missed, Microsoft's too.",
  short: {
    seconds: 15,
    options: { clients: 4, rate: 10, terms: 1, kills: 1, impatient: true, timed: false },
  },
  full: {
    seconds: 360,
    about: true,
    options: { clients: 100, rate: 50, terms: 10, kills: 5, impatient: false, timed: true },
  },
  options: {
    clients: "of Microsoft's kind, and as many bare ones",
    rate: "messages a second of all together",
    terms: "polite restarts",
    impatient: "whether Microsoft's clients wait less than their own 3 to 15 seconds",
    timed: "whether it is judged how soon they are back",
  },
  async run({ rate, impatient, ...load }: ReconnectOptions) {
    const verdict = await proveReconnect({ ...load, perSecond: rate, patient: !impatient });
    const clients = resultOf("clients", verdict);
    return allOf([
      { ...clients, figures: [...clients.figures, verdict.figures] },
      resultOf("odd clients", await proveEdges()),
    ]);
  },
} satisfies Proof<ReconnectOptions>;

type ReconnectOptions = Pick<ReconnectLoad, "clients" | "terms" | "kills" | "timed"> & {
  readonly rate: number;
  readonly impatient: boolean;
};
