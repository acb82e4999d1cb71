// Whether a machine is quiet enough to be believed: a disk probe, a bare HTTP server on the same core, the load before.
import { closeSync, fdatasync, openSync, rmSync, writeSync } from "node:fs";
import { Agent, get } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { quantile } from "../../support/quantile.ts";

const SYNCS = 1_000;
const BLOCK_BYTES = 4_096;
const ECHO_PAUSE_MS = 20; // 50 requests a second
const MOST_SYNC_MS = 10;
const MOST_ECHO_MS = 20;
const MOST_LOAD = 0.5;

export interface Control {
  readonly loadBefore: number;
  readonly syncP99: number;
  readonly echoP99: number;
  /** What makes the run worthless, in words; empty when it counts. */
  readonly problems: readonly string[];
}

/** The one-minute load average, which has to be read before anything is started. */
export function loadBefore(): number {
  return loadavg()[0] ?? Number.NaN;
}

/** Probes for so long beside the load, spread evenly. `echo` is the address of the bare server. */
export async function probe(parts: {
  readonly dir: string;
  readonly echo: string;
  readonly forMs: number;
  readonly loadBefore: number;
}): Promise<Control> {
  const [syncs, echoes] = await Promise.all([
    probeDisk(parts.dir, parts.forMs),
    probeEcho(parts.echo, parts.forMs),
  ]);
  const [syncP99, echoP99] = [quantile(syncs, 0.99), quantile(echoes, 0.99)];
  const problems = [
    ...(syncP99 <= MOST_SYNC_MS ? [] : [`fdatasync p99 ${syncP99.toFixed(1)} ms > ${MOST_SYNC_MS}`]),
    ...(echoP99 <= MOST_ECHO_MS ? [] : [`bare echo p99 ${echoP99.toFixed(1)} ms > ${MOST_ECHO_MS}`]),
    ...(parts.loadBefore <= MOST_LOAD ? [] : [`load before ${parts.loadBefore.toFixed(2)} > ${MOST_LOAD}`]),
  ];
  return { loadBefore: parts.loadBefore, syncP99, echoP99, problems };
}

async function probeDisk(dir: string, forMs: number): Promise<number[]> {
  const path = join(dir, "probe.tmp");
  const file = openSync(path, "w");
  const sync = promisify(fdatasync);
  const block = Buffer.alloc(BLOCK_BYTES, 1);
  const took: number[] = [];
  for (let round = 0; round < SYNCS; round += 1) {
    const startedAt = performance.now();
    writeSync(file, block);
    await sync(file);
    const ms = performance.now() - startedAt;
    took.push(ms);
    await sleep(Math.max(0, forMs / SYNCS - ms));
  }
  closeSync(file);
  rmSync(path);
  return took;
}

async function probeEcho(address: string, forMs: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const took: number[] = [];
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const startedAt = performance.now();
    await new Promise<void>((resolve, reject) => {
      get(address, { agent }, (response) => response.resume().on("end", resolve)).on("error", reject);
    });
    took.push(performance.now() - startedAt);
    await sleep(ECHO_PAUSE_MS);
  }
  agent.destroy();
  return took;
}
