// Nobody reads the log, its disk is full, its reader is stuck: the service goes on and counts (R23).
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../support/free-port.ts";
import { statusOf } from "../../support/page-probe.ts";
import { limitMs, PATIENCE_MS } from "../../support/patience.ts";
import { gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { smallDisk } from "../../support/small-disk.ts";
import { freshDataDir } from "../../support/start-process.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";

const STOPPED_MS = 10_000;
/** Requests at once while noise is made; each refused one is a line. */
const AT_ONCE = 50;
/** A stuck reader takes a pipe and a megabyte before anything is lost; elsewhere the first line is. */
const LITTLE = 0.1;
/** After a failed write the sink waits a second, and then tells. */
const RETRIED_MS = 1_500;

/** What stands at the other end of standard output, and what is to be seen there after it is sound again. */
interface Output {
  readonly stdout: "pipe" | number;
  readonly begin?: (child: ChildProcess) => void;
  /** Ends the trouble; then a line with the count of dropped ones has to come. */
  readonly end?: () => { read(): string };
  readonly remove?: () => void;
}

export type Way = "closed" | "full" | "stuck" | "full-for-a-while";

const OUTPUTS: Readonly<Record<Way, () => Output>> = {
  closed: () => ({ stdout: "pipe", begin: ({ stdout }) => stdout?.destroy() }),
  // Answers every write as a full disk does.
  full: () => ({ stdout: openSync("/dev/full", "w") }),
  stuck: () => ({ stdout: "pipe" }),
  "full-for-a-while": () => {
    const disk = smallDisk();
    if (!disk.means.startsWith("tmpfs"))
      throw new Error("A log on a full disk needs a mount, which is refused here.");
    const file = join(disk.dir, "log");
    const stdout = openSync(file, "a");
    return {
      stdout,
      begin: () => disk.leave(0, 0),
      end() {
        disk.grow(0);
        return { read: () => readFileSync(file, "utf8") };
      },
      remove: disk.remove,
    };
  },
};

/** `noise` refused requests, a line each; `messages` are acknowledged in the middle of it. */
export async function proveLogs(
  way: Way,
  { noise, messages, timed }: LogsOptions,
): Promise<Verdict & { readonly dropped: number }> {
  const output = OUTPUTS[way]();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const startedMs = performance.now();
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: freshDataDir(),
      RATE_LIMIT: "off",
      LOG_LEVEL: "debug",
    },
    stdio: ["ignore", output.stdout, "inherit"],
  });
  try {
    await ready(address, child);
    const readyMs = [performance.now() - startedMs];
    output.begin?.(child);
    const chat = await openChat(address);
    const acked: string[] = [];
    for (let index = 0; index < messages; index += 1) {
      await makeNoise(address, noise / messages);
      const { activityId } = await postOnce(address, chat, { text: "换卡要钱吗", clientId: `c${index}` });
      if (activityId !== undefined) acked.push(activityId);
    }
    const dropped = await droppedLines(address);
    const sound = output.end?.();
    await sleep(sound ? RETRIED_MS : 0);
    await makeNoise(address, AT_ONCE);
    await sleep(sound ? RETRIED_MS : 0);
    const told = sound ? Number(/"dropped":(\d+)/.exec(sound.read())?.[1] ?? 0) : dropped;
    const stored = await readChat(address, chat);
    const own = stored.filter(({ from }) => from.role === "user").map(({ id }) => id);
    const isAlive = (await statusOf(`${address}/healthz`)) === 200;
    const stoppedMs = await stop(child);
    return {
      acked: acked.length,
      lost: acked.filter((id) => !own.includes(id)).length,
      doubled: own.length - acked.length,
      disordered: gapsIn(stored),
      readyMs,
      dropped,
      broken: [
        ...(acked.length === messages ? [] : [`${messages - acked.length} messages refused`]),
        ...(dropped > 0 ? [] : ["no dropped line was counted"]),
        ...(told >= dropped ? [] : [`the log tells of ${told} dropped lines, not ${dropped}`]),
        ...(isAlive ? [] : ["the service is gone"]),
        ...(child.exitCode === 0 ? [] : [`exit code ${child.exitCode}`]),
        ...(stoppedMs <= limitMs(STOPPED_MS, { timed }) ? [] : [`stopped after ${stoppedMs.toFixed(0)} ms`]),
      ],
    };
  } finally {
    child.kill("SIGKILL");
    output.remove?.();
  }
}

/** The line with the address may never come, so the port is asked. */
async function ready(address: string, child: ChildProcess): Promise<void> {
  for (const endMs = performance.now() + PATIENCE_MS; performance.now() < endMs; await sleep(20)) {
    if ((await statusOf(`${address}/readyz`)) === 200) return;
    if (child.exitCode !== null) break;
  }
  throw new Error("the service did not start");
}

async function makeNoise(address: string, requests: number): Promise<void> {
  const headers = { authorization: "Bearer none" };
  const url = `${address}/v3/directline/conversations/none/activities`;
  for (let sent = 0; sent < requests; sent += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        await (await fetch(url, { headers })).arrayBuffer();
      }),
    );
  }
}

async function droppedLines(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^huanka_log_lines_dropped (\d+)$/m.exec(text)?.[1] ?? 0);
}

async function stop(child: ChildProcess): Promise<number> {
  const startedMs = performance.now();
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await Promise.race([gone, sleep(PATIENCE_MS * 2, undefined, { ref: false })]);
  return performance.now() - startedMs;
}

type LogsOptions = { readonly noise: number; readonly messages: number; readonly timed: boolean };

export const proof = {
  name: "logs",
  promise:
    "Whatever becomes of the log's reader or disk, the service goes on and counts the lines that were lost.",
  needs: ["linux", "mounts"],
  short: { seconds: 18, options: { noise: 4_000, messages: 10, timed: false } },
  full: { seconds: 60, options: { noise: 6_000, messages: 50, timed: true } },
  options: {
    noise: "refused requests, a line each",
    messages: "acknowledged in the middle of it",
    timed: "whether it is judged how soon it stops",
  },
  async run(load: LogsOptions) {
    const results: ProofResult[] = [];
    for (const way of Object.keys(OUTPUTS) as Way[]) {
      const noise = way === "stuck" ? load.noise : load.noise * LITTLE;
      const verdict = await proveLogs(way, { ...load, noise });
      const { findings, figures } = resultOf(way, verdict, { acked: load.messages });
      results.push({ findings, figures: figures.map((line) => `${line}, ${verdict.dropped} lines dropped`) });
    }
    return allOf(results);
  },
} satisfies Proof<LogsOptions>;
