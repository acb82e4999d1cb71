// How much one visitor may ask for. Counted per process: a node more means a little more for a flooder.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../../base/errors.ts";

/** A family behind one address opens a few chats; a script opens hundreds. */
const CONVERSATIONS = { points: 10, duration: 60 };
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
  const conversations = new RateLimiterMemory({ keyPrefix: "conversations", ...CONVERSATIONS });
  const messages = new RateLimiterMemory({ keyPrefix: "messages", ...MESSAGES });
  const resumes = new RateLimiterMemory({ keyPrefix: "resumes", ...RESUMES });
  const take = async (limiter: RateLimiterMemory, key: string): Promise<void> => {
    await limiter.consume(key).catch((refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError("rate-limited", { retryAfterSeconds: Math.ceil(refused.msBeforeNext / 1_000) });
    });
  };
  return {
    takeConversation: (address) => take(conversations, address),
    takeMessage: (conversationId) => take(messages, conversationId),
    takeResume: (address) => take(resumes, address),
  };
}
