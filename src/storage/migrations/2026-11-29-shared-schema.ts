// Which earlier versions can serve over a newer schema, so that nodes of two versions share one database for a while.
import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("schema_readers")
    .addColumn("schema", "text", (column) => column.primaryKey().notNull())
    .addColumn("readable_by", "text", (column) => column.notNull())
    .execute();
}
