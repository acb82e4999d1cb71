// SQLite for one node: a Kysely dialect and durable batches, both carried out by one worker thread.
import { dirname } from "node:path";
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { StartError } from "../../base/errors.ts";
import { createDriver } from "./driver.ts";
import type { Engine } from "./engine.ts";
import { backUp } from "./sqlite-backup.ts";
import { explainOpening, MEMORY, prepareFile } from "./sqlite-file.ts";
import { startThread } from "./sqlite-thread.ts";

/** SQLite can undo table changes; Kysely leaves that off, which would let a crash leave half a schema. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Opens the file of a `sqlite:` URL and makes it if it is missing.
 * Throws StartError naming the path when it is not writable, not a database, or locked for 5 s.
 */
export async function openSqlite(databaseUrl: string): Promise<Engine> {
  const path = prepareFile(databaseUrl);
  const thread = await startThread(path).catch((error: unknown) => {
    throw explainOpening(path, error);
  });
  const connection = { run: thread.query, release: () => {} };
  const dialect: Dialect = {
    createDriver: () => createDriver({ begin: "begin immediate", connect: async () => ({ ...connection }) }),
    createAdapter: () => new TransactionalSqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return {
    dialect,
    forSteps: dialect,
    commitBatch: (queries) =>
      thread.batch(queries.map(({ query: { sql, parameters }, rows }) => ({ sql, parameters, rows }))),
    announce() {
      // A file has one node: there is nobody else to tell.
    },
    onAnnounced() {
      // Likewise nobody else announces.
    },
    async eraseTraces() {
      // A reader in another process holds the log open; then the next checkpoint overwrites it.
      await thread.query("PRAGMA wal_checkpoint(TRUNCATE)", []).catch(() => undefined);
    },
    async keepCopy(schema) {
      if (path === MEMORY) return undefined;
      const copy = `${path}.before-${schema}.${Date.now()}-${process.pid}`;
      await backUp(path, copy).catch((error: unknown) => {
        throw new StartError(
          `Before the database is brought up to date, a copy of it is kept, and that failed: ${error instanceof Error ? error.message : String(error)}\n` +
            `Free space in ${dirname(path)} for a second database, then start again. The database was left as it was.`,
          { cause: error },
        );
      });
      return copy;
    },
    async estimateRows(table) {
      // The oldest go first, so the numbers in use have few gaps; counting would read all of an index.
      const range = `SELECT max(rowid) - min(rowid) + 1 AS rows FROM "${table}"`;
      const { rows } = await thread.query(range, []);
      return Number((rows[0] as { rows: number | null } | undefined)?.rows ?? 0);
    },
    waiting: thread.waiting,
    isListening: () => undefined,
    hears: async () => undefined,
    close: thread.close,
  };
}
