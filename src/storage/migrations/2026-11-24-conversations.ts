// First schema: conversations, their activities and escalations, page feedback, and the readiness heartbeat.
import type { Kysely } from "kysely";

/** Written down here, not imported: a migration stays as it was when the tables move on. */
interface Then {
  heartbeat: { id: string; beats: number };
}

export async function up(db: Kysely<Then>): Promise<void> {
  await db.schema
    .createTable("conversations")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("user_id", "text")
    .addColumn("locale", "text", (column) => column.notNull())
    .addColumn("state", "text")
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("next_seq", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("last_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("activities")
    .addColumn("conversation_id", "text", (column) => column.notNull().references("conversations.id"))
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("client_activity_id", "text")
    .addColumn("body", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("activities_pk", ["conversation_id", "seq"])
    .addUniqueConstraint("activities_client_id", ["conversation_id", "client_activity_id"])
    .execute();
  await db.schema
    .createTable("escalations")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull().references("conversations.id"))
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("provider", "text")
    .addColumn("step", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("escalations_by_conversation")
    .on("escalations")
    .columns(["conversation_id", "seq"])
    .execute();
  await db.schema
    .createTable("feedback")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("page", "text", (column) => column.notNull())
    .addColumn("helpful", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("heartbeat")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("beats", "integer", (column) => column.notNull())
    .execute();
  await db.insertInto("heartbeat").values({ id: "store", beats: 0 }).execute();
}
