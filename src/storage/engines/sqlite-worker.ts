// The one thread that holds the SQLite connection: answers queries at once, commits waiting batches together.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import type { StatementResult } from "./driver.ts";
import type { BatchOutcome } from "./engine.ts";

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type SqliteRequest =
  | ({ readonly kind: "query" } & Statement)
  | { readonly kind: "batch"; readonly statements: readonly (Statement & { readonly rows: number })[] }
  | { readonly kind: "close" };

export interface SqliteFailure {
  readonly code: string;
  readonly message: string;
}

/** Id 0 answers the opening of the database. */
export type SqliteAnswer =
  | { readonly id: number; readonly value: BatchOutcome | StatementResult | undefined }
  | { readonly id: number; readonly failure: SqliteFailure };

type Batch = Extract<SqliteRequest, { kind: "batch" }> & { readonly id: number };

/** A backup or a migration of another process may hold the lock this long before we refuse to start. */
const START_LOCK_WAIT_MS = 5_000;
/** While serving, the thread blocks no longer than this, so that reads go on beside a held lock. */
const SERVING_LOCK_WAIT_MS = 50;
/** Batches give up when the lock is held this long, and those who come later at once: a post is answered within 5 s. */
const BATCH_LOCK_WAIT_MS = 3_000;
const LOCK_RETRY_MS = 20;
/** Our stores compile a few dozen different statements; the limit only stops a leak. */
const PREPARED_MAX = 200;
const CLOSED: SqliteFailure = { code: "SQLITE_BUSY", message: "closed while another process held the lock" };

const port = parentPort;
if (!port) throw new Error("sqlite-worker.ts runs as a worker thread only");
const answer = (message: SqliteAnswer): void => port.postMessage(message);

function open(): Database.Database {
  const opened = new Database(String(workerData), { timeout: START_LOCK_WAIT_MS });
  opened.pragma("journal_mode = WAL");
  opened.pragma("synchronous = FULL"); // an acknowledged message survives power loss
  opened.pragma("fullfsync = ON"); // macOS reaches the disk only with it
  opened.pragma("foreign_keys = ON");
  opened.pragma("secure_delete = ON"); // what is deleted is gone from the file
  opened.pragma("trusted_schema = OFF");
  opened.exec("BEGIN IMMEDIATE; ROLLBACK"); // fails here, not at the first message, where we may not write
  return opened;
}

function toFailure(error: unknown): SqliteFailure {
  const code = error instanceof Database.SqliteError ? error.code : "UNKNOWN";
  return { code, message: error instanceof Error ? error.message : String(error) };
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one worker; its functions are short and share its state.
function serve(db: Database.Database): void {
  const prepared = new Map<string, Database.Statement<unknown[]>>();
  const waiting: Batch[] = [];
  let scheduled = false;
  let locked: { firstMs: number; lastMs: number } | undefined;

  const prepare = (sql: string): Database.Statement<unknown[]> => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= PREPARED_MAX) prepared.clear();
    const statement = db.prepare<unknown[]>(sql);
    prepared.set(sql, statement);
    return statement;
  };

  const query = ({ sql, parameters }: Statement): StatementResult => {
    const statement = prepare(sql);
    if (statement.reader) return { rows: statement.all(...parameters), changes: 0 };
    return { rows: [], changes: statement.run(...parameters).changes };
  };

  const undo = (): void => {
    db.exec("ROLLBACK TO batch; RELEASE batch");
  };

  /** Throws only when SQLite gave up the whole transaction, as it does on a full disk. */
  const apply = (batch: Batch): { value: BatchOutcome } | { failure: SqliteFailure } => {
    prepare("SAVEPOINT batch").run();
    try {
      for (const statement of batch.statements) {
        if (prepare(statement.sql).run(...statement.parameters).changes === statement.rows) continue;
        undo();
        return { value: "conflict" };
      }
      prepare("RELEASE batch").run();
      return { value: "committed" };
    } catch (error) {
      if (!db.inTransaction) throw error;
      undo();
      const failure = toFailure(error);
      const taken = /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(failure.code);
      return taken ? { value: { constraint: failure.message } } : { failure };
    }
  };

  const commitTogether = (batches: readonly Batch[]): void => {
    try {
      const outcomes = batches.map((batch) => ({ id: batch.id, ...apply(batch) }));
      prepare("COMMIT").run();
      outcomes.forEach(answer);
    } catch (error) {
      if (db.inTransaction) prepare("ROLLBACK").run();
      for (const batch of batches) answer({ id: batch.id, failure: toFailure(error) });
    }
  };

  /** Behind a lock, batches wait for another try; every other trouble is answered at once. */
  const postpone = (failure: SqliteFailure): void => {
    const nowMs = performance.now();
    // Nobody tried for a while: this is another lock.
    if (!locked || nowMs - locked.lastMs > BATCH_LOCK_WAIT_MS) locked = { firstMs: nowMs, lastMs: nowMs };
    locked.lastMs = nowMs;
    const isPatient = nowMs - locked.firstMs < BATCH_LOCK_WAIT_MS;
    if (failure.code.startsWith("SQLITE_BUSY") && isPatient) schedule(LOCK_RETRY_MS);
    else for (const { id } of waiting.splice(0)) answer({ id, failure });
  };

  const flush = (): void => {
    scheduled = false;
    if (db.inTransaction || waiting.length === 0) return;
    // Behind a lock that is known, every wait would only hold up the reads.
    db.pragma(`busy_timeout = ${locked ? 0 : SERVING_LOCK_WAIT_MS}`);
    try {
      prepare("BEGIN IMMEDIATE").run();
    } catch (error) {
      postpone(toFailure(error));
      return;
    }
    locked = undefined;
    commitTogether(waiting.splice(0));
  };

  /** By way of the event loop, so that everything already posted joins the same commit. */
  const schedule = (delayMs?: number): void => {
    if (scheduled) return;
    scheduled = true;
    if (delayMs === undefined) setImmediate(flush);
    else setTimeout(flush, delayMs);
  };

  const handle = (id: number, request: SqliteRequest): void => {
    switch (request.kind) {
      case "query":
        answer({ id, value: query(request) });
        if (waiting.length > 0) schedule();
        return;
      case "batch":
        waiting.push({ ...request, id });
        schedule();
        return;
      case "close":
        flush();
        for (const batch of waiting.splice(0)) answer({ id: batch.id, failure: CLOSED });
        db.close();
        answer({ id, value: undefined });
        port?.close();
        return;
      default:
        request satisfies never;
    }
  };

  port?.on("message", ({ id, request }: { id: number; request: SqliteRequest }) => {
    try {
      handle(id, request);
    } catch (error) {
      answer({ id, failure: toFailure(error) });
    }
  });
}

try {
  serve(open());
  answer({ id: 0, value: undefined });
} catch (error) {
  answer({ id: 0, failure: toFailure(error) });
}
