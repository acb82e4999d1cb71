// Silent conversations are found by the hour of their last message: an index of its time was written anew with every turn,
// and on PostgreSQL the row with all its entries elsewhere. Versions from before go on writing the time alone; an hour that is
// missing or too early only means that the time is looked at. They look for silent ones without an index meanwhile.
import { type Kysely, PostgresAdapter, sql } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

/** Written down here, not imported: a migration stays as it was when the tables move on. */
interface Then {
  conversations: { id: string; last_at: string; last_hour: string };
}

/** So many are changed within what one statement may take. */
const AT_ONCE = 5_000;

export async function up(db: Kysely<Then>): Promise<void> {
  const table = db.schema.alterTable("conversations");
  await table.addColumn("last_hour", "text", (column) => column.notNull().defaultTo("")).execute();
  for (let after = ""; ; ) {
    const ids = db.selectFrom("conversations").select("id").where("id", ">", after).orderBy("id");
    const to = (await ids.limit(AT_ONCE).execute()).at(-1)?.id;
    if (to === undefined) break;
    await db
      .updateTable("conversations")
      .set({ last_hour: sql<string>`substr(last_at, 1, 13)` })
      .where("id", ">", after)
      .where("id", "<=", to)
      .execute();
    after = to;
  }
  await db.schema
    .createIndex("conversations_by_last_hour")
    .on("conversations")
    .columns(["last_hour"])
    .execute();
  await db.schema.dropIndex("conversations_by_last_at").execute();
  // Room for the next version of a row on its own page, where no index learns of it.
  if (db.getExecutor().adapter instanceof PostgresAdapter)
    await sql`alter table conversations set (fillfactor = 70)`.execute(db);
}
