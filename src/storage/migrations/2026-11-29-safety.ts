// Votes as counts of a page and a day, the epochs of chat tokens, and the secrets that all nodes share.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("page_votes")
    .addColumn("page", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("yes", "integer", (column) => column.notNull())
    .addColumn("no", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_votes_pk", ["page", "day"])
    .execute();
  await db.schema
    .createTable("token_epochs")
    .addColumn("conversation_id", "text", (column) =>
      column.primaryKey().notNull().references("conversations.id").onDelete("cascade"),
    )
    .addColumn("epoch", "integer", (column) => column.notNull())
    .addColumn("least", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("cluster_secrets")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("value", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
}
