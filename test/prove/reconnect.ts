// `npm run prove:reconnect`: Microsoft's clients and bare ones come back by watermark after restarts, and miss nothing (R3).
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connectChat } from "../support/chat-client.ts";
import type { Booked } from "../support/judge-chats.ts";
import { pollingClient } from "../support/polling-client.ts";
import { quantile } from "../support/quantile.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";
import { keepTalking } from "../support/steady-talk.ts";
import { type StubbornClient, stubbornRealClient } from "../support/stubborn-real-client.ts";
import { holds, type Verdict, verdictLine } from "../support/verdict.ts";
import { proveEdges } from "./reconnect-edges.ts";

const MOST_BACK_MS = 20_000;
const ALL_BACK_MS = 40_000;
const SHARE_BACK = 0.99;
const CALM_MS = 1_500;

export interface ReconnectLoad {
  /** Of Microsoft's kind, as many bare ones, and one that only polls: Microsoft's never polls again after an error. */
  readonly clients: number;
  readonly perSecond: number;
  readonly terms: number;
  readonly kills: number;
  /** Microsoft's clients keep their own waits of 3 to 15 seconds. */
  readonly patient: boolean;
}

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
    const inTime = backMs.filter((ms) => ms <= MOST_BACK_MS).length / Math.max(1, backMs.length);
    const missing = backMs.filter((ms) => ms > ALL_BACK_MS).length;
    const broken = [
      ...ofTalk,
      ...(inTime >= SHARE_BACK ? [] : [`only ${(inTime * 100).toFixed(1)} % back within ${MOST_BACK_MS} ms`]),
      ...(missing === 0 ? [] : [`${missing} clients not back within ${ALL_BACK_MS} ms`]),
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
  while (!backMs.every(isBack) && performance.now() - startedMs <= ALL_BACK_MS) {
    await sleep(20);
    clients.forEach(({ received }, index) => {
      if (received.length > (before[index] ?? 0))
        backMs[index] = Math.min(backMs[index] ?? 0, performance.now() - startedMs);
    });
  }
  return backMs;
}

if (import.meta.main) {
  const option = (fallback: string) => ({ type: "string", default: fallback }) as const;
  const { values } = parseArgs({
    options: {
      clients: option("100"),
      rate: option("50"),
      terms: option("10"),
      kills: option("5"),
      impatient: { type: "boolean", default: false },
    },
  });
  const verdict = await proveReconnect({
    clients: Number(values.clients),
    perSecond: Number(values.rate),
    terms: Number(values.terms),
    kills: Number(values.kills),
    patient: !values.impatient,
  });
  console.log(`${verdictLine("reconnect", verdict)}\n  ${verdict.figures}`);
  const edges = await proveEdges();
  console.log(verdictLine("reconnect, odd clients", edges));
  process.exit(holds(verdict) && holds(edges) ? 0 : 1);
}
