// What agents write beside a conversation and its merchant never sees in the chat: notes, drafts, and how far they read.
import type { Kysely } from "kysely";
import { AppError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { event } from "./ticket-statements.ts";

export interface Note {
  readonly id: string;
  readonly staffId: string;
  readonly text: string;
  readonly at: string;
}

export interface NoteStore {
  /** The same client id of the same author is kept once; answers the note's id. */
  add(note: {
    ticketId: string;
    staffId: string;
    clientId: string;
    text: string;
    at: string;
  }): Promise<string>;
  list(ticketId: string): Promise<readonly Note[]>;
  /** An empty text deletes the draft. */
  saveDraft(draft: { ticketId: string; staffId: string; text: string; at: string }): Promise<void>;
  draftOf(ticketId: string, staffId: string): Promise<string>;
  /** Never goes back. */
  markSeen(of: { ticketId: string; staffId: string; seq: number }): Promise<void>;
  seenBy(ticketId: string, staffId: string): Promise<number>;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createNoteStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): NoteStore {
  return {
    async add({ ticketId, staffId, clientId, text, at }) {
      const own = { ticket_id: ticketId, staff_id: staffId, client_id: clientId };
      const id = newId("not");
      const query = db
        .insertInto("notes")
        .values({ id, ...own, text, at })
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }, ...event(db, ticketId, "noted", at)]);
      if (outcome === "committed") return id;
      const stored = db.selectFrom("notes").select("id").where("ticket_id", "=", ticketId);
      const known = await stored
        .where("staff_id", "=", staffId)
        .where("client_id", "=", clientId)
        .executeTakeFirst();
      if (!known) throw new AppError("internal", { ticket: ticketId, note: outcome });
      return known.id;
    },

    async list(ticketId) {
      const rows = await db
        .selectFrom("notes")
        .select(["id", "staff_id", "text", "at"])
        .where("ticket_id", "=", ticketId)
        .orderBy("at")
        .orderBy("id")
        .execute();
      return rows.map(({ staff_id, ...note }) => ({ ...note, staffId: staff_id }));
    },

    async saveDraft({ ticketId, staffId, text, at }) {
      const own = { ticket_id: ticketId, staff_id: staffId };
      if (text === "") {
        await db
          .deleteFrom("ticket_drafts")
          .where("ticket_id", "=", ticketId)
          .where("staff_id", "=", staffId)
          .execute();
        return;
      }
      const query = db
        .insertInto("ticket_drafts")
        .values({ ...own, text, at })
        .onConflict((conflict) => conflict.columns(["ticket_id", "staff_id"]).doUpdateSet({ text, at }))
        .compile();
      await engine.commitBatch([{ query, rows: 1 }]);
    },

    async draftOf(ticketId, staffId) {
      const row = await db
        .selectFrom("ticket_drafts")
        .select("text")
        .where("ticket_id", "=", ticketId)
        .where("staff_id", "=", staffId)
        .executeTakeFirst();
      return row?.text ?? "";
    },

    async markSeen({ ticketId, staffId, seq }) {
      await db
        .insertInto("ticket_seen")
        .values({ ticket_id: ticketId, staff_id: staffId, seq })
        .onConflict((conflict) =>
          conflict.columns(["ticket_id", "staff_id"]).doUpdateSet({ seq }).where("ticket_seen.seq", "<", seq),
        )
        .execute();
    },

    async seenBy(ticketId, staffId) {
      const row = await db
        .selectFrom("ticket_seen")
        .select("seq")
        .where("ticket_id", "=", ticketId)
        .where("staff_id", "=", staffId)
        .executeTakeFirst();
      return row?.seq ?? 0;
    },
  };
}
