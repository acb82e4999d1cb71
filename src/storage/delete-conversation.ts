// Deletes a conversation for good: every row that is about it, in one durable batch.
import type { Kysely } from "kysely";
import { AppError } from "../base/errors.ts";
import { event } from "./desk/ticket-statements.ts";
import type { Engine, GuardedQuery } from "./engines/engine.ts";
import type { Tables } from "./tables/tables.ts";

/** A turn or a resume code may come between counting and deleting; a deletion outlasts any burst of them. */
const ATTEMPTS = 100;
/** Each names its conversation; `content_uses` and `channel_links` too, and go with the conversation by themselves. */
const ABOUT = ["activities", "escalations", "resume_codes"] as const;
/** Each names a ticket of it. */
const ABOUT_TICKETS = ["ticket_log", "ticket_seen", "ticket_drafts", "notes"] as const;

/**
 * False when there is no such conversation, or when it was active at `silentSince` (ISO time) or later, or somebody is
 * still to be answered in it: with such a time only what is over is deleted. The bytes are
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
    const tickets = await db
      .selectFrom("tickets")
      .select(["id", "status"])
      .where("conversation_id", "=", id)
      .execute();
    const isOver = tickets.every(({ status }) => status === "solved" || status === "closed");
    if (silentSince !== undefined && !isOver) return false;
    const told = tickets.flatMap((ticket) => event(db, ticket.id, "gone", row.last_at));
    const batch = [...(await toBatch(db, id, row.version)), ...told];
    if ((await engine.commitBatch(batch)) === "committed") return true;
  }
  throw new AppError("overloaded", { conversation: id, attempts: ATTEMPTS });
}

/** The first statement takes the lock that commits of this conversation wait for; the counts say that nothing came. */
async function toBatch(db: Kysely<Tables>, id: string, version: number): Promise<GuardedQuery[]> {
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
  return [{ query: lock, rows: 1 }, ...parts, ...(await ticketParts(db, id)), { query: last, rows: 1 }];
}

/** Tickets last: what is about them is found by them. */
async function ticketParts(db: Kysely<Tables>, id: string): Promise<GuardedQuery[]> {
  const own = db.selectFrom("tickets").select("id").where("conversation_id", "=", id);
  const count = async (of: "tickets" | (typeof ABOUT_TICKETS)[number], column: "id" | "ticket_id") => {
    const { rows } = await db
      .selectFrom(of)
      .select((row) => row.fn.countAll<number>().as("rows"))
      .where(column as "ticket_id", "in", own)
      .executeTakeFirstOrThrow();
    return Number(rows);
  };
  const beside = ABOUT_TICKETS.map(async (table) => ({
    query: db.deleteFrom(table).where("ticket_id", "in", own).compile(),
    rows: await count(table, "ticket_id"),
  }));
  const tickets = db.deleteFrom("tickets").where("conversation_id", "=", id).compile();
  return [...(await Promise.all(beside)), { query: tickets, rows: await count("tickets", "id") }];
}
