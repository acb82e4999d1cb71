// How many proofs run beside each other.
import { expect, it, vi } from "vitest";
import { type CoreTimes, inCompany } from "./in-company.ts";

/** Runs five things that all end after so many looks; answers how many ran at each of these. */
async function runningAtLooks(looks: number, timesAt: (look: number) => CoreTimes): Promise<number[]> {
  const counts: number[] = [];
  const over = Promise.withResolvers<void>();
  let running = 0;
  await inCompany(
    [1, 2, 3, 4, 5],
    () => {
      running += 1;
      return over.promise;
    },
    {
      cores: 2,
      times: () => timesAt(counts.length),
      look: async () => {
        counts.push(running);
        if (counts.length === looks) over.resolve();
      },
    },
  );
  return counts;
}

it("begins as many as there are cores, and no more while these are busy", async () => {
  const counts = await runningAtLooks(9, (look) => ({ idle: look * 20, all: look * 100 }));
  expect(counts.slice(0, 9)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2]);
});

it("begins another after each three looks at idle cores, up to two for a core", async () => {
  const counts = await runningAtLooks(12, (look) => ({ idle: look * 50, all: look * 100 }));
  expect(counts.slice(0, 12)).toEqual([2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4]);
});

it("begins one for every two cores from the front, and the others from the back", async () => {
  const order: number[] = [];
  const ended = new Map([1, 2, 3, 4, 5, 6].map((item) => [item, Promise.withResolvers<void>()]));
  const ends = [6, 1, 5, 4, 2, 3];
  const all = inCompany(
    [...ended.keys()],
    async (item) => {
      order.push(item);
      await ended.get(item)?.promise;
    },
    { cores: 2, times: () => ({ idle: 0, all: 0 }), look: () => new Promise(setImmediate) },
  );
  for (const [at, item] of ends.entries()) {
    await vi.waitUntil(() => order.length === Math.min(at + 2, ends.length));
    ended.get(item)?.resolve();
  }
  await all;
  expect(order).toEqual([1, 6, 5, 2, 4, 3]);
});

it("ends with the first that fails", async () => {
  const thrown = inCompany(
    [1, 2, 3],
    async (item) => {
      if (item === 2) throw new Error("broken");
    },
    { cores: 2 },
  );
  await expect(thrown).rejects.toThrow("broken");
});
