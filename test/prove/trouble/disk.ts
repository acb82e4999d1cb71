// The disk runs full, or takes no writes, while merchants chat; and a start on such a disk (R7, R8).
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inspectFile } from "../../../src/storage/engines/sqlite-inspect.ts";
import { anAgentInTrouble } from "../../support/agent-in-trouble.ts";
import { probePages, probePost, probeVote, type Refusable, statusOf } from "../../support/page-probe.ts";
import { type Chat, openChat } from "../../support/plain-client.ts";
import { denyWrites, readOnlyFolder, type SmallDisk, smallDisk } from "../../support/small-disk.ts";
import { type RunningProcess, runToEnd, startProcess, stopProcess } from "../../support/start-process.ts";
import { startTalk } from "../../support/steady-talk.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";

/** Room for some messages, so that it is the talk that fills the disk. */
const LEFT_BYTES = 512 * 1_024;
const FILLED_MS = 60_000;
const RECOVERED_MS = 10_000;
const REFUSALS = 3;
const READINESS_MS = 1_100;
const MINUTE_S = 60;

export interface DiskLoad {
  readonly conversations: number;
  readonly perSecond: number;
  /** How long the trouble lasts. */
  readonly seconds: number;
}

interface Trouble {
  readonly disk: SmallDisk;
  readonly begin: (running: RunningProcess) => Promise<void>;
  readonly end: (running: RunningProcess) => Promise<void>;
}

export interface DiskVerdict extends Verdict {
  readonly figures: string;
}

export function proveFull(load: DiskLoad): Promise<DiskVerdict> {
  const disk = smallDisk();
  const pidOf = ({ child }: RunningProcess) => child.pid ?? 0;
  return proveTrouble(load, {
    disk,
    begin: async (running) => disk.leave(LEFT_BYTES, pidOf(running)),
    end: async (running) => disk.grow(pidOf(running)),
  });
}

export function proveReadOnly(load: DiskLoad): Promise<DiskVerdict> {
  const disk = smallDisk();
  const file = join(disk.dir, "huanka.db");
  let allow: () => Promise<void> = async () => undefined;
  return proveTrouble(load, {
    disk: { ...disk, means: "EROFS that strace answers to every write" },
    begin: async ({ child }) => {
      allow = await denyWrites(child.pid ?? 0, [file, `${file}-wal`]);
    },
    end: () => allow(),
  });
}

async function proveTrouble(load: DiskLoad, { disk, begin, end }: Trouble): Promise<DiskVerdict> {
  const running = await startProcess({ DATA_DIR: disk.dir, RATE_LIMIT: "off" });
  const { address } = running;
  const file = join(disk.dir, "huanka.db");
  const lines: string[] = [];
  running.child.stdout?.on("data", (chunk: Buffer) => lines.push(...chunk.toString().split("\n")));
  try {
    const talk = await startTalk(() => address, load);
    const [chat, leaving] = [await openChat(address), await openChat(address)];
    const agent = await anAgentInTrouble(address, disk.dir);
    await begin(running);
    const isRefusing = await until(() => takesNothing(address), FILLED_MS);
    const ackedBefore = talk.acked();
    const poll = `/v3/directline/conversations/${chat.id}/activities`;
    const pages = probePages(address, { perSecond: 20 });
    const seen = await watch(address, { chat, seconds: load.seconds });
    await pages.end();
    const reading = await fetch(address + poll, { headers: { authorization: `Bearer ${chat.token}` } });
    const deletion = await deletionOf(address, leaving);
    const ofAgent = await agent.meanwhile();
    const ackedInTrouble = talk.acked() - ackedBefore;
    const endedMs = performance.now();
    await end(running);
    const isBack = await until(
      async () => (await probePost(address, chat, "重复")).status === 200,
      RECOVERED_MS,
    );
    const isReady = await until(async () => (await statusOf(`${address}/readyz`)) === 200, RECOVERED_MS);
    const recoveredMs = performance.now() - endedMs;
    const isDeleted = await until(async () => (await statusOfChat(address, leaving)) === 404, RECOVERED_MS);
    const ofAgentLater = await agent.afterwards();
    const { broken: ofTalk, ...judged } = await talk.end();
    await stopProcess(running);
    const badPages = pages.pages.filter(({ status }) => status !== 200).length;
    const accepted = seen.posts.filter(({ status }) => status === 200).length;
    const odd = seen.posts.filter((post) => post.status !== 200 && !isKindRefusal(post));
    const alerts = lines.filter((line) => line.includes('"code":"overloaded"')).length;
    const mostAlerts = (1 + Math.floor(load.seconds / MINUTE_S)) * MOST_REASONS;
    const broken = [
      ...[...ofTalk, ...ofAgent, ...ofAgentLater],
      ...(isRefusing ? [] : ["readiness never turned false"]),
      ...(seen.ready > 0 ? [`readiness true ${seen.ready} times in the trouble`] : []),
      ...(seen.dead > 0 ? [`liveness false ${seen.dead} times`] : []),
      ...(odd.length > 0
        ? [
            `${odd.length} of ${seen.posts.length} posts not refused with 503 and Retry-After: ${JSON.stringify(odd.slice(0, 3))}`,
          ]
        : []),
      ...(accepted === 0 ? [] : [`${accepted} posts accepted on a disk that takes none`]),
      ...(badPages > 0 ? [`${badPages} of ${pages.pages.length} pages not 200`] : []),
      ...(reading.status === 200 ? [] : [`reading a chat answers ${reading.status}`]),
      ...(deletion === "503 DeletionPromised" ? [] : [`who deletes is told ${deletion}`]),
      ...(isDeleted ? [] : [`what was promised to be deleted is there ${RECOVERED_MS} ms after the trouble`]),
      ...(isBack && isReady ? [] : [`not back ${RECOVERED_MS} ms after the trouble`]),
      ...(alerts >= 1 && alerts <= mostAlerts ? [] : [`${alerts} alert lines, 1 to ${mostAlerts} expected`]),
      ...inspectFile(file).damage,
    ];
    const figures =
      `by ${disk.means}: ${load.seconds} s of trouble, ${ackedInTrouble} acknowledged meanwhile, ` +
      `${seen.posts.length} single posts refused, ${pages.pages.length} pages 200, ${alerts} alert lines, ` +
      `back after ${recoveredMs.toFixed(0)} ms`;
    return { ...judged, readyMs: [running.readyMs], broken, figures };
  } finally {
    await stopProcess(running, "SIGKILL");
    disk.remove();
  }
}

