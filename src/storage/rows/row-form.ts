// Whether rows are written in their short form: not while nodes of the version before may still read them.
import type { Kysely } from "kysely";
import type { Tables } from "../tables/tables.ts";

const STEP = "2026-11-30-short-rows";

/**
 * Decided once for as long as a store is open. Earlier versions serve over the schema for a day, while nodes are updated
 * one by one and perhaps back; who opens the store later writes short rows, and no earlier version can start any more.
 */
export async function mayShorten(db: Kysely<Tables>): Promise<boolean> {
  const form = await db
    .selectFrom("row_forms")
    .select("since")
    .where("form", "=", "short")
    .executeTakeFirst();
  if (!form || form.since > new Date().toISOString()) return false;
  await db
    .updateTable("schema_readers")
    .set({ readable_by: STEP })
    .where("schema", "=", STEP)
    .where("readable_by", "!=", STEP)
    .execute();
  return true;
}
