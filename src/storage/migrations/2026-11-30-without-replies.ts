// The index of what clients call their messages, without the replies, which nobody calls anything: on PostgreSQL a reply
// wrote an entry there that nobody ever looks for. SQLite's index came with its table, which would have to be made anew.
import { type Kysely, PostgresAdapter } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

/** Written down here, not imported: a migration stays as it was when the tables move on. */
interface Then {
  activities: { conversation_id: string; client_activity_id: string | null };
}

export async function up(db: Kysely<Then>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  // The new one first, so that no id is ever taken twice.
  await db.schema
    .createIndex("activities_taken_ids")
    .unique()
    .on("activities")
    .columns(["conversation_id", "client_activity_id"])
    .where("client_activity_id", "is not", null)
    .execute();
  await db.schema.alterTable("activities").dropConstraint("activities_client_id").execute();
}
