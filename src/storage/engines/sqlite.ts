// SQLite for one node: a Kysely dialect and durable batches, both carried out by one worker thread.
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import { createDriver } from "./driver.ts";
import type { Engine } from "./engine.ts";
import { explainOpening, prepareFile } from "./sqlite-file.ts";
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
  return {
    dialect: {
      createDriver: () =>
        createDriver({ begin: "begin immediate", connect: async () => ({ ...connection }) }),
      createAdapter: () => new TransactionalSqliteAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
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
    close: thread.close,
  };
}
