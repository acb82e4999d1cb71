// The tables of a SQLite database, whatever they are.
import type Database from "better-sqlite3";

export function sqliteTables(db: Database.Database): readonly string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
}
