// How many rows each table of a database has, whatever tables there are.
import Database from "better-sqlite3";
import pg from "pg";
import { sqliteTables } from "./sqlite-tables.ts";

/** `env` is the program's: a PostgreSQL database, or the folder of a SQLite one. */
export function rowsPerTable(env: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, number>> {
  const { DATABASE_URL, DATA_DIR } = env;
  return DATABASE_URL === undefined ? inSqlite(`${DATA_DIR}/huanka.db`) : inPostgres(DATABASE_URL);
}

async function inSqlite(file: string) {
  const db = new Database(file, { readonly: true });
  try {
    const tables = sqliteTables(db);
    const count = (table: string) =>
      db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
    return new Map(tables.map((table) => [table, count(table)]));
  } finally {
    db.close();
  }
}

async function inPostgres(url: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    const counts = new Map<string, number>();
    for (const { name } of rows) {
      const counted = await client.query(`SELECT count(*) AS rows FROM "${name}"`);
      counts.set(name, Number(counted.rows[0]?.rows));
    }
    return counts;
  } finally {
    await client.end();
  }
}
