// Who may begin what: the one door of messages and new conversations, whichever channel they come by.
import type { AppError } from "../base/errors.ts";
import { addressKey } from "../http/client-address.ts";
import type { Limits } from "../http/limits.ts";
import { createShedding } from "../http/shedding.ts";
import type { IncomingActivity } from "./conversations.ts";
import { createTurnQueue } from "./turn-queue.ts";

/** A message with everything around it; a longer one takes many times as long to read. */
const LONG_BYTES = 2_048;
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
   * Counts a message and lets it be taken. The long ones of one address are read one after another, so that nobody else
   * waits for more than one of them. Throws AppError `rate-limited`, and `overloaded` when too many wait.
   */
  message<T>(
    of: { readonly conversationId: string; readonly address: string; readonly activity: IncomingActivity },
    job: () => Promise<T>,
  ): Promise<T>;
  /** Whether half of what can be under way is. */
  isCrowded(): boolean;
}

/**
 * Without limits everything is let in: on loopback, for load tests. `problemOfRoom` says why nothing new may be kept.
 */
export function createAdmission(
  limits: Limits | undefined,
  problemOfRoom: () => Promise<AppError | undefined> = async () => undefined,
): Admission {
  const shedding = limits && createShedding();
  const oneLongAtATime = createTurnQueue();
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
      return bytes > LONG_BYTES ? oneLongAtATime(addressKey(address), job) : job();
    },
  };
}
