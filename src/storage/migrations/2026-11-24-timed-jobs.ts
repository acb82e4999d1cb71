// When a recurring job last ran, so that it notices a clock that jumped; and an index to find silent conversations by.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("job_beats")
    .addColumn("job", "text", (column) => column.primaryKey().notNull())
    .addColumn("beat_at", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("conversations_by_last_at").on("conversations").columns(["last_at"]).execute();
}
