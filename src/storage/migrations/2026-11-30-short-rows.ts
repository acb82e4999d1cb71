// Since when rows of activities may have their short form, which earlier versions cannot read.
import type { Kysely } from "kysely";

export const readableBy = "2026-11-29-shared-schema";

/** As long as a rolling update may take, and a first look at the new version: until then one can go back to the old. */
const GOING_BACK_MS = 24 * 3_600_000;

/** Written down here, not imported: a migration stays as it was when the tables move on. */
interface Then {
  conversations: { id: string };
  row_forms: { form: string; since: string };
}

export async function up(db: Kysely<Then>): Promise<void> {
  await db.schema
    .createTable("row_forms")
    .addColumn("form", "text", (column) => column.primaryKey().notNull())
    .addColumn("since", "text", (column) => column.notNull())
    .execute();
  // Nobody of an earlier version ever wrote into a database without a conversation.
  const served = await db.selectFrom("conversations").select("id").limit(1).executeTakeFirst();
  const since = new Date(Date.now() + (served ? GOING_BACK_MS : 0)).toISOString();
  await db.insertInto("row_forms").values({ form: "short", since }).execute();
}
