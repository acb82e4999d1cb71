// Deletes a conversation for good: every row that is about it, in one durable batch.
import type { Kysely } from "kysely";
import { AppError } from "../base/errors.ts";
import type { Engine } from "./engines/engine.ts";
import type { Tables } from "./tables.ts";

/** A turn or a resume code may come between counting and deleting; a deletion outlasts any burst of them. */
const ATTEMPTS = 100;
/** Each names its conversation; `content_uses` too, and goes with the conversation by itself. */
const ABOUT = ["activities", "escalations", "resume_codes"] as const;

/**
 * False when there is no such conversation, or when it was active at `silentSince` (ISO time) or later. The bytes are
 * overwritten in the database file (`secure_delete`); the write-ahead log is the caller's to empty, once for many.
 */
export async function deleteConversation(
  { db, engine }: { db: Kysely<Tables>; engine: Pick<Engine, "commitBatch"> },
  id: string,
  silentSince?: string,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const row = await db
      .selectFrom("conversations")
      .select(["version", "last_at"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row || (silentSince !== undefined && row.last_at >= silentSince)) return false;
    if ((await engine.commitBatch(await toBatch(db, id, row.version))) === "committed") return true;
  }
  throw new AppError("overloaded", { conversation: id, attempts: ATTEMPTS });
}

/** The first statement takes the lock that commits of this conversation wait for; the counts say that nothing came. */
async function toBatch(db: Kysely<Tables>, id: string, version: number) {
  const lock = db
    .updateTable("conversations")
    .set({ version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .compile();
  const parts = await Promise.all(
    ABOUT.map(async (table) => {
      const { count } = await db
        .selectFrom(table)
        .select((row) => row.fn.countAll<number>().as("count"))
        .where("conversation_id", "=", id)
        .executeTakeFirstOrThrow();
      const query = db.deleteFrom(table).where("conversation_id", "=", id).compile();
      return { query, rows: Number(count) };
    }),
  );
  const last = db.deleteFrom("conversations").where("id", "=", id).compile();
  return [{ query: lock, rows: 1 }, ...parts, { query: last, rows: 1 }];
}
