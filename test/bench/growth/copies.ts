// A database that has grown, without a turn of the bot for each message: copies of the conversations that were held in it.
import Database from "better-sqlite3";
import pg from "pg";
import { hourOf } from "../../../src/storage/rows/hour-of.ts";

type Query = (sql: string) => Promise<unknown>;

/** Where conversations stand, and in which columns; the rest of a row is copied as it is. */
const TABLES = [
  { table: "conversations", ids: ["id"], times: ["created_at", "last_at"] },
  { table: "activities", ids: ["conversation_id"], times: [] },
  { table: "escalations", ids: ["id", "conversation_id"], times: ["created_at"] },
  { table: "content_uses", ids: ["conversation_id"], times: [] },
] as const;
/** What a copy's id ends with: as long as what it takes the place of, and in no id of ours. */
const MARK = "~";
const CODE_LENGTH = 3;
const HOUR_MS = 3_600_000;

/**
 * Copies every conversation so many times, with ids as long as their own and an hour earlier each time, as days of merchants would
 * leave them.
 */
export async function fill(url: string, times: number): Promise<void> {
  await withSql(url, async (query, { columnsOf }) => {
    await query("create temporary table spoken as select id from conversations");
    for (const { table, ids, times: when } of TABLES) {
      const columns = await columnsOf(table);
      const isOf = (names: readonly string[], name: string) => names.includes(name);
      for (let copy = 1; copy <= times; copy += 1) {
        const code = MARK + copy.toString(36).padStart(CODE_LENGTH, "0");
        const at = new Date(Date.now() - copy * HOUR_MS).toISOString();
        const values = columns.map((name) => {
          if (isOf(ids, name))
            return `substr(one.${name}, 1, length(one.${name}) - ${code.length}) || '${code}'`;
          if (isOf(when, name)) return `'${at}'`;
          return name === "last_hour" ? `'${hourOf(at)}'` : `one.${name}`;
        });
        await query(
          `insert into ${table} (${columns.join(", ")}) select ${values.join(", ")} from ${table} one join spoken on spoken.id = one.${ids.at(-1)}`,
        );
      }
    }
  });
}

async function withSql(
  url: string,
  use: (query: Query, of: { columnsOf(table: string): Promise<readonly string[]> }) => Promise<void>,
): Promise<void> {
  if (url.startsWith("sqlite:")) {
    const db = new Database(url.slice("sqlite:".length));
    db.pragma("foreign_keys = off");
    await use(async (sql) => db.exec(sql), {
      columnsOf: async (table) =>
        (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name),
    });
    db.exec("analyze");
    db.pragma("wal_checkpoint(truncate)");
    db.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await use((sql) => client.query(sql), {
    columnsOf: async (table) =>
      (
        await client.query(
          "select column_name as name from information_schema.columns where table_name = $1 order by ordinal_position",
          [table],
        )
      ).rows.map(({ name }) => name as string),
  });
  await client.query("drop table spoken");
  await client.query("vacuum analyze");
  await client.query("checkpoint");
  await client.end();
}
