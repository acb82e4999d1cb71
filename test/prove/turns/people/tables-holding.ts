// In which tables of a database a text stands, whatever tables there are.
import Database from "better-sqlite3";
import pg from "pg";
import { sqliteTables } from "../../../support/sqlite-tables.ts";

export function tablesHolding(databaseUrl: string): (text: string) => Promise<readonly string[]> {
  const file = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  return file === undefined ? inPostgres(databaseUrl) : inSqlite(file);
}

function inSqlite(file: string) {
  return async (text: string) => {
    const db = new Database(file, { readonly: true });
    try {
      const tables = sqliteTables(db);
      return tables.filter((table) =>
        JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()).includes(text),
      );
    } finally {
      db.close();
    }
  };
}

function inPostgres(url: string) {
  return async (text: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      const { rows } = await client.query(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const sql = `SELECT 1 FROM "${name}" AS one WHERE strpos(one::text, $1) > 0 LIMIT 1`;
        if ((await client.query(sql, [text])).rows.length > 0) found.push(name);
      }
      return found;
    } finally {
      await client.end();
    }
  };
}
