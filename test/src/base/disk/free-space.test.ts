// Below a floor of free space nothing new is begun; on a small disk the floor is lower.
import { statfsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFreeSpace } from "../../../../src/base/disk/free-space.ts";

const MB = 1_048_576;
/** A disk of so many megabytes, with so many free. */
const disk = (all: number, free: number) => async () => ({
  ...statfsSync("."),
  bsize: MB,
  blocks: all,
  bavail: free,
});

describe("the floor of free space", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    [100_000, 300, false],
    [100_000, 255, true],
    [64, 10, false],
    [64, 3, true],
    [16, 1, false],
  ])("on a disk of %i MB with %i free is below: %s", async (all, free, isLow) => {
    const space = createFreeSpace("/data", disk(all, free) as never);
    const problem = await space.problem();
    expect(space.isLow()).toBe(isLow);
    expect(problem?.code).toBe(isLow ? "overloaded" : undefined);
    expect(space.freeMb()).toBe(free);
  });

  it("looks again after five seconds, so that it ends by itself", async () => {
    let free = 1;
    const space = createFreeSpace("/data", ((...of: []) => disk(100_000, free)(...of)) as never);
    expect(await space.problem()).toBeDefined();
    free = 1_000;
    expect(await space.problem()).toBeDefined();
    vi.advanceTimersByTime(5_001);
    expect(await space.problem()).toBeUndefined();
  });

  it("refuses nothing where the database lies elsewhere or the disk cannot be looked at", async () => {
    expect(await createFreeSpace(undefined).problem()).toBeUndefined();
    const failing = createFreeSpace("/data", (() => Promise.reject(new Error("no"))) as never);
    expect(await failing.problem()).toBeUndefined();
  });
});
