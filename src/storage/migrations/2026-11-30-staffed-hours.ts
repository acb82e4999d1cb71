// When people are at the desk, by the kind of day; a queue names its hours, and one that names none is always open.
import type { Kysely } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

export async function up(db: Kysely<unknown>): Promise<void> {
  let table = db.schema.createTable("desk_hours").addColumn("id", "text", (column) => column.primaryKey());
  for (const name of ["title", "workday", "restday", "exceptions"])
    table = table.addColumn(name, "text", (column) => column.notNull());
  await table.execute();
}
