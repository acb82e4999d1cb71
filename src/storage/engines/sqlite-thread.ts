// The main thread's end of the SQLite worker: pairs answers with calls, and starts a new worker after a crash.
import { Worker } from "node:worker_threads";
import { AppError } from "../../base/errors.ts";
import type { StatementResult } from "./driver.ts";
import type { BatchOutcome } from "./engine.ts";
import type { SqliteAnswer, SqliteFailure, SqliteRequest } from "./sqlite-worker.ts";

type Value = BatchOutcome | StatementResult | undefined;
interface Call {
  resolve(value: Value): void;
  reject(error: Error): void;
}
interface Launched {
  readonly opened: Promise<Value>;
  call(request: SqliteRequest): Promise<Value>;
  waiting(): number;
}

export interface SqliteThread {
  query(sql: string, parameters: readonly unknown[]): Promise<StatementResult>;
  batch(statements: Extract<SqliteRequest, { kind: "batch" }>["statements"]): Promise<BatchOutcome>;
  /** Calls that have no answer yet. */
  waiting(): number;
  close(): Promise<void>;
}

/** Enough for a burst of a thousand merchants; beyond it a quick refusal is kinder than a late answer. */
const WAITING_MAX = 2_000;
/** A database that cannot be opened is tried again at most this often. */
const RELAUNCH_PAUSE_MS = 1_000;
const OPENING_ID = 0;
/** The machine's troubles: they pass, or the operator ends them; the merchant may try again. */
const PASSING = /^(SQLITE_(FULL|READONLY|BUSY|IOERR|CANTOPEN|LOCKED|NOMEM|PROTOCOL)|WORKER_)/;

/** What went wrong while opening, with SQLite's own code (`SQLITE_NOTADB`, `SQLITE_BUSY`, …) in `details`. */
function toAppError({ code, message }: SqliteFailure): AppError {
  return new AppError(PASSING.test(code) ? "overloaded" : "internal", { engine: "sqlite", code, message });
}

/**
 * Starts the worker on a database file and waits until it is open. When the worker dies, the calls under
 * way throw AppError `overloaded` and the next call starts another one.
 * Throws AppError with SQLite's code in `details` when the file cannot be opened.
 */
export async function startThread(path: string): Promise<SqliteThread> {
  let failedMs = Number.NEGATIVE_INFINITY;
  let current: Launched | undefined;
  let closed = false;
  const relaunch = (): Launched => {
    const launched = launch(path, () => {
      current = undefined;
      failedMs = performance.now();
    });
    launched.opened.catch(() => {}); // reported by the calls that wait for it
    current = launched;
    return launched;
  };
  const call = async (request: SqliteRequest): Promise<Value> => {
    if (closed) throw toAppError({ code: "WORKER_CLOSED", message: "the database is closed" });
    if (!current && performance.now() - failedMs < RELAUNCH_PAUSE_MS) {
      throw toAppError({ code: "WORKER_RESTARTING", message: "the database thread stopped a moment ago" });
    }
    const launched = current ?? relaunch();
    await launched.opened;
    return launched.call(request);
  };
  await relaunch().opened;
  return {
    query: async (sql, parameters) => (await call({ kind: "query", sql, parameters })) as StatementResult,
    batch: async (statements) => (await call({ kind: "batch", statements })) as BatchOutcome,
    waiting: () => current?.waiting() ?? 0,
    close: async () => {
      const closing = current && call({ kind: "close" });
      closed = true;
      await closing;
    },
  };
}

function launch(path: string, onGone: () => void): Launched {
  const calls = new Map<number, Call>();
  const worker = new Worker(new URL("./sqlite-worker.ts", import.meta.url), { workerData: path });
  let lastId = OPENING_ID;
  const expect = (id: number): Promise<Value> =>
    new Promise((resolve, reject) => calls.set(id, { resolve, reject }));
  const opened = expect(OPENING_ID);

  let reason: SqliteFailure = { code: "WORKER_EXIT", message: "the database thread ended" };
  worker.on("message", (answer: SqliteAnswer) => {
    const call = calls.get(answer.id);
    calls.delete(answer.id);
    if ("failure" in answer) call?.reject(toAppError(answer.failure));
    else call?.resolve(answer.value);
  });
  worker.on("error", (error) => {
    reason = { code: "WORKER_CRASH", message: error instanceof Error ? error.message : String(error) };
  });
  worker.on("exit", () => {
    onGone();
    for (const call of calls.values()) call.reject(toAppError(reason));
    calls.clear();
  });

  return {
    opened,
    waiting: () => calls.size,
    async call(request) {
      if (calls.size >= WAITING_MAX) {
        throw toAppError({
          code: "WORKER_FULL",
          message: `${WAITING_MAX} calls are waiting for the database`,
        });
      }
      lastId += 1;
      const answered = expect(lastId);
      worker.postMessage({ id: lastId, request });
      return answered;
    },
  };
}
