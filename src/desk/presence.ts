// Who looks at which ticket, and who is writing there: held in memory by each node, told to the others, gone by itself.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DeskNews } from "../storage/desk/desk-news.ts";

/** A node that is gone takes its people along. */
const GONE_AFTER_MS = 10_000;
/** Nobody writes for so long without a key. */
const WRITING_MS = 6_000;
/** Well below the time after which somebody is gone. */
const REPEAT_MS = 3_000;
const LOOK_MS = 1_000;

/** Who writes in a conversation and is no colleague. */
const MERCHANT = "merchant";

/** Somebody at a ticket; of the id `merchant` it is the ticket's own, and counts only while they write. */
export interface Here {
  readonly ticket: string;
  readonly id: string;
  readonly name: string;
  readonly typing: boolean;
}

export interface Presence {
  /** What the person of a connection looks at now, or nothing. `typing` is said again while it is so. */
  look(connection: string, of: { id: string; name: string; at: string | undefined; typing: boolean }): void;
  leave(connection: string): void;
  /** The merchant of a ticket is writing; said again while it is so. */
  merchantWrites(ticket: string): void;
  /** Everybody, on all nodes. */
  all(): readonly Here[];
  /** Calls back when that is another. Answers a function that ends it. */
  onChange(listener: () => void): () => void;
  /** Calls back on each sign that somebody is writing. */
  onTyping(listener: (of: { ticket: string; id: string; name: string }) => void): void;
  close(): void;
}

/** As nodes tell it; `at` is absent where somebody looks at nothing. */
const Told = z.strictObject({
  connection: z.string(),
  id: z.string(),
  name: z.string(),
  at: z.string().optional(),
  typing: z.boolean(),
});
type Told = z.infer<typeof Told>;

interface Known extends Told {
  readonly heardMs: number;
  readonly typingMs: number;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createPresence({ news }: { news: Pick<DeskNews, "tellOthers" | "onTold"> }): Presence {
  const node = randomUUID();
  const known = new Map<string, Known>();
  const listeners = new Set<() => void>();
  const onTyping = new Set<Parameters<Presence["onTyping"]>[0]>();
  let shown = "[]";

  function all(): Here[] {
    const now = performance.now();
    const everybody = [...known.values()].flatMap(({ at, id, name, typingMs }) => {
      const typing = now - typingMs < WRITING_MS;
      return at === undefined || (id === MERCHANT && !typing) ? [] : [{ ticket: at, id, name, typing }];
    });
    // Somebody may look at it in two tabs.
    const once = new Map<string, Here>();
    for (const one of everybody) {
      const key = `${one.ticket} ${one.id}`;
      once.set(key, { ...one, typing: one.typing || once.get(key)?.typing === true });
    }
    return [...once.values()].sort((a, b) => (a.ticket + a.id < b.ticket + b.id ? -1 : 1));
  }

  function changed(): void {
    const now = JSON.stringify(all());
    if (now === shown) return;
    shown = now;
    for (const listener of listeners) listener();
  }

  function hear(told: Told): void {
    const now = performance.now();
    const before = known.get(told.connection);
    const isSame = before?.at === told.at;
    const typingMs = told.typing ? now : isSame && before ? before.typingMs : Number.NEGATIVE_INFINITY;
    if (told.at === undefined) known.delete(told.connection);
    else known.set(told.connection, { ...told, heardMs: now, typingMs });
    const { at: ticket, id, name } = told;
    if (told.typing && ticket !== undefined && id !== MERCHANT)
      for (const listener of onTyping) listener({ ticket, id, name });
    changed();
  }

  function forgetSilent(): void {
    const before = performance.now() - GONE_AFTER_MS;
    for (const [connection, { heardMs }] of known)
      if (!isOwn(connection) && heardMs < before) known.delete(connection);
    changed();
  }

  const isOwn = (connection: string) => connection.startsWith(node);
  const tell = (told: Told) => news.tellOthers(JSON.stringify(told));
  news.onTold((text) => {
    const read = Told.safeParse(JSON.parse(text));
    if (read.success) hear(read.data);
  });
  const timers = [
    setInterval(() => {
      for (const { connection, id, name, at } of known.values())
        if (isOwn(connection)) tell({ connection, id, name, at, typing: false });
    }, REPEAT_MS),
    setInterval(forgetSilent, LOOK_MS),
  ];
  for (const timer of timers) timer.unref();

  return {
    look(own, { id, name, at, typing }) {
      const connection = `${node} ${own}`;
      const told = { connection, id, name, ...(at !== undefined && { at }), typing };
      hear(told);
      tell(told);
    },
    leave(own) {
      const { id, name } = known.get(`${node} ${own}`) ?? {};
      if (id !== undefined && name !== undefined) this.look(own, { id, name, at: undefined, typing: false });
    },
    merchantWrites(at) {
      // Of no connection: nobody repeats it, so that it is gone by itself.
      const told = { connection: `${MERCHANT} ${at}`, id: MERCHANT, name: "", at, typing: true };
      hear(told);
      tell(told);
    },
    all,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onTyping: (listener) => void onTyping.add(listener),
    close() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
