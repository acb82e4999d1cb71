// What the desk's nodes tell each other at once: that something changed, and who looks at what. Hints, never words of a
// merchant; what is lost is found by the clock.
import type { Engine } from "../engines/engine.ts";

export interface DeskNews {
  /** Tells this node and the others that there may be a new event. */
  changed(): void;
  /** Answers a function that ends it. */
  onChanged(listener: () => void): () => void;
  /** To the other nodes only. */
  tellOthers(text: string): void;
  /** What another node told; whoever reads it decides whether it is anything. */
  onTold(listener: (text: string) => void): void;
}

const CHANGED = "changed";

export function createDeskNews(engine: Pick<Engine, "announce" | "onAnnounced">): DeskNews {
  const listeners = new Set<() => void>();
  const told = new Set<(text: string) => void>();
  const wake = () => {
    for (const listener of listeners) listener();
  };
  engine.onAnnounced("desk", (text) => {
    if (text === CHANGED) wake();
    else for (const listener of told) listener(text);
  });
  return {
    changed() {
      wake();
      engine.announce("desk", CHANGED);
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tellOthers: (text) => engine.announce("desk", text),
    onTold: (listener) => void told.add(listener),
  };
}
