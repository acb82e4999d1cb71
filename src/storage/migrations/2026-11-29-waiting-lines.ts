// One index that holds all the desk sorts and counts tickets by, so that neither reads whole tickets.
import type { Kysely } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("tickets_in_line")
    .on("tickets")
    .columns(["status", "queue_id", "assignee", "priority", "wait_since", "updated_at", "id"])
    .execute();
}
