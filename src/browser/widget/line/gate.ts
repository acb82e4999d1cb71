// Holds what has to wait for a conversation to begin.

export interface Gate {
  /** Resolves once the present conversation has begun. */
  pass(): Promise<void>;
  open(): void;
  /** Another conversation is to begin; who waits, waits for that one. */
  shut(): void;
}

function createPassage() {
  let open = () => {};
  const passage = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passage, open };
}

export function createGate(): Gate {
  let current = createPassage();
  return {
    async pass() {
      for (let seen: typeof current | undefined; seen !== current; await seen.passage) seen = current;
    },
    open: () => current.open(),
    shut() {
      const earlier = current;
      current = createPassage();
      earlier.open(); // its waiters go on to wait for the new beginning
    },
  };
}
