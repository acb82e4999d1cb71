// How much one visitor may ask for, and all together. Counted per process: a node more means a little more for a flooder.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../base/errors.ts";
import { addressKey } from "./client-address.ts";

/** What is counted: by the address it comes from, or by the conversation it is about. */
export type LimitKind = "conversation" | "message" | "resume" | "feedback";

interface Rate {
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
  /** Counted over everybody instead of for one key. */
  readonly inAll?: true;
}

/** In this order: what its own limits stop takes nothing from the others. */
const RATES: Readonly<Record<LimitKind, { by: "address" | "conversation"; rates: readonly Rate[] }>> = {
  conversation: {
    by: "address",
    rates: [
      // A family behind one address opens a few chats; a script opens hundreds.
      { points: 10, duration: 60 },
      { points: 30, duration: 3_600 },
      // A flood from many addresses at once: far more than a campaign brings, few enough to keep the database small.
      { points: 1_200, duration: 60, inAll: true },
    ],
  },
  // One message a second over time, ten at once for somebody who taps through a guide.
  message: { by: "conversation", rates: [{ points: 10, duration: 10 }] },
  // Somebody typing a code needs one or two tries; guessing needs billions.
  resume: { by: "address", rates: [{ points: 5, duration: 60 }] },
  // A reader votes once a page.
  feedback: { by: "address", rates: [{ points: 10, duration: 10 }] },
};

export interface Limits {
  /**
   * Counts one of this kind for an address, or for the id of a conversation (`message`). Throws AppError
   * `rate-limited` with `retryAfterSeconds` in its details.
   */
  take(kind: LimitKind, key: string): Promise<void>;
}

export function createLimits(): Limits {
  const limiters = new Map(
    Object.entries(RATES).map(([kind, { rates }]) => [
      kind,
      rates.map(({ inAll, ...rate }, n) => ({
        inAll,
        limiter: new RateLimiterMemory({ keyPrefix: `${kind}-${n}`, ...rate }),
      })),
    ]),
  );
  return {
    async take(kind, key) {
      const counted = RATES[kind].by === "address" ? addressKey(key) : key;
      for (const { inAll, limiter } of limiters.get(kind) ?? []) await take(limiter, inAll ? "all" : counted);
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch((refused: unknown) => {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    // After a clock that went back the limiter names hours; its own timer lets go after one window.
    const retryAfterSeconds = Math.min(limiter.duration, Math.ceil(refused.msBeforeNext / 1_000));
    throw new AppError("rate-limited", { retryAfterSeconds });
  });
}
