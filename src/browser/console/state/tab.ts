// What this tab keeps across a reload and a lost session: unsent words, and whose they are. Gone when it is closed.
const PREFIX = "huanka-desk-";

/** Without storage, or with a full or forbidden one, the tab still has it until it is reloaded. */
export function keepInTab(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Said above.
  }
}

export function keptInTab<T>(name: string, otherwise: T): T {
  try {
    const kept = sessionStorage.getItem(PREFIX + name);
    return kept === null ? otherwise : (JSON.parse(kept) as T);
  } catch {
    return otherwise;
  }
}
