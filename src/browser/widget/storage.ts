// What the chat keeps on this device. A browser that refuses storage gets a chat that lasts as long as the page.
import type { CoveredKind } from "./shield.ts";

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
  readonly covered?: readonly CoveredKind[];
  /** Epoch ms. */
  readonly at: number;
  readonly failed: boolean;
}

export interface ChatStore {
  session(): Session | undefined;
  saveSession(session: Session | undefined): void;
  outbox(): readonly Outgoing[];
  saveOutbox(outbox: readonly Outgoing[]): void;
  /** Id of the last activity the merchant has seen. */
  seen(): string;
  saveSeen(activityId: string): void;
  draft(): string;
  saveDraft(text: string): void;
  isOpen(): boolean;
  saveOpen(open: boolean): void;
  /** Forgets the conversation, not that the window is open. */
  clear(): void;
  /** Another tab has ended or renewed the conversation. */
  onSessionChange(listener: () => void): void;
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

/** One storage area with memory behind it, for browsers that throw on every access. */
function createArea(name: "localStorage" | "sessionStorage") {
  const memory = new Map<string, string>();
  return {
    get(key: string): string | undefined {
      try {
        return window[name].getItem(key) ?? undefined;
      } catch {
        return memory.get(key);
      }
    },
    set(key: string, value: string | undefined): void {
      try {
        if (value === undefined) window[name].removeItem(key);
        else window[name].setItem(key, value);
      } catch {
        memory.set(key, value ?? "");
      }
    },
  };
}

/** Session and outbox are shared by all tabs; draft and open state belong to one tab. */
export function createStore(): ChatStore {
  const shared = createArea("localStorage");
  const tab = createArea("sessionStorage");
  return {
    session() {
      const session = parse(shared.get(SESSION));
      return isSession(session) ? session : undefined;
    },
    saveSession: (session) => shared.set(SESSION, session && JSON.stringify(session)),
    outbox() {
      const outbox = parse(shared.get(OUTBOX));
      return Array.isArray(outbox) ? outbox.filter(isOutgoing) : [];
    },
    saveOutbox: (outbox) => shared.set(OUTBOX, outbox.length > 0 ? JSON.stringify(outbox) : undefined),
    seen: () => shared.get(SEEN) ?? "",
    saveSeen: (activityId) => shared.set(SEEN, activityId),
    draft: () => tab.get(DRAFT) ?? "",
    saveDraft: (text) => tab.set(DRAFT, text || undefined),
    isOpen: () => tab.get(OPEN) === "yes",
    saveOpen: (open) => tab.set(OPEN, open ? "yes" : undefined),
    clear() {
      for (const key of [SESSION, OUTBOX, SEEN]) shared.set(key, undefined);
      tab.set(DRAFT, undefined);
    },
    onSessionChange(listener) {
      addEventListener("storage", (event) => {
        if (event.key === SESSION || event.key === null) listener();
      });
    },
  };
}
