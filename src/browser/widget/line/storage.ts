// What the chat keeps on this device. A browser that refuses storage gets a chat that lasts as long as the page.

export interface Session {
  readonly conversationId: string;
  readonly token: string;
  /** Epoch ms at which half of the token's life is over. */
  readonly refreshAt: number;
}

export interface Outgoing {
  /** clientActivityID: the same for every attempt, so that the server runs one turn. */
  readonly id: string;
  readonly text: string;
  /** Kinds of secrets that were covered in the text before it was kept here. */
  readonly covered?: readonly string[];
  /** Epoch ms. */
  readonly at: number;
  readonly failed: boolean;
}

export interface ChatStore {
  session(): Session | undefined;
  saveSession(session: Session): void;
  /** Takes over what another tab has stored; stream and posts must follow together. */
  followSession(): void;
  outbox(): readonly Outgoing[];
  saveOutbox(outbox: readonly Outgoing[]): void;
  /** Id of the last activity the merchant has seen. */
  seen(): string;
  saveSeen(activityId: string): void;
  draft(): string;
  saveDraft(text: string): void;
  saveOpen(open: boolean): void;
  /** Forgets the conversation, not that the window is open. */
  clear(): void;
  /** Another tab has ended or renewed the conversation; nothing is taken over yet. */
  onSessionChange(listener: (isEnded: boolean) => void): void;
}

const SESSION = "huanka.session"; // the launcher looks for this key too
const OUTBOX = "huanka.outbox";
const SEEN = "huanka.seen";
const DRAFT = "huanka.draft";
const OPEN = "huanka.open";

function isSession(value: unknown): value is Session {
  const session = value as Partial<Session> | null;
  return typeof session?.conversationId === "string" && typeof session.token === "string";
}

function isOutgoing(value: unknown): value is Outgoing {
  const outgoing = value as Partial<Outgoing> | null;
  return typeof outgoing?.id === "string" && typeof outgoing.text === "string";
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // written by something else; starting afresh is right
  }
}

/**
 * One storage area behind memory. What this page wrote is what it reads, whatever storage made of it: storage may be
 * full, forbidden, deaf, or emptied by other code of the page. It is a copy for the next page and for other tabs, and
 * one that did not take is removed, so that no old value stands for it.
 */
function createArea(name: "localStorage" | "sessionStorage") {
  const memory = new Map<string, string | undefined>();

  function write(key: string, value: string | undefined): void {
    try {
      const storage = window[name];
      if (value === undefined) storage.removeItem(key);
      else {
        try {
          storage.setItem(key, value);
        } finally {
          if (storage.getItem(key) !== value) storage.removeItem(key);
        }
      }
    } catch {
      // Refused: memory has it.
    }
  }

  return {
    get(key: string): string | undefined {
      if (memory.has(key)) return memory.get(key);
      try {
        return window[name].getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(key: string, value: string | undefined): void {
      memory.set(key, value);
      write(key, value);
    },
    /** From now on what another tab wrote counts. */
    yieldTo: (key: string) => memory.delete(key),
    /** Puts the copy back after something emptied storage. */
    restore() {
      for (const [key, value] of memory) write(key, value);
    },
  };
}

/** Session and outbox are shared by all tabs; draft and open state belong to one tab. */
export function createStore(): ChatStore {
  const shared = createArea("localStorage");
  const tab = createArea("sessionStorage");
  let session = read(); // one for stream and posts alike, until this page decides otherwise

  function read(): Session | undefined {
    const stored = parse(shared.get(SESSION));
    return isSession(stored) ? stored : undefined;
  }

  return {
    session: () => session,
    saveSession(next) {
      session = next;
      shared.set(SESSION, JSON.stringify(next));
    },
    followSession() {
      shared.yieldTo(SESSION);
      session = read();
    },
    outbox() {
      const outbox = parse(shared.get(OUTBOX));
      return Array.isArray(outbox) ? outbox.filter(isOutgoing) : [];
    },
    saveOutbox: (outbox) => shared.set(OUTBOX, outbox.length > 0 ? JSON.stringify(outbox) : undefined),
    seen: () => shared.get(SEEN) ?? "",
    saveSeen: (activityId) => shared.set(SEEN, activityId),
    draft: () => tab.get(DRAFT) ?? "",
    saveDraft: (text) => tab.set(DRAFT, text || undefined),
    saveOpen: (open) => tab.set(OPEN, open ? "yes" : undefined),
    clear() {
      session = undefined;
      for (const key of [SESSION, OUTBOX, SEEN]) shared.set(key, undefined);
      tab.set(DRAFT, undefined);
    },
    onSessionChange(listener) {
      addEventListener("storage", ({ key, newValue }) => {
        if (key === null) shared.restore();
        else if (key === SESSION) listener(newValue === null);
        else shared.yieldTo(key);
      });
    },
  };
}
