// Who may begin what: the one door of messages and new conversations, whichever channel they come by.
import { setTimeout as sleep } from "node:timers/promises";
import type { AppError } from "../base/errors.ts";
import { createTurnQueue } from "../base/turn-queue.ts";
import { addressKey } from "../http/client-address.ts";
import type { Limits } from "../http/limits.ts";
import { createShedding } from "../http/shedding.ts";
import type { IncomingActivity } from "./conversations.ts";

/** A message with everything around it; a longer one takes many times as long to read. */
const LONG_BYTES = 1_024;
/**
 * After a long message of an address everybody else has the service for so many times as long as that one took: of twenty
 * messages of strangers, fewer than one meets one.
 */
const RESTS = 20;
/** A machine that is busy with something else makes everything take long. */
const LONGEST_REST_MS = 500;
/** Nobody types so many at once, however many stand behind an address; whoever sends them waits elsewhere. */
const MOST_LONG_WAITING = 20;
/** So many other messages of an address are under way at once; the rest of a crowd behind one address waits for its own. */
const LANES = 2;
/** What a turn keeps beside the message itself: replies, buttons, why. */
const KEPT_BESIDE = 3_000;

export interface Admission {
  /**
   * Runs the job of an address. Throws AppError `overloaded` without beginning it when too much is under way, or when
   * it is crowded and this address has its share.
   */
  run<T>(address: string, job: () => Promise<T>): Promise<T>;
  /** Counts a new conversation. Throws AppError `rate-limited`, and `overloaded` when there is no room to keep one. */
  conversation(address: string): Promise<void>;
  /**
   * Counts a message and lets it be taken, in its turn among those of its address: few at once, and of long ones one with
   * a rest after it. So whatever one address sends, a stranger's message waits for a few others only. Throws AppError
   * `rate-limited`, and `overloaded` when too many wait.
   */
  message<T>(
    of: { readonly conversationId: string; readonly address: string; readonly activity: IncomingActivity },
    job: () => Promise<T>,
  ): Promise<T>;
  /** Whether half of what can be under way is. */
  isCrowded(): boolean;
}

/** Ends no later because of it: a process that stops waits for nobody's rest. */
const passing = (ms: number) => sleep(ms, undefined, { ref: false });

/**
 * Without limits everything is let in: on loopback, for load tests. `problemOfRoom` says why nothing new may be kept;
 * `rest` resolves after so many milliseconds.
 */
export function createAdmission(
  limits: Limits | undefined,
  problemOfRoom: () => Promise<AppError | undefined> = async () => undefined,
  rest: (ms: number) => Promise<unknown> = passing,
): Admission {
  const shedding = limits && createShedding();
  const longOnes = createTurnQueue(MOST_LONG_WAITING);
  const inLane = createTurnQueue();

  /** A turn has several steps: with the next long one right behind, a stranger's message would meet one at each. */
  function withRest<T>(key: string, job: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const jobAndRest = async () => {
      const began = performance.now();
      await job().then(resolve, reject);
      await rest(Math.min(LONGEST_REST_MS, RESTS * (performance.now() - began)));
    };
    longOnes(key, jobAndRest).catch(reject);
    return promise;
  }

  /** Those of one conversation share a lane, so that none overtakes another. */
  function amongFew<T>(key: string, conversationId: string, job: () => Promise<T>): Promise<T> {
    const lane = `${(conversationId.codePointAt(conversationId.length - 1) ?? 0) % LANES} ${key}`;
    return inLane(lane, job);
  }

  return {
    run: (address, job) => (shedding ? shedding.run(addressKey(address), job) : job()),
    isCrowded: () => shedding?.isCrowded() ?? false,
    async conversation(address) {
      const problem = await problemOfRoom();
      if (problem) throw problem;
      await limits?.take("conversation", address);
      await limits?.take("kept", address, KEPT_BESIDE);
    },
    async message({ conversationId, address, activity }, job) {
      if (!limits) return job();
      const bytes = Buffer.byteLength(JSON.stringify(activity));
      await limits.take("message", conversationId);
      await limits.take("messages-of-address", address);
      await limits.take("bytes", address, bytes);
      await limits.take("kept", address, bytes + KEPT_BESIDE);
      const key = addressKey(address);
      return bytes > LONG_BYTES ? withRest(key, job) : amongFew(key, conversationId, job);
    },
  };
}
