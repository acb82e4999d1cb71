// The audit: who did what to what, each entry hashed with the one before, durable before the answer leaves.
import type { Log } from "../base/log.ts";
import type { AuditRow, AuditStore } from "../storage/desk/audit-store.ts";
import type { DeskKey } from "./desk-key.ts";

/** Ids and states only, never words. */
export interface AuditEntry {
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

export interface Audit {
  /** Durable when it resolves. Entries that come while one batch is written go together into the next. */
  note(entry: AuditEntry): Promise<void>;
}

const PAGE = 500;
const HOUR_MS = 3_600_000;

interface Waiting {
  readonly entry: AuditEntry;
  readonly at: string;
  resolve(): void;
  reject(error: unknown): void;
}

export function createAudit(parts: { store: AuditStore; key: DeskKey; clock: () => Date }): Audit {
  const { store, key, clock } = parts;
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function write(batch: readonly Waiting[]): Promise<void> {
    for (;;) {
      const head = await store.head();
      if (await store.append(head, chain(key, head, batch))) return;
    }
  }

  async function drain(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await write(batch).then(
        () => batch.forEach((one) => void one.resolve()),
        (error: unknown) => batch.forEach((one) => void one.reject(error)),
      );
    }
    isWriting = false;
  }

  return {
    note: (entry) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ entry, at: clock().toISOString(), resolve, reject });
        if (!isWriting) void drain();
      }),
  };
}

function chain(
  key: DeskKey,
  head: { seq: number; hash: string },
  batch: readonly Pick<Waiting, "entry" | "at">[],
): AuditRow[] {
  const rows: AuditRow[] = [];
  for (const { entry, at } of batch) {
    const { seq: last, hash: prev } = rows.at(-1) ?? head;
    const { actor, action, object, data = {} } = entry;
    const row = { seq: last + 1, at, actor, action, object, data: JSON.stringify(data), prev };
    rows.push({ ...row, hash: hashOf(key, row) });
  }
  return rows;
}

function hashOf(
  key: DeskKey,
  { seq, at, actor, action, object, data, prev }: Omit<AuditRow, "hash">,
): string {
  return key
    .sign("audit", JSON.stringify([prev, seq, at, actor, action, object, data]))
    .toString("base64url");
}

/** Reads it from its first entry to its end. Names the first entry that is not as it was written; undefined if all are. */
export async function problemOfAudit(store: AuditStore, key: DeskKey): Promise<string | undefined> {
  const head = await store.head();
  let last = { seq: 0, hash: "" };
  for (let rows = await store.list(0, PAGE); rows.length > 0; rows = await store.list(last.seq, PAGE)) {
    for (const row of rows) {
      const problem = problemOfRow(key, last, row);
      if (problem !== undefined) return problem;
      last = row;
    }
  }
  return last.seq < head.seq ? `entries after ${last.seq} were cut off: there were ${head.seq}` : undefined;
}

function problemOfRow(key: DeskKey, last: { seq: number; hash: string }, row: AuditRow): string | undefined {
  if (row.seq !== last.seq + 1) return `entry ${last.seq + 1} is missing`;
  if (row.prev !== last.hash) return `entry ${row.seq} does not follow the one before it`;
  return hashOf(key, row) === row.hash ? undefined : `entry ${row.seq} was changed`;
}

/**
 * Tells the log where the audit ends: whoever cut its tail together with its head is found out by the lines that are
 * kept elsewhere.
 */
export async function tellHead({ store, log }: { store: Pick<AuditStore, "head">; log: Log }): Promise<void> {
  try {
    const { seq, hash } = await store.head();
    log.info({ seq, hash }, "the audit of the desk ends here");
  } catch (cause) {
    log.error({ err: cause }, "the end of the desk's audit cannot be read");
  }
}

/** Once an hour, on every node. Answers a function that ends it. */
export function startTellingHead(parts: { store: Pick<AuditStore, "head">; log: Log }): () => void {
  const timer = setInterval(() => void tellHead(parts), HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
