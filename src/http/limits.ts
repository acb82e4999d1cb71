// How much one visitor may ask for, and all together. Counted per process: a node more means a little more for a flooder.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../base/errors.ts";
import { addressKey } from "./client-address.ts";

/** A family behind one address opens a few chats; a script opens hundreds. */
const CONVERSATIONS = { points: 10, duration: 60 };
const CONVERSATIONS_AN_HOUR = { points: 30, duration: 3_600 };
/** A flood from many addresses at once: far more than a campaign brings, few enough to keep the database small. */
const CONVERSATIONS_IN_ALL = { points: 1_200, duration: 60 };
/** One message a second over time, ten at once for somebody who taps through a guide. */
const MESSAGES = { points: 10, duration: 10 };
/** Somebody typing a code needs one or two tries; guessing needs billions. */
const RESUMES = { points: 5, duration: 60 };

export interface Limits {
  /** Throws AppError `rate-limited` with `retryAfterSeconds` in its details. */
  takeConversation(address: string): Promise<void>;
  takeMessage(conversationId: string): Promise<void>;
  /** One try at a resume code. */
  takeResume(address: string): Promise<void>;
}

export function createLimits(): Limits {
  const limiter = (keyPrefix: string, rate: { points: number; duration: number }) =>
    new RateLimiterMemory({ keyPrefix, ...rate });
  const perMinute = limiter("conversations", CONVERSATIONS);
  const perHour = limiter("conversations-hour", CONVERSATIONS_AN_HOUR);
  const inAll = limiter("conversations-all", CONVERSATIONS_IN_ALL);
  const messages = limiter("messages", MESSAGES);
  const resumes = limiter("resumes", RESUMES);
  return {
    async takeConversation(address) {
      const key = addressKey(address);
      // What its own limits stop takes nothing from the others.
      await take(perMinute, key);
      await take(perHour, key);
      await take(inAll, "all");
    },
    takeMessage: (conversationId) => take(messages, conversationId),
    takeResume: (address) => take(resumes, addressKey(address)),
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
