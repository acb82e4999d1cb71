// The desk's events for whoever waits for them: asked by number, so that nothing is missed however long a console was away.
import { setTimeout as sleep } from "node:timers/promises";
import type { DeskEventRow, EventStore } from "../storage/desk/event-store.ts";

/** One look at the clock serves everybody who waits; agents on any node are told within this. */
const LOOK_MS = 500;
const MOST_EVENTS = 500;

export interface Feed {
  /**
   * The events after a number: at once where there are any, else as soon as one comes, or none when the time is over.
   * Undefined where events after it are no longer kept.
   */
  after(seq: number, waitMs: number, gone: AbortSignal): Promise<readonly DeskEventRow[] | undefined>;
  /** Answers everybody who waits. */
  close(): void;
}

export function createFeed(events: Pick<EventStore, "after" | "clock">): Feed {
  const closing = new AbortController();
  let looking: Promise<number> | undefined;
  const look = () => {
    looking ??= sleep(LOOK_MS, undefined, { signal: closing.signal })
      .then(() => events.clock())
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  return {
    async after(seq, waitMs, gone) {
      const endMs = performance.now() + waitMs;
      for (;;) {
        const rows = await events.after(seq, MOST_EVENTS);
        if (rows === undefined || rows.length > 0) return rows;
        let clock = seq;
        while (clock === seq) {
          if (gone.aborted || closing.signal.aborted || performance.now() >= endMs) return [];
          clock = await look().catch((error: unknown) => {
            if (closing.signal.aborted) return seq;
            throw error;
          });
        }
      }
    },
    close: () => closing.abort(),
  };
}
