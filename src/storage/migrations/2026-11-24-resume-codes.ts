// Short codes with which a conversation goes on on another device.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("resume_codes")
    .addColumn("selector", "text", (column) => column.primaryKey().notNull())
    .addColumn("verifier", "text", (column) => column.notNull())
    // No reference: a conversation may be deleted while its code is still alive; the code then opens nothing.
    .addColumn("conversation_id", "text", (column) => column.notNull())
    .addColumn("provider", "text")
    .addColumn("tries", "integer", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("used_at", "text")
    .execute();
}
