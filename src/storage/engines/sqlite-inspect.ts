// Looks into a SQLite file without changing it: is it sound, which schema has it, how new is its newest entry.
import Database from "better-sqlite3";

export interface Inspection {
  /** What SQLite and its foreign keys complain about, at most a few lines; empty when the file is sound. */
  readonly damage: readonly string[];
  /** Names of the migrations it has, oldest first. */
  readonly schemas: readonly string[];
  /** Who can serve over those that a newer version made, by their names. */
  readonly readers: ReadonlyMap<string, string>;
  /** ISO time at which nothing was kept longer than promised, if that was ever so. */
  readonly retainedAt: string | undefined;
  /** ISO time of the newest activity, if there is one. */
  readonly newestAt: string | undefined;
}

const DAMAGE_SHOWN = 3;

/** Never throws for what is in the file: a file that is no database is damage too. Reads every page. */
export function inspectFile(path: string): Inspection {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return inspect(db);
    } finally {
      db.close();
    }
  } catch (error) {
    return {
      damage: [error instanceof Error ? error.message : String(error)],
      schemas: [],
      readers: new Map(),
      retainedAt: undefined,
      newestAt: undefined,
    };
  }
}

/** False also for a file that is no database of ours. */
export function holdsConversation(path: string, id: string): boolean {
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      return db.prepare("SELECT 1 FROM conversations WHERE id = ?").get(id) !== undefined;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function inspect(db: Database.Database): Inspection {
  const texts = (sql: string) => db.prepare<[], string | null>(sql).pluck().all();
  const integrity = texts("PRAGMA integrity_check").filter((line) => line !== "ok");
  const orphans = db.pragma("foreign_key_check") as { table: string; rowid: number }[];
  const tables = texts("SELECT name FROM sqlite_master WHERE type = 'table'");
  const read = (table: string, sql: string) => (tables.includes(table) ? texts(sql) : []);
  return {
    damage: [
      ...integrity.slice(0, DAMAGE_SHOWN).map(String),
      ...orphans
        .slice(0, DAMAGE_SHOWN)
        .map(({ table, rowid }) => `row ${rowid} of ${table} refers to nothing`),
    ],
    schemas: read("kysely_migration", "SELECT name FROM kysely_migration ORDER BY name").map(String),
    readers: new Map(
      read("schema_readers", "SELECT json_array(schema, readable_by) FROM schema_readers").map(
        (pair) => JSON.parse(String(pair)) as [string, string],
      ),
    ),
    retainedAt:
      read("job_beats", "SELECT beat_at FROM job_beats WHERE job = 'retention-done'")[0] ?? undefined,
    newestAt: read("conversations", "SELECT max(last_at) FROM conversations")[0] ?? undefined,
  };
}
