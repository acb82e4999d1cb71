// One process serves a SQLite database: a second one would never learn what the first commits.
import { closeSync, openSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { StartError } from "../../base/errors.ts";
import { fileOf, MEMORY } from "./sqlite-file.ts";

/** A restart may begin before the old process has ended. */
const WAIT_MS = 10_000;
const RETRY_MS = 100;
const OWNER_ONLY = 0o600;

/**
 * Holds the database of a `sqlite:` URL for this process, and answers the function that lets go; the system lets go when
 * the process dies, however it dies. Commands beside a running service take no part in this. Throws StartError when
 * another one holds it for ten seconds.
 */
export async function holdDatabase(databaseUrl: string, waitMs: number = WAIT_MS): Promise<() => void> {
  const name = fileOf(databaseUrl);
  if (!databaseUrl.startsWith("sqlite:") || name === MEMORY) return () => undefined;
  const path = ownPath(name);
  const [lockFile, pidFile] = [`${path}.lock`, `${path}.pid`];
  const endMs = performance.now() + waitMs;
  for (;;) {
    const lock = tryToHold(lockFile);
    if (lock) {
      writeFileSync(pidFile, `${process.pid}\n`, { mode: OWNER_ONLY });
      return () => void lock.close();
    }
    if (performance.now() >= endMs) throw new StartError(explain(path, pidFile));
    await sleep(RETRY_MS);
  }
}

/** One file may be reached by links, from several folders. */
function ownPath(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return name;
  }
}

/** A lock of SQLite's own, since Node has none: exclusive, on a file in which nothing is ever written. */
function tryToHold(lockFile: string): Database.Database | undefined {
  closeSync(openSync(lockFile, "a", OWNER_ONLY));
  const lock = new Database(lockFile, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) return undefined;
    throw error;
  }
}

function explain(path: string, pidFile: string): string {
  let pid = "unknown";
  try {
    pid = readFileSync(pidFile, "utf8").trim();
  } catch {
    // Whoever holds it has not written it yet.
  }
  return (
    `Another huanka (pid ${pid}) uses ${path}.\n` +
    "Stop it, set DATA_DIR to another folder, or use PostgreSQL for several processes: DATABASE_URL=postgres://…"
  );
}