/**
 * What a message needed and did not get is room for some smaller writes: the disk is full when these fail too, and go on
 * failing. Readiness is looked at once a second.
 */
async function takesNothing(address: string): Promise<boolean> {
  for (let time = 0; time < REFUSALS; time += 1) {
    if (time > 0) await sleep(READINESS_MS);
    const [ready, vote] = [await statusOf(`${address}/readyz`), await probeVote(address)];
    if (ready !== 503 || !isKindRefusal(vote)) return false;
  }
  return true;
}

async function deletionOf(address: string, { token }: Chat): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${address}/api/chat/delete`, { method: "POST", headers });
  const { error } = answer.status === 204 ? {} : ((await answer.json()) as { error?: { code: string } });
  return `${answer.status} ${error?.code ?? ""}`;
}

async function statusOfChat(address: string, { id, token }: Chat): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${address}/v3/directline/conversations/${id}/activities`, { headers })).status;
}

/** SQLite names a full disk differently by where it meets it: at the log, at a page, at a sync. */
const MOST_REASONS = 2;

const isKindRefusal = ({ status, retryAfter }: Refusable) => status === 503 && (retryAfter ?? 0) > 0;

async function watch(address: string, { chat, seconds }: { chat: Chat; seconds: number }) {
  const posts: Refusable[] = [];
  let [ready, dead] = [0, 0];
  for (const endMs = performance.now() + seconds * 1_000; performance.now() < endMs; ) {
    posts.push(await probePost(address, chat, "换卡要钱吗"), await probeVote(address));
    if ((await statusOf(`${address}/readyz`)) === 200) ready += 1;
    if ((await statusOf(`${address}/healthz`)) !== 200) dead += 1;
    await sleep(200);
  }
  return { posts, ready, dead };
}

async function until(isSo: () => Promise<boolean>, mostMs: number): Promise<boolean> {
  for (const endMs = performance.now() + mostMs; performance.now() < endMs; ) {
    if (await isSo()) return true;
    await sleep(50);
  }
  return false;
}

/** A start where nothing can be written ends at once and says where. */
export async function proveStart(): Promise<readonly string[]> {
  const folder = readOnlyFolder();
  if (!folder) return ["a start on a read-only folder cannot be proved: nothing can be mounted here"];
  try {
    const { code, output } = await runToEnd({ DATA_DIR: folder.dir });
    return [
      ...(code === 0 || code === null ? [`a start on a read-only folder ends with ${code}`] : []),
      ...(output.includes(folder.dir) ? [] : [`a refused start does not name the folder: ${output}`]),
    ];
  } finally {
    folder.remove();
  }
}

type DiskOptions = {
  readonly conversations: number;
  readonly rate: number;
  readonly full: number;
  readonly readonly: number;
};

export const proof = {
  name: "disk",
  promise:
    "On a full or read-only disk posts are refused kindly, an agent loses no word, pages go on, and the service recovers by itself and then deletes what it was asked to.",
  needs: ["linux", "mounts", "strace"],
  short: { seconds: 40, options: { conversations: 5, rate: 10, full: 2, readonly: 2 } },
  full: { seconds: 110, options: { conversations: 20, rate: 20, full: 60, readonly: 30 } },
  options: {
    rate: "messages a second of all together",
    full: "seconds that the disk is full",
    readonly: "seconds that it takes no writes",
  },
  async run({ conversations, rate, full, readonly }: DiskOptions) {
    const results: ProofResult[] = [];
    for (const [name, prove, seconds] of [
      ["full", proveFull, full],
      ["read-only", proveReadOnly, readonly],
    ] as const) {
      const verdict = await prove({ conversations, perSecond: rate, seconds });
      const { findings, figures } = resultOf(name, verdict);
      results.push({ findings, figures: [...figures, verdict.figures] });
    }
    return allOf([...results, { findings: await proveStart(), figures: [] }]);
  },
} satisfies Proof<DiskOptions>;
