// The clock jumps an hour ahead, an hour back, a day ahead and back while merchants chat (R6).
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspectFile } from "../../../src/storage/engines/sqlite-inspect.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { type FakeClock, fakeClock } from "../../support/fake-clock.ts";
import { probePost } from "../../support/page-probe.ts";
import { PATIENCE_MS } from "../../support/patience.ts";
import { type Chat, openChat, readChat } from "../../support/plain-client.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";
import { startTalk } from "../../support/steady-talk.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const NEAR_S = 2;
const LOOK_MS = 100;
const JUMPS_S = [HOUR_S, -HOUR_S, DAY_S, 0];
const TOKEN_LIFE_S = 1_800;
/** A conversation half a day younger than the 90 days that conversations are kept, and content 29.5 days unused. */
const KEPT_DAYS = 89.5;
const UNUSED_DAYS = 29.5;
const OLD_ID = "cnv_old";
/** Conversations that are young, so that the old one is no great share. */
const YOUNG = 10;
/** The limit of messages: ten at once, and a window of ten seconds. */
const WINDOW_S = 10;
const AT_ONCE = 12;
/** By then the cleanup that runs at each start has deleted what it means to delete. */
const CLEANED_UP_MS = 2_000;

export type ClockLoad = {
  readonly conversations: number;
  readonly perSecond: number;
  /** Between two jumps. */
  readonly seconds: number;
  /** Waits out a window of the rate limits too, some eleven seconds. */
  readonly limits: boolean;
};

export async function proveClock(load: ClockLoad): Promise<Verdict> {
  const clock = fakeClock();
  const dataDir = freshDataDir();
  await layAside(dataDir);
  const env = { ...clock.env, DATA_DIR: dataDir, RATE_LIMIT: "off", TOKEN_TTL_SECONDS: String(TOKEN_LIFE_S) };
  const readyMs: number[] = [];
  const broken: string[] = [];
  let running = await startProcess(env);
  readyMs.push(running.readyMs);
  try {
    const { address } = running;
    const talk = await startTalk(() => address, load);
    for (const seconds of JUMPS_S) {
      clock.set(seconds);
      await sleep(load.seconds * 1_000);
      const offset = await offsetOnceNear(address, seconds);
      if (Math.abs(offset - seconds) > NEAR_S) broken.push(`the clock is ${offset} s ahead, not ${seconds}`);
    }
    const { broken: ofTalk, ...judged } = await talk.end();
    broken.push(...ofTalk, ...(await proveTokens(address, clock)));
    const times = talk.clients.map(({ received }) => received.map(({ timestamp }) => timestamp));
    if (!times.every(isRising)) broken.push("times of a conversation that do not rise in UTC");
    await stopProcess(running);

    // The day ahead would make the old conversation and the old content due.
    clock.set(DAY_S);
    running = await startProcess({ ...env, RATE_LIMIT: load.limits ? "on" : "off" });
    readyMs.push(running.readyMs);
    await sleep(CLEANED_UP_MS);
    if (load.limits) broken.push(...(await proveLimits(running, clock)));
    await stopProcess(running);
    broken.push(...(await whatIsMissing(dataDir)), ...inspectFile(join(dataDir, "huanka.db")).damage);
    return { ...judged, readyMs, broken };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

const isRising = (times: readonly string[]) =>
  times.every((time, index) => time.endsWith("Z") && time > (times[index - 1] ?? ""));

/** What a wrong clock would make due: an old conversation, and content that nobody speaks from. */
async function layAside(dataDir: string): Promise<void> {
  const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`);
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_S * 1_000);
  const create = (id: string, days: number) =>
    store.conversations.create({ id, locale: "zh-CN", createdAt: daysAgo(days).toISOString() });
  await create(OLD_ID, KEPT_DAYS);
  for (let index = 0; index < YOUNG; index += 1) await create(`cnv_young_${index}`, 1);
  await store.snapshots.save({ hash: OLD_ID, files: [] }, daysAgo(UNUSED_DAYS));
  await store.close();
}

async function whatIsMissing(dataDir: string): Promise<readonly string[]> {
  const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`);
  const [conversation, content] = [
    await store.conversations.find(OLD_ID),
    await store.snapshots.load(OLD_ID),
  ];
  await store.close();
  return [
    ...(conversation ? [] : ["a conversation younger than its period was deleted by a clock that jumped"]),
    ...(content ? [] : ["content younger than its period was deleted by a clock that jumped"]),
  ];
}

/** By how many seconds the service is ahead; asked until it says what was set, for it may have been busy meanwhile. */
async function offsetOnceNear(address: string, seconds: number): Promise<number> {
  for (const endMs = performance.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
    const told = Date.parse((await fetch(`${address}/healthz`)).headers.get("date") ?? "");
    const offset = Math.round((told - Date.now()) / 1_000);
    if (Math.abs(offset - seconds) <= NEAR_S || performance.now() > endMs) return offset;
  }
}

/** A token dies early when the clock is ahead; it never outlives its life and the jump. */
async function proveTokens(address: string, clock: FakeClock): Promise<readonly string[]> {
  const isLive = async (chat: Chat) =>
    readChat(address, chat).then(
      () => true,
      () => false,
    );
  clock.set(0);
  const plain = await openChat(address);
  clock.set(HOUR_S);
  const ahead = await openChat(address);
  const [aheadLater, plainLater] = [TOKEN_LIFE_S + HOUR_S + 60, TOKEN_LIFE_S + 60];
  const broken: string[] = [];
  clock.set(plainLater);
  if (await isLive(plain)) broken.push("a token outlives its life");
  clock.set(aheadLater);
  if (await isLive(ahead)) broken.push("a token of a clock that was ahead outlives its life and the jump");
  clock.set(0);
  if (!(await isLive(plain))) broken.push("a token is dead after the clock came back");
  return broken;
}

/** Whoever was stopped by a limit when the clock went back an hour is let go after one window, and told so. */
async function proveLimits({ address }: RunningProcess, clock: FakeClock): Promise<readonly string[]> {
  const chat = await openChat(address);
  await Promise.all(Array.from({ length: AT_ONCE }, () => probePost(address, chat, "重复")));
  clock.set(DAY_S - HOUR_S);
  const stopped = await probePost(address, chat, "重复");
  await sleep((WINDOW_S + 1) * 1_000);
  const again = await probePost(address, chat, "重复");
  return [
    ...(stopped.status === 429 ? [] : [`a flood is answered ${stopped.status}`]),
    ...((stopped.retryAfter ?? 0) <= WINDOW_S ? [] : [`asked to wait ${stopped.retryAfter} s`]),
    ...(again.status === 200 ? [] : [`still answered ${again.status} a window later`]),
  ];
}

type ClockOptions = Omit<ClockLoad, "perSecond"> & { readonly rate: number };

export const proof = {
  name: "clock",
  promise:
    "A clock that jumps by hours or a day, and back, disorders nothing, ends no token early for good, and deletes nothing young.",
  needs: ["libfaketime"],
  short: { seconds: 12, options: { conversations: 4, rate: 8, seconds: 1, limits: false } },
  full: { seconds: 85, options: { conversations: 20, rate: 20, seconds: 15, limits: true } },
  options: {
    rate: "messages a second of all together",
    seconds: "between two jumps",
    limits: "whether a window of the rate limits is waited out too",
  },
  async run({ rate, ...load }: ClockOptions) {
    return resultOf("clock", await proveClock({ ...load, perSecond: rate }));
  },
} satisfies Proof<ClockOptions>;
