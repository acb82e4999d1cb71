// Why pages did not help, as counts of a page, a day and a reason.
import type { Kysely } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("page_reasons")
    .addColumn("page", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("votes", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("page_reasons_pk", ["page", "day", "reason"])
    .execute();
}
