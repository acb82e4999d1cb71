// SIGTERM with many posts under way and many open streams (R15), three ways.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { WebSocket } from "ws";
import { choose } from "../../support/choose.ts";
import { limitMs } from "../../support/patience.ts";
import { type Chat, gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";

/** How long the database stays locked after the signal: the posts under way cannot end before. */
const SHORT_LOCK_MS = 300;
/** Longer than the service waits for a lock: the posts under way cannot succeed. */
const LONG_LOCK_MS = 6_000;
const MOST_MS = { calm: 10_000, stuck: 15_000, impatient: 10_000 };
const GOING_AWAY = [1001, 1012];
/** Longer than the service takes a repeated signal for the same one. */
const SECOND_SIGNAL_MS = 300;

const WAYS = ["calm", "stuck", "impatient"] as const;
type Way = (typeof WAYS)[number];

type Load = {
  readonly posts: number;
  readonly sockets: number;
  readonly timed: boolean;
};

/**
 * The posts wait for a database that another process has locked. calm: the lock ends soon, all are answered.
 * stuck: it outlasts their patience, they are refused. impatient: a second SIGTERM ends the program at once.
 * Each time the clients repeat against the next start, and each message must be there exactly once.
 */
export async function proveShutdown(way: Way, load: Load): Promise<Verdict> {
  const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off", LOG_LEVEL: "info" };
  const file = join(env.DATA_DIR, "huanka.db");
  const first = await startProcess(env);
  const broken: string[] = [];
  const insist = (promise: string, isKept: boolean) => void (isKept || broken.push(promise));
  const chats = await Promise.all(Array.from({ length: load.posts }, () => openChat(first.address)));
  const closeCodes = await listenAll(first.address, chats, load.sockets);
  const lock = new Database(file);
  lock.exec("BEGIN IMMEDIATE");
  const post = (origin: string, chat: Chat) =>
    postOnce(origin, chat, { text: "换卡要钱吗", clientId: "one" });
  const underWay = Promise.all(chats.map((chat) => post(first.address, chat)));
  await sleep(SHORT_LOCK_MS); // the posts reach the server
  const signalled = performance.now();
  const noticed = hasSaid(first, "stopping");
  const stopped = stopProcess(first);
  await sleep(SHORT_LOCK_MS);
  if (way === "impatient") {
    await noticed;
    await sleep(SECOND_SIGNAL_MS);
    first.child.kill("SIGTERM");
  }
  if (way === "stuck") await Promise.race([stopped, sleep(LONG_LOCK_MS)]);
  lock.exec("ROLLBACK");
  lock.close();
  const answers = await underWay;
  await stopped;
  const tookMs = performance.now() - signalled;

  insist(`ended after ${tookMs.toFixed(0)} ms`, tookMs <= limitMs(MOST_MS[way], load));
  insist(`exit code ${first.child.exitCode}`, first.child.exitCode === (way === "impatient" ? 1 : 0));
  if (way !== "impatient") {
    const codes = await Promise.all(closeCodes);
    const unkind = codes.filter((code) => !GOING_AWAY.includes(code)).length;
    insist(`${unkind} of ${codes.length} streams closed without a reason`, unkind === 0);
    const cut = answers.filter(({ status }) => status !== 200 && status !== 503).length;
    insist(`${cut} of ${answers.length} posts without an answer`, cut === 0);
    const refused = answers.filter(({ status }) => status === 503).length;
    insist(`${refused} of ${answers.length} posts refused`, way === "stuck" || refused === 0);
    const wal = `${file}-wal`;
    insist("the write-ahead log is not carried over", !existsSync(wal) || statSync(wal).size === 0);
  }

  const second = await startProcess(env);
  try {
    const again = await Promise.all(chats.map((chat) => post(second.address, chat)));
    const stored = await Promise.all(chats.map((chat) => readChat(second.address, chat)));
    const own = stored.map((all) => all.filter(({ from }) => from.role === "user"));
    const lost = answers.filter(
      ({ activityId }, index) => activityId !== undefined && own[index]?.[0]?.id !== activityId,
    );
    const unanswered = stored.filter((all, index) => !all.some((it) => it.replyToId === own[index]?.[0]?.id));
    insist(`${unanswered.length} messages without an outcome`, unanswered.length === 0);
    return {
      acked: again.filter(({ status }) => status === 200).length,
      lost: lost.length + own.filter(({ length }) => length === 0).length,
      doubled: own.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0),
      disordered: stored.reduce((sum, all) => sum + gapsIn(all), 0),
      readyMs: [first.readyMs, second.readyMs],
      broken,
    };
  } finally {
    await stopProcess(second, "SIGKILL");
  }
}

/** Resolves once the program's log has the word, or once the program has ended without it. */
async function hasSaid({ child }: RunningProcess, word: string): Promise<void> {
  if (!child.stdout) throw new Error("the program's log is not read");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes(word)) continue;
    child.stdout.resume();
    return;
  }
}

/** Opens the streams and answers, for each, the code it is closed with. */
async function listenAll(
  origin: string,
  chats: readonly Chat[],
  sockets: number,
): Promise<Promise<number>[]> {
  const opened = Array.from({ length: sockets }, async (_, index) => {
    const chat = chats[index % chats.length];
    if (!chat) throw new Error("streams need a conversation");
    const reply = await fetch(`${origin}/v3/directline/conversations/${chat.id}?watermark=0`, {
      headers: { authorization: `Bearer ${chat.token}` },
    });
    const { streamUrl } = (await reply.json()) as { streamUrl: string };
    const socket = new WebSocket(streamUrl);
    const closed = new Promise<number>((resolve) => socket.on("close", resolve));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    socket.on("error", () => undefined);
    return { closed };
  });
  return (await Promise.all(opened)).map(({ closed }) => closed);
}

type ShutdownOptions = Load & { readonly ways: string };

export const proof = {
  name: "shutdown",
  promise:
    "A service that is stopped answers what is under way, says goodbye to its streams, and loses nothing.",
  short: { seconds: 12, options: { posts: 30, sockets: 40, ways: "calm,impatient", timed: false } },
  full: { seconds: 40, options: { posts: 100, sockets: 200, ways: "calm,stuck,impatient", timed: true } },
  options: {
    posts: "under way",
    sockets: "open streams",
    ways: "of calm, stuck, impatient",
    timed: "whether it is judged how soon it stops",
  },
  async run({ ways, ...load }: ShutdownOptions) {
    const results: ProofResult[] = [];
    for (const way of choose(ways, WAYS))
      results.push(resultOf(way, await proveShutdown(way, load), { acked: load.posts }));
    return allOf(results);
  },
} satisfies Proof<ShutdownOptions>;
