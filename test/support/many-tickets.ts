// Many merchants who wait, without a turn of the bot for each: copies of one, written into the database.
import type Database from "better-sqlite3";

export type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** One waiting merchant with their conversation, as often as wanted; the same statement runs on both engines. */
export async function multiply(query: Query, ticket: string, times: number): Promise<void> {
  const numbers = `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${times})`;
  for (const [table, where, own] of [
    ["conversations", `ticket_id = '${ticket}'`, ["id", "ticket_id"]],
    ["tickets", `id = '${ticket}'`, ["id", "conversation_id", "reference"]],
  ] as const) {
    const [row = {}] = await query(`select * from ${table} where ${where}`);
    const columns = Object.keys(row);
    const values = columns.map((name) =>
      (own as readonly string[]).includes(name) ? `one.${name} || '_' || n` : `one.${name}`,
    );
    await query(
      `insert into ${table} (${columns.join(", ")}) ${numbers}
       select ${values.join(", ")} from ${table} one cross join counted where one.${where}`,
    );
  }
}

/** A statement over SQLite, as `multiply` asks it. */
export function asked(db: Database.Database, sql: string): readonly Record<string, unknown>[] {
  const statement = db.prepare(sql);
  if (statement.reader) return statement.all() as Record<string, unknown>[];
  statement.run();
  return [];
}
