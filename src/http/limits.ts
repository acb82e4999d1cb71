// How much one visitor may ask for, and all together. Counted per process: a node more means a little more for a flooder.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../base/errors.ts";
import { addressKeys } from "./client-address.ts";

/** What is counted: by the address it comes from, or by the conversation it is about. */
export type LimitKind =
  | "conversation"
  | "message"
  | "messages-of-address"
  | "bytes"
  | "kept"
  | "resume"
  | "lookup"
  | "typing"
  | "feedback";

interface Rate {
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
  /** Only while the service is crowded: a wholesale market or a mobile network stands behind one address. */
  readonly crowded?: true;
  /** Counted over everybody instead of for one key. */
  readonly inAll?: true;
}

/** In this order: what its own limits stop takes nothing from the others. */
const RATES: Readonly<Record<LimitKind, { by: "address" | "conversation"; rates: readonly Rate[] }>> = {
  conversation: {
    by: "address",
    rates: [
      { points: 600, duration: 60 },
      // A family behind one address opens a few chats; a script opens hundreds.
      { points: 10, duration: 60, crowded: true },
      { points: 30, duration: 3_600, crowded: true },
      // A flood from many addresses at once: far more than a campaign brings, few enough to keep the database small.
      { points: 1_200, duration: 60, inAll: true },
    ],
  },
  // One message a second over time, ten at once for somebody who taps through a guide.
  message: { by: "conversation", rates: [{ points: 10, duration: 10 }] },
  // Three hundred merchants behind one address write one each five seconds.
  "messages-of-address": {
    by: "address",
    rates: [
      { points: 600, duration: 10 },
      { points: 50, duration: 10, crowded: true },
    ],
  },
  // What is to be read: the same three hundred stay far below, and long texts of one address cannot keep a core busy.
  bytes: { by: "address", rates: [{ points: 320_000, duration: 10 }] },
  // What is kept, with the replies: twelve thousand messages an hour, and a gigabyte a day from one address at most.
  kept: { by: "address", rates: [{ points: 40_000_000, duration: 3_600 }] },
  // Somebody typing a code needs one or two tries; guessing needs billions.
  resume: { by: "address", rates: [{ points: 5, duration: 60 }] },
  // As for codes of conversations.
  lookup: { by: "address", rates: [{ points: 5, duration: 60 }] },
  // A sign that somebody writes holds for longer than this.
  typing: { by: "conversation", rates: [{ points: 1, duration: 2 }] },
  // A reader votes once a page.
  feedback: { by: "address", rates: [{ points: 10, duration: 10 }] },
};

/** A provider's larger networks hold more customers than one, but not as many as fit in. */
const TIMES_OF_WIDER = [1, 4, 16] as const;
/** The rest of what all together may ask for is for addresses that have had nothing yet. */
const FOR_REGULARS = 0.8;

export interface Limits {
  /**
   * Counts so many of this kind for an address, or for the id of a conversation (`message`). Throws AppError
   * `rate-limited` with `retryAfterSeconds` in its details.
   */
  take(kind: LimitKind, key: string, count?: number): Promise<void>;
}

interface Limiter {
  readonly rate: Rate;
  /** One for each width of an address. */
  readonly own: readonly RateLimiterMemory[];
  readonly regulars: RateLimiterMemory;
}

/** `isCrowded`: whether places or turns are running short, so that everybody gets only a share. */
export function createLimits({ isCrowded = () => false }: { isCrowded?: () => boolean } = {}): Limits {
  const limiters = new Map(
    Object.entries(RATES).map(([kind, { rates }]) => [
      kind,
      rates.map((rate, n) => limiterOf(rate, `${kind}-${n}`)),
    ]),
  );
  return {
    async take(kind, key, count = 1) {
      const keys = RATES[kind].by === "address" ? addressKeys(key) : [key];
      let isNew = true;
      for (const limiter of limiters.get(kind) ?? []) {
        if (limiter.rate.inAll) await takeOfAll(limiter, count, isNew);
        else isNew = (await takeOwn(limiter, keys, count)) && isNew;
      }
    },
  };

  /** Whether the address had none of this before, however widely it is looked at. */
  async function takeOwn({ rate, own }: Limiter, keys: readonly string[], count: number): Promise<boolean> {
    const isLoose = rate.crowded === true && !isCrowded();
    let isNew = true;
    for (const [width, key] of keys.entries()) {
      const used = await take(own[width], key, count, isLoose);
      isNew &&= used <= count;
    }
    return isNew;
  }
}

async function takeOfAll({ own, regulars }: Limiter, count: number, isNew: boolean): Promise<void> {
  if (!isNew) await take(regulars, "all", count);
  await take(own[0], "all", count);
}

function limiterOf(rate: Rate, name: string): Limiter {
  const limiter = (points: number, keyPrefix: string) =>
    new RateLimiterMemory({ keyPrefix, points, duration: rate.duration });
  return {
    rate,
    own: TIMES_OF_WIDER.map((times, width) => limiter(rate.points * times, `${name}-${width}`)),
    regulars: limiter(rate.points * FOR_REGULARS, `${name}-regulars`),
  };
}

/** How much the key has used in this window. `isLoose` only counts. */
async function take(
  limiter: RateLimiterMemory | undefined,
  key: string,
  count: number,
  isLoose = false,
): Promise<number> {
  if (!limiter) return 0;
  try {
    return (await limiter.consume(key, count)).consumedPoints;
  } catch (refused: unknown) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    if (isLoose) return refused.consumedPoints;
    // After a clock that went back the limiter names hours; its own timer lets go after one window.
    const retryAfterSeconds = Math.min(limiter.duration, Math.ceil(refused.msBeforeNext / 1_000));
    throw new AppError("rate-limited", { retryAfterSeconds });
  }
}
