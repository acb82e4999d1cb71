// Holds what has to wait for a conversation to begin.

/** Lets waiters through once opened. */
export function createGate() {
  let open = () => {};
  const passage = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passage, open };
}
