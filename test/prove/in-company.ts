// Runs things beside each other, as many as the machine has room for: most of them wait for clocks and other processes.
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** So many run in any case; more only while cores stand idle, and never more than this for each core. */
const MOST_FOR_A_CORE = 2;
const LOOK_EVERY_MS = 1_000;
/** Looks in a row: who has just begun has not yet taken what it needs. */
const LOOKS = 3;
const IDLE = 0.25;
const CORES_FOR_A_LONG_ONE = 2;

const NEVER_IDLE: CoreTimes = { idle: 0, all: 0 };

/** Time of all cores together, in the same unit. */
export interface CoreTimes {
  readonly idle: number;
  readonly all: number;
}

export interface Room {
  readonly cores: number;
  readonly times?: () => CoreTimes;
  /** Until the machine is looked at again. */
  readonly look?: () => Promise<unknown>;
}

/**
 * Runs `one` for each of `items`, of which the first take longest: as many at once as there are cores, and another whenever
 * more than a quarter of the cores stood idle at each of three looks. One for every two cores is taken from the front, all
 * others from the back: what takes long keeps cores busy, what is short mostly waits, and so each has the other's company
 * until they meet in the middle. Where the machine counts other cores than those we may use, idle ones say nothing, and it
 * stays at as many as cores. Rejects with the first error.
 */
export async function inCompany<T>(
  items: readonly T[],
  one: (item: T) => Promise<void>,
  { cores, times = cpus().length === cores ? coreTimes : () => NEVER_IDLE, look = pause }: Room,
): Promise<void> {
  const waiting = [...items];
  const running = new Set<Promise<void>>();
  const begun: Promise<void>[] = [];
  const long = new Set<Promise<void>>();
  const begin = () => {
    const isLong = long.size < Math.ceil(cores / CORES_FOR_A_LONG_ONE);
    const item = isLong ? waiting.shift() : waiting.pop();
    if (item === undefined) return;
    const run: Promise<void> = one(item).finally(() => {
      running.delete(run);
      long.delete(run);
    });
    running.add(run);
    if (isLong) long.add(run);
    begun.push(run);
  };
  let before = times();
  let idleLooks = 0;
  while (waiting.length > 0) {
    while (running.size < cores && waiting.length > 0) begin();
    const looked = await Promise.race([look().then(() => true), ...running]);
    if (!looked) continue;
    const now = times();
    const share = (now.idle - before.idle) / Math.max(now.all - before.all, 1);
    before = now;
    idleLooks = share > IDLE ? idleLooks + 1 : 0;
    if (idleLooks < LOOKS || running.size >= cores * MOST_FOR_A_CORE) continue;
    idleLooks = 0;
    begin();
  }
  await Promise.all(begun);
}

function pause(): Promise<unknown> {
  return sleep(LOOK_EVERY_MS);
}

function coreTimes(): CoreTimes {
  const cores = cpus().map(({ times }) => times);
  const all = cores.flatMap((core) => Object.values(core)).reduce((sum, time) => sum + time, 0);
  return { idle: cores.reduce((sum, { idle }) => sum + idle, 0), all };
}
