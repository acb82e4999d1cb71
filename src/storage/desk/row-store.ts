// What a list shows of a ticket beside its own row: who speaks in its conversation, and whether it is news to somebody.
import type { Kysely } from "kysely";
import type { Owner } from "../../desk/rules/owner.ts";
import type { Tables } from "../tables/tables.ts";

export interface BesideTicket {
  readonly owner: Owner;
  /** How many activities the conversation has. */
  readonly nextSeq: number;
  /** Up to where somebody said they have read. */
  seenBy(staffId: string): number;
}

export interface RowStore {
  /** For all of them who look, in one reading. */
  beside(
    ticketIds: readonly string[],
    staffIds: readonly string[],
  ): Promise<ReadonlyMap<string, BesideTicket>>;
}

export function createRowStore(db: Kysely<Tables>): RowStore {
  async function seenBy(ticketIds: readonly string[], staffIds: readonly string[]) {
    const rows = await db
      .selectFrom("ticket_seen")
      .select(["ticket_id", "staff_id", "seq"])
      .where("ticket_id", "in", ticketIds)
      .where("staff_id", "in", staffIds)
      .execute();
    return new Map(rows.map(({ ticket_id, staff_id, seq }) => [`${ticket_id} ${staff_id}`, seq]));
  }

  return {
    async beside(ticketIds, staffIds) {
      if (ticketIds.length === 0 || staffIds.length === 0) return new Map();
      const conversations = db
        .selectFrom("tickets")
        .innerJoin("conversations", "conversations.id", "tickets.conversation_id")
        .select([
          "tickets.id as id",
          "conversations.owner as owner",
          "conversations.ticket_id as ticket_id",
          "conversations.next_seq as next_seq",
        ])
        .where("tickets.id", "in", ticketIds);
      const [rows, seen] = await Promise.all([conversations.execute(), seenBy(ticketIds, staffIds)]);
      return new Map(
        rows.map(({ id, owner, ticket_id, next_seq }) => [
          id,
          {
            // An earlier ticket of the conversation is nobody's concern any more.
            owner: ticket_id === id ? owner : "bot",
            nextSeq: next_seq,
            seenBy: (staffId) => seen.get(`${id} ${staffId}`) ?? 0,
          },
        ]),
      );
    },
  };
}
