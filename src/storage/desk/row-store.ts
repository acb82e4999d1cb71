// What a list shows of a ticket beside its own row: who speaks in its conversation, and whether it is news to somebody.
import type { Kysely } from "kysely";
import type { Owner } from "../../desk/rules/owner.ts";
import type { Tables } from "../tables/tables.ts";

export interface BesideTicket {
  readonly owner: Owner;
  /** How many activities the conversation has. */
  readonly nextSeq: number;
  /** Up to where this member of staff said they have read. */
  readonly seen: number;
}

export interface RowStore {
  beside(ticketIds: readonly string[], staffId: string): Promise<ReadonlyMap<string, BesideTicket>>;
}

export function createRowStore(db: Kysely<Tables>): RowStore {
  return {
    async beside(ticketIds, staffId) {
      if (ticketIds.length === 0) return new Map();
      const rows = await db
        .selectFrom("tickets")
        .innerJoin("conversations", "conversations.id", "tickets.conversation_id")
        .leftJoin("ticket_seen", (join) =>
          join.onRef("ticket_seen.ticket_id", "=", "tickets.id").on("ticket_seen.staff_id", "=", staffId),
        )
        .select([
          "tickets.id as id",
          "conversations.owner as owner",
          "conversations.ticket_id as ticket_id",
          "conversations.next_seq as next_seq",
          "ticket_seen.seq as seen",
        ])
        .where("tickets.id", "in", ticketIds)
        .execute();
      return new Map(
        rows.map(({ id, owner, ticket_id, next_seq, seen }) => [
          id,
          // An earlier ticket of the conversation is nobody's concern any more.
          { owner: ticket_id === id ? owner : "bot", nextSeq: next_seq, seen: seen ?? 0 },
        ]),
      );
    },
  };
}
