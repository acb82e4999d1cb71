// Who is waiting for news of which conversation. A wake-up is a hint: readers read by watermark.
import type { Activity } from "../base/wire.ts";
import type { Conversations } from "./conversations.ts";

export function createReaders(): {
  subscribe: Conversations["subscribe"];
  /** With an activity: show this now, it is not stored. Without: something was committed. */
  wake(id: string, ephemeral?: Activity): void;
} {
  const listeners = new Map<string, Set<(ephemeral?: Activity) => void>>();
  return {
    subscribe(id, listener) {
      const known = listeners.get(id) ?? new Set();
      listeners.set(id, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(id) === known) listeners.delete(id);
      };
    },
    wake(id, ephemeral) {
      for (const listener of listeners.get(id) ?? []) listener(ephemeral);
    },
  };
}
