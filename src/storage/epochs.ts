// The epochs of chat tokens as requests ask for them: remembered for a second, and told when one ends others.
import type { EpochStore } from "./epoch-store.ts";

/** As long as another node may still take a token for good that was ended here. */
const REMEMBERED_MS = 1_000;
/** Who is forgotten is looked up again. */
const REMEMBERED_MAX = 20_000;

export interface LiveEpochs {
  /** The least epoch whose tokens still open the conversation. While it cannot be read, what was known last. */
  leastOf(conversationId: string): Promise<number>;
  least(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  raise: EpochStore["raise"];
  /** Calls back when earlier tokens of a conversation were ended by this process. */
  onEnded(listener: (conversationId: string, least: number) => void): void;
}

export function createLiveEpochs(store: EpochStore): LiveEpochs {
  const known = new Map<string, { least: number; atMs: number }>();
  const listeners: ((conversationId: string, least: number) => void)[] = [];

  function remember(id: string, least: number): number {
    known.delete(id);
    known.set(id, { least, atMs: performance.now() });
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED_MAX) break;
      known.delete(oldest);
    }
    return least;
  }

  return {
    async leastOf(id) {
      const last = known.get(id);
      if (last && performance.now() - last.atMs < REMEMBERED_MS) return last.least;
      try {
        return remember(id, (await store.least([id])).get(id) ?? 0);
      } catch {
        // Nothing can be read or written now either; whoever asks is told so by what they ask for.
        return last?.least ?? 0;
      }
    },
    least: store.least,
    async raise(id, options) {
      const epoch = await store.raise(id, options);
      if (options.endsEarlier) {
        remember(id, epoch);
        for (const listener of listeners) listener(id, epoch);
      }
      return epoch;
    },
    onEnded: (listener) => void listeners.push(listener),
  };
}
