// What the desk writes, as statements of somebody's batch: a ticket, its log, and one event under the desk's clock.
import { type Kysely, sql } from "kysely";
import type { GuardedQuery } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { type TicketRecord, toColumns } from "./ticket-record.ts";

/** A line of a ticket's log: who did what. Ids and states, never words. */
export interface LogEntry {
  /** A member of staff, `merchant` or `desk`. */
  readonly actor: string;
  readonly kind: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

type Db = Kysely<Tables>;

/** A new ticket. The event comes first: the clock's number is part of the row. */
export function openTicket(db: Db, ticket: TicketRecord, entry: LogEntry): GuardedQuery[] {
  const row = db
    .insertInto("tickets")
    .values((of) => ({
      ...toColumns(ticket),
      id: ticket.id,
      reference: ticket.reference,
      conversation_id: ticket.conversationId,
      reason: ticket.reason,
      follows: ticket.follows ?? null,
      version: ticket.version,
      opened_seq: of.selectFrom("desk_clock").select("seq"),
      indexed_version: 0,
      created_at: ticket.createdAt,
    }))
    .compile();
  return [...event(db, ticket.id, "opened", ticket.updatedAt), one(row), one(logged(db, ticket, entry))];
}

/**
 * A ticket as it is from now on. `ticket.version` is the version it is changed to: a row that somebody else changed
 * meanwhile undoes the batch. With an entry the change is logged.
 */
export function changeTicket(db: Db, ticket: TicketRecord, entry?: LogEntry): GuardedQuery[] {
  return changeTickets(db, [ticket], entry);
}

/** Several at once. The clock comes last: whoever holds it waits for no ticket. */
export function changeTickets(
  db: Db,
  tickets: readonly TicketRecord[],
  entry: LogEntry | undefined,
): GuardedQuery[] {
  const inOrder = tickets.toSorted((one, next) => one.id.localeCompare(next.id));
  const rows = inOrder.flatMap((ticket) => {
    const row = db
      .updateTable("tickets")
      .set({ ...toColumns(ticket), version: ticket.version })
      .where("id", "=", ticket.id)
      .where("version", "=", ticket.version - 1)
      .compile();
    return entry ? [one(row), one(logged(db, ticket, entry))] : [one(row)];
  });
  const told = inOrder.flatMap((ticket) => event(db, ticket.id, entry?.kind ?? "changed", ticket.updatedAt));
  return [...rows, ...told];
}

/** Takes the next number of the clock, so that whoever comes later waits for this batch: there is no gap. */
export function event(db: Db, ticketId: string, kind: string, at: string): GuardedQuery[] {
  const tick = db
    .updateTable("desk_clock")
    .set((row) => ({ seq: row("seq", "+", 1) }))
    .compile();
  const row = db
    .insertInto("desk_events")
    .columns(["seq", "at", "kind", "ticket_id"])
    .expression((of) =>
      of
        .selectFrom("desk_clock")
        .select((clock) => [
          clock.ref("seq").as("seq"),
          sql<string>`cast(${at} as text)`.as("at"),
          sql<string>`cast(${kind} as text)`.as("kind"),
          sql<string>`cast(${ticketId} as text)`.as("ticket_id"),
        ]),
    )
    .compile();
  return [one(tick), one(row)];
}

/** A log entry bears the version it led to, which is the count of changes before it: no number is taken twice. */
function logged(db: Db, ticket: TicketRecord, { actor, kind, data = {} }: LogEntry) {
  return db
    .insertInto("ticket_log")
    .values({
      ticket_id: ticket.id,
      n: ticket.version,
      at: ticket.updatedAt,
      actor,
      kind,
      data: JSON.stringify(data),
    })
    .compile();
}

function one(query: GuardedQuery["query"]): GuardedQuery {
  return { query, rows: 1 };
}
