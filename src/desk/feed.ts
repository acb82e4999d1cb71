// Wakes those who wait for news of the desk. The clock in the database decides; wake-ups are hints, of this node and others.
import type { EventStore } from "../storage/desk/event-store.ts";

/** What no wake-up tells of, such as a note on another node, is found by looking. */
const LOOK_MS = 1_000;
/** Many commits at once are one look. */
const TOGETHER_MS = 50;

export interface Feed {
  /** Resolves when there is an event after `seq`, at the latest after `ms`, and at once when the service stops. */
  news(seq: number, ms: number): Promise<void>;
  /** Calls back each time there are new events. Answers a function that ends it. */
  onNews(listener: () => void): () => void;
  close(): void;
}

export function createFeed(parts: {
  readonly events: Pick<EventStore, "clock">;
  /** Each answers a function that ends it. */
  readonly hints: readonly ((listener: () => void) => () => void)[];
}): Feed {
  const waiting = new Set<{ readonly seq: number; wake(): void }>();
  const listeners = new Set<() => void>();
  const isHeard = () => waiting.size > 0 || listeners.size > 0;
  let known = -1;
  let timer: NodeJS.Timeout | undefined;
  let dueMs = Number.POSITIVE_INFINITY;
  let isClosed = false;

  async function look(): Promise<void> {
    dueMs = Number.POSITIVE_INFINITY;
    // A database in trouble is asked again; whoever waits is answered in time anyway.
    const clock = await parts.events.clock().catch(() => -1);
    for (const one of waiting) if (clock > one.seq) one.wake();
    if (clock > known) for (const listener of listeners) listener();
    known = Math.max(known, clock);
    if (isHeard()) lookIn(LOOK_MS);
  }

  function lookIn(ms: number): void {
    // A later wish never puts off an earlier one, however many come.
    const wishedMs = performance.now() + ms;
    if (isClosed || wishedMs >= dueMs) return;
    dueMs = wishedMs;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
    timer.unref();
  }

  const leave = parts.hints.map((hint) =>
    hint(() => {
      if (isHeard()) lookIn(TOGETHER_MS);
    }),
  );

  return {
    news: (seq, ms) =>
      new Promise((resolve) => {
        if (isClosed) return resolve();
        const end = setTimeout(() => one.wake(), ms);
        const one = {
          seq,
          wake() {
            clearTimeout(end);
            waiting.delete(one);
            resolve();
          },
        };
        waiting.add(one);
        lookIn(0);
      }),
    onNews(listener) {
      listeners.add(listener);
      lookIn(0);
      return () => void listeners.delete(listener);
    },
    close() {
      isClosed = true;
      for (const end of leave) end();
      clearTimeout(timer);
      for (const one of waiting) one.wake();
    },
  };
}
