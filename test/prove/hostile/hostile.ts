// Sockets that never finish a request, and frames made to fill memory, cost others nothing (S12, S13).
import { setTimeout as sleep } from "node:timers/promises";
import type { ConversationReply } from "../../../src/base/wire.ts";
import { type Answer, type Merchant, offer, openMerchant } from "../../support/offered-load.ts";
import { residentMb } from "../../support/process-usage.ts";
import { quantile } from "../../support/quantile.ts";
import { FRAME_ATTACKS, sendFrames } from "../../support/raw-frames.ts";
import { openRaw, type RawConnection } from "../../support/raw-http.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const MERCHANTS = 40;
const PER_SECOND = 40;
/** S13: others may wait twice as long. */
const MOST_SLOWER = 2;
/** S12: what the frames may cost. */
const MOST_GROWTH_MB = 10;
/** Headers have ten seconds, and it is looked for slow ones every two. */
const DROPPED_WITHIN_MS = 15_000;
const WATCH_MS = 50;

export type HostileLoad = {
  readonly sockets: number;
  readonly seconds: number;
  /** Connections of each frame attack, one after the other. */
  readonly rounds: number;
};

export interface HostileFigures {
  readonly verdict: Verdict;
  readonly p99Ms: { readonly alone: number; readonly beside: number };
  readonly dropped: number;
  readonly growthMb: number;
}

/** Times and memory are judged only with `timed`: the short form shares its machine with other tests. */
export async function proveHostile(
  load: HostileLoad,
  { timed }: { timed: boolean },
): Promise<HostileFigures> {
  const running = await startProcess({ DATA_DIR: freshDataDir(), RATE_LIMIT: "off", TRUST_PROXY: "1" });
  const broken: string[] = [];
  try {
    const { address } = running;
    const merchants = await Promise.all(
      Array.from({ length: MERCHANTS }, (_, n) => openMerchant(address, n)),
    );
    const talk = () => offer(address, merchants, { perSecond: PER_SECOND, seconds: load.seconds });
    await talk(); // until then the engine is still compiling
    const alone = await talk();
    const slow = dribble(address, load.sockets);
    const beside = await talk();
    const { dropped, left } = await slow.end();
    if (left > 0) broken.push(`${left} of ${load.sockets} slow sockets are still open`);
    const p99Ms = { alone: p99(alone), beside: p99(beside) };
    if (timed && p99Ms.beside > MOST_SLOWER * p99Ms.alone)
      broken.push(`others waited ${p99Ms.beside.toFixed(0)} ms instead of ${p99Ms.alone.toFixed(0)} (p99)`);
    const growthMb = await attackWithFrames(running, merchants, load.rounds, broken);
    if (timed && growthMb > MOST_GROWTH_MB) broken.push(`frames cost ${growthMb.toFixed(1)} MB`);
    const answers = [
      ...alone,
      ...beside,
      ...(await offer(address, merchants, { perSecond: 10, seconds: 1 })),
    ];
    const refused = answers.filter(({ status }) => status !== 200).length;
    if (refused > 0) broken.push(`${refused} messages of others were refused`);
    const verdict = { acked: answers.length - refused, lost: 0, doubled: 0, disordered: 0, broken };
    return { verdict: { ...verdict, readyMs: [running.readyMs] }, p99Ms, dropped, growthMb };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

const p99 = (answers: readonly Answer[]) =>
  quantile(
    answers.map(({ ms }) => ms),
    0.99,
  );

/** So many sockets that send a request's head a byte a second; each that is dropped is opened again, until the end. */
function dribble(address: string, count: number) {
  const open = new Set<RawConnection>();
  let isOver = false;
  let dropped = 0;
  const keepOne = async () => {
    while (!isOver) {
      const connection = await openRaw(address);
      open.add(connection);
      connection.socket.write("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      const drip = setInterval(() => connection.socket.write("a"), 1_000);
      await connection.whole;
      clearInterval(drip);
      open.delete(connection);
      dropped += 1;
    }
  };
  const all = Array.from({ length: count }, keepOne);
  return {
    async end() {
      isOver = true;
      await Promise.race([Promise.all(all), sleep(DROPPED_WITHIN_MS)]);
      const left = open.size;
      for (const { socket } of open) socket.destroy();
      return { dropped, left };
    },
  };
}

/** By how many MB memory rose at most above the same number of streams that are opened and closed peacefully. */
async function attackWithFrames(
  { address, child }: RunningProcess,
  merchants: readonly Merchant[],
  rounds: number,
  broken: string[],
): Promise<number> {
  const pid = child.pid ?? 0;
  let next = 0;
  const send = async (bytes: Buffer) => {
    next += 1;
    const merchant = merchants[next % merchants.length];
    if (!merchant) throw new Error("no merchant");
    return sendFrames(await streamOf(address, merchant), bytes);
  };
  const highestDuring = async (round: () => Promise<void>) => {
    let highest = residentMb(pid);
    const watching = setInterval(() => {
      highest = Math.max(highest, residentMb(pid));
    }, WATCH_MS);
    for (let n = 0; n < rounds; n += 1) await round();
    clearInterval(watching);
    return Math.max(highest, residentMb(pid));
  };
  const names = Object.entries(FRAME_ATTACKS);
  const peaceful = await highestDuring(async () => {
    for (const _ of names) (await send(Buffer.alloc(0))).destroy();
  });
  const attacked = await highestDuring(async () => {
    const sockets = await Promise.all(names.map(([, bytes]) => send(bytes)));
    await sleep(WATCH_MS);
    for (const socket of sockets) socket.destroy();
  });
  if (child.exitCode !== null) broken.push("the service ended");
  return attacked - peaceful;
}

async function streamOf(address: string, { id, token }: Merchant): Promise<string> {
  const reply = await fetch(`${address}/v3/directline/conversations/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await reply.json()) as ConversationReply).streamUrl;
}

type HostileOptions = HostileLoad & { readonly timed: boolean };

export const proof = {
  name: "hostile",
  promise: "Sockets that never finish a request are dropped, and hostile frames cost others nothing.",
  needs: ["linux"],
  short: { seconds: 22, options: { sockets: 50, seconds: 3, rounds: 2, timed: false } },
  full: { seconds: 240, about: true, options: { sockets: 500, seconds: 60, rounds: 30, timed: true } },
  options: {
    sockets: "that send a byte a second",
    rounds: "connections of each frame attack",
    timed: "whether the others' times and the memory are judged",
  },
  async run({ timed, ...load }: HostileOptions) {
    const { verdict, p99Ms, dropped, growthMb } = await proveHostile(load, { timed });
    const { findings, figures } = resultOf("hostile clients", verdict);
    const { sockets, seconds, rounds } = load;
    return {
      findings: [
        ...findings,
        ...(dropped >= sockets ? [] : [`only ${dropped} of ${sockets} sockets were dropped`]),
      ],
      figures: [
        ...figures,
        `${sockets} slow sockets for ${seconds} s, dropped ${dropped} times; others' p99 ${p99Ms.beside.toFixed(1)} ms, without them ${p99Ms.alone.toFixed(1)} ms`,
        `${rounds} rounds of ${Object.keys(FRAME_ATTACKS).length} frame attacks: memory ${growthMb < 0 ? "" : "+"}${growthMb.toFixed(1)} MB of ${MOST_GROWTH_MB}`,
      ],
    };
  },
} satisfies Proof<HostileOptions>;
