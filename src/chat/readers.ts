// Who is waiting for news of which conversation. A wake-up is a hint: readers read by watermark.
import type { Activity } from "../base/wire.ts";
import type { Via } from "../storage/engines/engine.ts";
import type { Conversations } from "./conversations.ts";

export function createReaders(): {
  subscribe: Conversations["subscribe"];
  /** With an activity: show this now, it is not stored. Without: something was committed. */
  wake(id: string, ephemeral?: Activity, via?: Via): void;
} {
  const listeners = new Map<string, Set<Parameters<Conversations["subscribe"]>[1]>>();
  return {
    subscribe(id, listener) {
      const known = listeners.get(id) ?? new Set();
      listeners.set(id, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(id) === known) listeners.delete(id);
      };
    },
    wake(id, ephemeral, via) {
      for (const listener of listeners.get(id) ?? []) listener(ephemeral, via);
    },
  };
}
