// Which conversation belongs to one of another channel, and how far what is said in it was handed over there.
import type { Kysely } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("channel_links")
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text", (column) =>
      column.notNull().references("conversations.id").onDelete("cascade"),
    )
    .addColumn("delivered", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("channel_links_pk", ["channel", "external_id"])
    .execute();
  await db.schema
    .createIndex("channel_links_by_conversation")
    .on("channel_links")
    .columns(["conversation_id"])
    .execute();
}
