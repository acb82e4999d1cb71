// Which content was released when, in each locale: all nodes serve the newest, whatever their folders hold.
import type { Kysely } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("content_heads")
    .addColumn("generation", "integer", (column) => column.notNull())
    .addColumn("locale", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("content_heads_pk", ["generation", "locale"])
    .execute();
}
