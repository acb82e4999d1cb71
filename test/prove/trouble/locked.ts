// Another process holds the database's lock, or copies it, while merchants chat (R9).
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspectFile } from "../../../src/storage/engines/sqlite-inspect.ts";
import { p99, probePages, probePost, type Refusable } from "../../support/page-probe.ts";
import { limitMs } from "../../support/patience.ts";
import { type Chat, openChat } from "../../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { startTalk } from "../../support/steady-talk.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";

const ANSWERED_MS = 5_000;
const LOOP_DELAY_MS = 100;
const PAGES_P99_MS = 200;
/** So many posts into one conversation at once: they wait for each other, and together no longer than one. */
const AT_ONCE = 4;
const BEFORE_MS = 1_000;

export type Way = "write" | "copy";

export type LockLoad = {
  readonly conversations: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Judge the times of posts, pages and of the event loop; for a machine that does nothing else. */
  readonly timed: boolean;
};

export interface LockVerdict extends Verdict {
  readonly figures: string;
}

/** `write` holds the write lock from begin to end, `copy` runs VACUUM INTO again and again. */
export async function proveLocked(way: Way, load: LockLoad): Promise<LockVerdict> {
  const dataDir = freshDataDir();
  const file = join(dataDir, "huanka.db");
  const running = await startProcess({ DATA_DIR: dataDir, RATE_LIMIT: "off" });
  const { address } = running;
  try {
    const talk = await startTalk(() => address, load);
    const single = await openChat(address);
    await sleep(BEFORE_MS);
    await loopDelayMs(address);
    const pages = probePages(address, { perSecond: 20 });
    const holder = await holdLock(file, { way, seconds: load.seconds });
    const posts = await postWhile(holder, { address, chat: single });
    await pages.end();
    const delayMs = await loopDelayMs(address);
    const { broken: ofTalk, ...judged } = await talk.end();
    await stopProcess(running);
    const mostMs = limitMs(ANSWERED_MS, load);
    const slow = posts.filter(({ ms }) => ms > mostMs).length;
    const odd = posts.filter(({ status, retryAfter }) =>
      status === 503 ? !((retryAfter ?? 0) > 0) : status !== 200,
    ).length;
    const refused = posts.filter(({ status }) => status === 503).length;
    const badPages = pages.pages.filter(({ status }) => status !== 200).length;
    const broken = [
      ...ofTalk,
      ...(slow > 0 ? [`${slow} of ${posts.length} posts answered after ${mostMs} ms`] : []),
      ...(odd > 0 ? [`${odd} of ${posts.length} posts neither accepted nor 503 with Retry-After`] : []),
      ...(way === "copy" && refused > 0 ? [`${refused} posts refused beside a reader`] : []),
      ...(badPages > 0 ? [`${badPages} of ${pages.pages.length} pages not 200`] : []),
      ...(load.timed && !(delayMs <= LOOP_DELAY_MS) ? [`event loop stood ${delayMs.toFixed(0)} ms`] : []),
      ...(load.timed && !(p99(pages.pages) <= PAGES_P99_MS) ? ["pages p99 too slow"] : []),
      ...inspectFile(file).damage,
    ];
    const slowest = Math.max(...posts.map(({ ms }) => ms));
    const figures =
      `event loop max ${delayMs.toFixed(0)} ms, pages p99 ${p99(pages.pages).toFixed(0)} ms of ${pages.pages.length}, ` +
      `posts ${posts.length}, ${refused} refused, slowest ${slowest.toFixed(0)} ms`;
    return { ...judged, readyMs: [running.readyMs], broken, figures };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

async function holdLock(
  file: string,
  { way, seconds }: { way: Way; seconds: number },
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["test/support/hold-lock.ts", file, way, String(seconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

/** Several posts at once into one conversation, again and again until the holder ends. */
async function postWhile(
  holder: ChildProcess,
  { address, chat }: { address: string; chat: Chat },
): Promise<readonly Refusable[]> {
  const posts: Refusable[] = [];
  while (holder.exitCode === null) {
    const burst = Array.from({ length: AT_ONCE }, () => probePost(address, chat, "换卡要钱吗"));
    posts.push(...(await Promise.all(burst)));
  }
  return posts;
}

/** The longest the event loop stood still since the last time it was asked; measured by the service itself. */
async function loopDelayMs(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]) * 1_000;
}

type LockedOptions = Pick<LockLoad, "conversations" | "timed"> & {
  readonly rate: number;
  readonly locked: number;
  readonly copying: number;
};

export const proof = {
  name: "locked",
  promise: "While another process locks or copies the database, posts are answered in time and pages go on.",
  short: { seconds: 13, options: { conversations: 5, rate: 5, locked: 5, copying: 2, timed: false } },
  full: { seconds: 50, options: { conversations: 20, rate: 20, locked: 30, copying: 10, timed: true } },
  options: {
    rate: "messages a second of all together",
    locked: "seconds that the lock is held",
    copying: "seconds that copies are taken",
    timed: "whether the times of posts, pages and of the event loop are judged",
  },
  async run({ rate, locked, copying, ...load }: LockedOptions) {
    const results: ProofResult[] = [];
    for (const [way, seconds] of [
      ["write", locked],
      ["copy", copying],
    ] as const) {
      const verdict = await proveLocked(way, { ...load, perSecond: rate, seconds });
      const { findings, figures } = resultOf(`${way}, ${seconds} s`, verdict);
      results.push({ findings, figures: [...figures, verdict.figures] });
    }
    return allOf(results);
  },
} satisfies Proof<LockedOptions>;
