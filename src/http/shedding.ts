// What happens when more is asked than can be done: the excess is told at once to come again, the greedy first.
import { AppError } from "../base/errors.ts";
import { createTally } from "./tally.ts";

/** Some hundred turns take well under a second; a longer line is one in which everybody waits too long. */
const MOST_UNDER_WAY = 128;
/** Until half of the places are taken there is room for everybody. */
const CROWDED = 0.5;
/** Long enough for the line to be gone. */
const RETRY_AFTER_SECONDS = 2;

export interface Shedding {
  /**
   * Runs the job. Throws AppError `overloaded` without beginning it when too much is under way already, or when
   * it is crowded and this key has its equal share.
   */
  run<T>(key: string, job: () => Promise<T>): Promise<T>;
  isCrowded(): boolean;
}

export function createShedding(most: number = MOST_UNDER_WAY): Shedding {
  const byKey = createTally();
  let underWay = 0;
  const isCrowded = () => underWay >= most * CROWDED;
  return {
    isCrowded,
    async run(key, job) {
      const own = byKey.of(key);
      const share = most / Math.max(1, byKey.keys() + (own === 0 ? 1 : 0));
      const isGreedy = isCrowded() && own >= Math.max(1, share);
      if (underWay >= most || isGreedy)
        throw new AppError("overloaded", { underWay, own, retryAfterSeconds: RETRY_AFTER_SECONDS });
      underWay += 1;
      byKey.add(key, 1);
      try {
        return await job();
      } finally {
        underWay -= 1;
        byKey.add(key, -1);
      }
    },
  };
}
