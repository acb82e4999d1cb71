// Tickets as the desk reads them. Who may see which stands in the queries, so that no caller can forget it.
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { GuardedQuery } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { type TicketRecord, toTicket } from "./ticket-record.ts";
import { type Box, boxOf, isIn, isVisible, queuesOf, sees, type Viewer } from "./ticket-sight.ts";
import { changeTicket, type LogEntry, openTicket } from "./ticket-statements.ts";

/** Where a ticket stands in the order of its box. */
export type Place = Pick<TicketRecord, "priority" | "waitSince" | "updatedAt" | "id">;

export interface LoggedEntry {
  readonly n: number;
  readonly at: string;
  readonly actor: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface TicketStore {
  /** For the pipeline, which acts for nobody. */
  get(id: string): Promise<TicketRecord | undefined>;
  /** Undefined alike for what does not exist and what is not theirs to see. */
  find(viewer: Viewer, id: string): Promise<TicketRecord | undefined>;
  /** Reads once for all who look. What it answers says which of the given ids one of them may see. */
  findFor(
    viewers: readonly Viewer[],
    ids: readonly string[],
  ): Promise<(viewer: Viewer) => readonly TicketRecord[]>;
  /** Most urgent first; the done ones latest first. At most `limit`, of those that come after a place. */
  list(viewer: Viewer, box: Box, limit: number, after?: Place): Promise<readonly TicketRecord[]>;
  /** Likewise, how many one of them sees in each box. */
  countsFor(viewers: readonly Viewer[]): Promise<(viewer: Viewer) => Readonly<Record<Box, number>>>;
  /** How many wait in a queue before one with this priority that waits since then. */
  countAhead(of: { queueId: string; priority: number; waitSince: string }): Promise<number>;
  log(ticketId: string): Promise<readonly LoggedEntry[]>;
  /** Keeps what a code to look the ticket up is compared with; an earlier one is gone. */
  setLookup(id: string, hash: string): Promise<void>;
  findByReference(
    reference: string,
  ): Promise<{ ticket: TicketRecord; lookupHash: string | undefined } | undefined>;
  /** As `find`, by the reference that people say. */
  findReference(viewer: Viewer, reference: string): Promise<TicketRecord | undefined>;
  /** What tickets are called, whoever sees them; of those that there are no more, nothing. */
  referencesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those that are bound to a ticket and the viewer's to see, oldest first. */
  linkedTo(viewer: Viewer, ticket: TicketRecord): Promise<readonly TicketRecord[]>;
  /** All that are bound by it, whoever sees them. */
  inLink(link: string): Promise<readonly TicketRecord[]>;
  /** Of a conversation, oldest first. */
  ofConversation(conversationId: string): Promise<readonly TicketRecord[]>;
  /** Statements for a batch. */
  opening(ticket: TicketRecord, entry: LogEntry): GuardedQuery[];
  changing(ticket: TicketRecord, entry?: LogEntry): GuardedQuery[];
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createTicketStore(db: Kysely<Tables>): TicketStore {
  const tickets = (viewer: Viewer) =>
    db
      .selectFrom("tickets")
      .selectAll()
      .where((row) => isVisible(row, viewer));

  return {
    async get(id) {
      const row = await db.selectFrom("tickets").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toTicket(row);
    },

    async find(viewer, id) {
      const row = await tickets(viewer).where("id", "=", id).executeTakeFirst();
      return row && toTicket(row);
    },

    async findFor(viewers, ids) {
      const queues = queuesOf(viewers);
      if (ids.length === 0 || queues.length === 0) return () => [];
      const those = db.selectFrom("tickets").selectAll().where("queue_id", "in", queues);
      const found = (await those.where("id", "in", ids).execute()).map(toTicket);
      return (viewer) => found.filter((ticket) => sees(viewer, ticket));
    },

    async list(viewer, box, limit, after) {
      // Sorted by what the index holds: of ten thousand that wait, only the tickets of the answer are read whole.
      const ids = db
        .selectFrom("tickets")
        .select("id")
        .where((row) => row.and([isVisible(row, viewer), isIn(row, box, viewer)]))
        .$if(after !== undefined, (those) => those.where(isAfter(box, after as Place)))
        .$call((those) => inOrder(those, box))
        .limit(limit);
      const chosen = db.selectFrom("tickets").selectAll().where("id", "in", ids);
      const rows = await inOrder(chosen, box).execute();
      return rows.map(toTicket);
    },

    async countsFor(viewers) {
      const queues = queuesOf(viewers);
      const those = db.selectFrom("tickets").select(["queue_id", "status", "assignee"]);
      const groups = those
        .select((of) => of.fn.countAll<number>().as("count"))
        .where("queue_id", "in", queues)
        .groupBy(["queue_id", "status", "assignee"]);
      const counted = queues.length === 0 ? [] : await groups.execute();
      return (viewer) => {
        const counts = { waiting: 0, mine: 0, colleagues: 0, pending: 0, done: 0 };
        for (const { queue_id: queueId, status, assignee, count } of counted) {
          const of = { queueId, status, assignee: assignee ?? undefined };
          if (sees(viewer, of)) counts[boxOf(of, viewer)] += Number(count);
        }
        return counts;
      };
    },

    async countAhead({ queueId, priority, waitSince }) {
      const { ahead } = await db
        .selectFrom("tickets")
        .select((row) => row.fn.countAll<number>().as("ahead"))
        .where("queue_id", "=", queueId)
        .where("status", "=", "open")
        .where("assignee", "is", null)
        .where((row) =>
          row.or([
            row("priority", ">", priority),
            row.and([row("priority", "=", priority), row("wait_since", "<", waitSince)]),
          ]),
        )
        .executeTakeFirstOrThrow();
      return Number(ahead);
    },

    async log(ticketId) {
      const rows = await db
        .selectFrom("ticket_log")
        .selectAll()
        .where("ticket_id", "=", ticketId)
        .orderBy("n")
        .execute();
      return rows.map(({ n, at, actor, kind, data }) => ({ n, at, actor, kind, data: JSON.parse(data) }));
    },

    async setLookup(id, hash) {
      await db.updateTable("tickets").set({ lookup_hash: hash }).where("id", "=", id).execute();
    },

    async findByReference(reference) {
      const row = await db
        .selectFrom("tickets")
        .selectAll()
        .where("reference", "=", reference)
        .executeTakeFirst();
      return row && { ticket: toTicket(row), lookupHash: row.lookup_hash ?? undefined };
    },

    async findReference(viewer, reference) {
      const row = await tickets(viewer).where("reference", "=", reference).executeTakeFirst();
      return row && toTicket(row);
    },

    async referencesOf(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom("tickets")
        .select(["id", "reference"])
        .where("id", "in", ids)
        .execute();
      return new Map(rows.map(({ id, reference }) => [id, reference]));
    },

    async linkedTo(viewer, { id, link }) {
      if (link === undefined) return [];
      const bound = tickets(viewer).where("linked_to", "=", link).where("id", "!=", id);
      return (await bound.orderBy("created_at").execute()).map(toTicket);
    },

    async inLink(link) {
      const rows = await db.selectFrom("tickets").selectAll().where("linked_to", "=", link).execute();
      return rows.map(toTicket);
    },

    async ofConversation(conversationId) {
      const rows = await db
        .selectFrom("tickets")
        .selectAll()
        .where("conversation_id", "=", conversationId)
        .orderBy("created_at")
        .execute();
      return rows.map(toTicket);
    },

    opening: (ticket, entry) => openTicket(db, ticket, entry),
    changing: (ticket, entry) => changeTicket(db, ticket, entry),
  };
}

/** Those whom nobody keeps waiting come after those who wait, on both engines. */
const WAITING = sql<string>`coalesce(wait_since, '9')`;

function inOrder<T>(those: SelectQueryBuilder<Tables, "tickets", T>, box: Box) {
  return box === "done"
    ? those.orderBy("updated_at", "desc").orderBy("id", "desc")
    : those.orderBy("priority", "desc").orderBy(WAITING).orderBy("updated_at").orderBy("id");
}

function isAfter(box: Box, { priority, waitSince, updatedAt, id }: Place) {
  return box === "done"
    ? sql<boolean>`(updated_at, id) < (${updatedAt}, ${id})`
    : sql<boolean>`(-priority, ${WAITING}, updated_at, id) > (${-priority}, ${waitSince ?? "9"}, ${updatedAt}, ${id})`;
}
