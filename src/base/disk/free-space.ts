// How much room is left where everything is kept: new conversations are refused before the old ones cannot go on.
import { statfs } from "node:fs/promises";
import { AppError } from "../errors.ts";

const MB = 1_048_576;
/** Some ten thousand conversations under way can be finished in it. */
const LEAST_MB = 256;
/** Of a small disk: otherwise nothing could ever begin there. */
const LEAST_SHARE = 0.05;
/** A disk that is filled at the highest rate that is let in loses a few megabytes meanwhile. */
const LOOK_EVERY_MS = 5_000;

export interface FreeSpace {
  /** Why nothing new may be begun; undefined while there is room, and where it cannot be told. */
  problem(): Promise<AppError | undefined>;
  /** As it was when last looked. */
  isLow(): boolean;
  freeMb(): number;
}

/** `folder`: where the database lies; undefined where it lies on another machine. Looks at most every five seconds. */
export function createFreeSpace(folder: string | undefined, look = statfs): FreeSpace {
  let last = { atMs: Number.NEGATIVE_INFINITY, freeMb: Number.NaN, isLow: false };

  async function refresh(): Promise<void> {
    const nowMs = performance.now();
    if (folder === undefined || nowMs - last.atMs < LOOK_EVERY_MS) return;
    last = { ...last, atMs: nowMs };
    const found = await look(folder).catch(() => undefined);
    if (!found) return;
    const [freeMb, allMb] = [found.bavail, found.blocks].map((blocks) => (blocks * found.bsize) / MB);
    if (freeMb === undefined || allMb === undefined) return;
    last = { atMs: nowMs, freeMb, isLow: freeMb < Math.min(LEAST_MB, allMb * LEAST_SHARE) };
  }

  return {
    async problem() {
      await refresh();
      if (!last.isLow) return undefined;
      return new AppError("overloaded", { freeMb: Math.floor(last.freeMb) });
    },
    isLow: () => last.isLow,
    freeMb: () => last.freeMb,
  };
}
