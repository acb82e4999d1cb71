// A database as an earlier schema left it, full of odd data; and its contents as one text.
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { MIGRATIONS } from "../../src/storage/schema.ts";

const ODD_TEXTS = [
  "👍🏽 卡号已遮住",
  "before\u0000after",
  "x".repeat(65_536),
  "\ud800 alone",
  "'; DROP TABLE activities; --",
  "",
];

/** Makes it at `path`, with `conversations` conversations; client ids repeat across them, as they may. */
export async function makeOldDatabase(path: string, schema: string, conversations: number): Promise<void> {
  const sqlite = new Database(path);
  sqlite.pragma("journal_mode = WAL");
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateTo(schema);
  if (error) throw error;
  const addConversation = sqlite.prepare("INSERT INTO conversations VALUES (?, ?, 'zh-CN', ?, 1, ?, ?, ?)");
  const addActivity = sqlite.prepare("INSERT INTO activities VALUES (?, ?, ?, ?)");
  const at = "2026-11-24T00:00:00.000Z";
  sqlite.transaction(() => {
    for (let index = 0; index < conversations; index += 1) {
      const id = `cnv_${index}`;
      addConversation.run(id, null, JSON.stringify({ index }), ODD_TEXTS.length, at, at);
      for (const [seq, text] of ODD_TEXTS.entries())
        addActivity.run(id, seq, `same-${seq}`, JSON.stringify({ id: `${id}|${seq}`, text }));
    }
  })();
  await db.destroy();
}

/** Every row of the tables that hold merchants' data, in order. */
export function contentsOf(path: string): string {
  const db = new Database(path, { readonly: true });
  try {
    return JSON.stringify(
      ["conversations", "activities", "escalations", "feedback"].map((table) =>
        db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
      ),
    );
  } finally {
    db.close();
  }
}
