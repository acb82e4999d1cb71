// One turn at a time per conversation, in order of arrival; different conversations never wait for each other.
import { AppError } from "./errors.ts";

/** More than a merchant can type while one turn runs; beyond it somebody is flooding. */
const WAITING_PER_KEY = 100;
/** Bounds memory and waiting over the whole process. */
const WAITING_IN_ALL = 5_000;

export interface TurnQueue {
  <T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Under way and in line, over all keys. */
  waiting(): number;
  /** Whether a job of this key would be run at once. */
  isFree(key: string): boolean;
}

/** Runs jobs of one key one after another; a failed job does not stop the next. Throws AppError `overloaded`. */
export function createTurnQueue(waitingPerKey: number = WAITING_PER_KEY): TurnQueue {
  const lines = new Map<string, { tail: Promise<unknown>; waiting: number }>();
  let inAll = 0;

  const run = async <T>(key: string, job: () => Promise<T>): Promise<T> => {
    const line = lines.get(key) ?? { tail: Promise.resolve(), waiting: 0 };
    if (line.waiting >= waitingPerKey || inAll >= WAITING_IN_ALL) {
      throw new AppError("overloaded", { waiting: line.waiting, inAll });
    }
    lines.set(key, line);
    line.waiting += 1;
    inAll += 1;
    const result = line.tail.then(job);
    line.tail = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      line.waiting -= 1;
      inAll -= 1;
      if (line.waiting === 0) lines.delete(key);
    }
  };
  return Object.assign(run, { waiting: () => inAll, isFree: (key: string) => !lines.has(key) });
}
