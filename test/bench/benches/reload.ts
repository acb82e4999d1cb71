// How long the service stands still while it takes over a changed content: the longest turn of its loop, while nobody asks.
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import { startService } from "../../../src/service.ts";
import { aContentCopy } from "../../support/content-copy.ts";
import { freshDataDir } from "../../support/start-process.ts";
import type { Bench } from "../bench.ts";

const RUNS = 3;
/** In which others get no answer. */
const MOST_MS = 50;
/** The start's own work is done, and so is the search that follows a reload. */
const SETTLED_MS = 5_000;
const LOOK_MS = 100;
/** Read before, and then changed: what is learnt from it stays the same. */
const REPLIES = "zh-CN/replies.yml";

export const bench = {
  name: "reload",
  says: "how long the service stands still while it takes over a changed content",
  async run() {
    const content = await aContentCopy({ whole: true });
    const config = parseConfig({ CONTENT_DIR: content.dir, DATA_DIR: freshDataDir(), PORT: "0" });
    const service = await startService(config, createLog("silent"));
    const generation = async () =>
      Number(/generation="(\d+)"/.exec(await (await fetch(`${service.address}/metrics`)).text())?.[1]);
    await sleep(SETTLED_MS);
    const turns = watchTurns();
    const worst: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const before = await generation();
      turns.begin();
      await content.edit(REPLIES, (text) => `${text}\n# ${run}\n`);
      while ((await generation()) === before) await sleep(LOOK_MS);
      await sleep(SETTLED_MS);
      worst.push(turns.longest());
    }
    turns.end();
    await service.close();
    await content.remove();
    console.log(`machine: ${cpus().length} cores, Node ${process.version}`);
    const told = worst.map((ms) => ms.toFixed(0)).join(", ");
    console.log(`longest turn of the loop at ${RUNS} reloads: ${told} ms of CPU (mark ${MOST_MS})`);
    return Math.max(...worst) <= MOST_MS ? 0 : 1;
  },
} satisfies Bench;

/** CPU of this thread from one turn to the next: what other programs take meanwhile is not the service's. */
function watchTurns() {
  let longest = 0;
  let before = cpuMs();
  const timer = setInterval(() => {
    const now = cpuMs();
    longest = Math.max(longest, now - before);
    before = now;
  }, 1);
  return {
    begin() {
      longest = 0;
    },
    longest: () => longest,
    end: () => clearInterval(timer),
  };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
