// What the desk's sweep looks for: threads whose person is gone, tickets that slept or were silent long enough.
import type { Kysely } from "kysely";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import type { TicketRecord } from "./ticket-record.ts";
import { changeTickets, type LogEntry } from "./ticket-statements.ts";

export interface SweepStore {
  /** Conversations in which somebody speaks who is disabled or answers nobody by now, or was not seen since `unseen` while a merchant waits. */
  listLost(unseen: string): Promise<readonly { ticketId: string; because: "disabled" | "unseen" }[]>;
  /**
   * Those in which a person speaks since before `before`, and whose merchant has waited for an answer as long; `since` when
   * both are so.
   */
  listUnanswered(before: string): Promise<readonly { ticketId: string; queueId: string; since: string }[]>;
  /** Pending until before `now`. */
  listSlept(now: string): Promise<readonly string[]>;
  /** Changes tickets alone, all or none, where nobody else speaks than before. False when one was changed meanwhile. */
  change(tickets: readonly TicketRecord[], entry: LogEntry): Promise<boolean>;
  /** Solved before `solved`, or open and pending without a change since `silent`. */
  listOver(of: { solved: string; silent: string }): Promise<readonly { ticketId: string; isLive: boolean }[]>;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createSweepStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): SweepStore {
  const inHands = () =>
    db
      .selectFrom("tickets")
      .innerJoin("conversations", (join) =>
        join
          .onRef("conversations.id", "=", "tickets.conversation_id")
          .onRef("conversations.ticket_id", "=", "tickets.id"),
      )
      .where("conversations.owner", "=", "person");

  return {
    async listLost(unseen) {
      const rows = await inHands()
        .innerJoin("staff", "staff.id", "conversations.agent_id")
        .select(["tickets.id as id", "staff.status as status", "staff.role as role"])
        .where((row) =>
          row.or([
            row("staff.status", "!=", "active"),
            row("staff.role", "=", "admin"),
            row.and([row("tickets.wait_since", "is not", null), row("staff.seen_at", "<", unseen)]),
          ]),
        )
        .execute();
      return rows.map(({ id, status, role }) => ({
        ticketId: id,
        because: status === "active" && role !== "admin" ? "unseen" : "disabled",
      }));
    },

    async listUnanswered(before) {
      const rows = await inHands()
        .select(["tickets.id as id", "tickets.queue_id as queue", "tickets.wait_since as waits"])
        .select("conversations.owner_since as speaks")
        .where("tickets.wait_since", "<", before)
        .where("conversations.owner_since", "<", before)
        .execute();
      return rows.map(({ id, queue, waits, speaks }) => {
        const since = [waits ?? before, speaks ?? before].sort().at(-1) ?? before;
        return { ticketId: id, queueId: queue, since };
      });
    },

    async listSlept(now) {
      const rows = await db
        .selectFrom("tickets")
        .select("id")
        .where("status", "=", "pending")
        .where("pending_until", "<=", now)
        .execute();
      return rows.map(({ id }) => id);
    },

    change: async (tickets, entry) =>
      (await engine.commitBatch(changeTickets(db, tickets, entry))) === "committed",

    async listOver({ solved, silent }) {
      const rows = await db
        .selectFrom("tickets")
        .select(["id", "status"])
        .where((row) =>
          row.or([
            row.and([row("status", "=", "solved"), row("solved_at", "<", solved)]),
            row.and([row("status", "in", ["open", "pending"]), row("updated_at", "<", silent)]),
          ]),
        )
        .execute();
      return rows.map(({ id, status }) => ({ ticketId: id, isLive: status !== "solved" }));
    },
  };
}
