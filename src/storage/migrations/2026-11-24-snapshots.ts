// Content snapshots, and from which of its activities on each conversation speaks from which snapshot.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("content_snapshots")
    .addColumn("hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("files", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("served_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("content_uses")
    .addColumn("conversation_id", "text", (column) =>
      column.notNull().references("conversations.id").onDelete("cascade"),
    )
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("content_uses_pk", ["conversation_id", "seq"])
    .execute();
  await db.schema.createIndex("content_uses_by_hash").on("content_uses").columns(["hash"]).execute();
}
