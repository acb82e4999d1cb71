// What every turn asks of the database, each statement compiled once.
import type { ExpressionBuilder, Insertable, Kysely, Selectable } from "kysely";
import { contentOf } from "../rows/content-of.ts";
import type { Tables } from "../tables/tables.ts";
import { compiledOnce, insertedOnce } from "./compiled-once.ts";

export type ConversationStatements = ReturnType<typeof conversationStatements>;

/** The conversation as a turn finds it, and as it leaves it. */
type Moved = {
  readonly id: string;
  readonly version: number;
  readonly nextVersion: number;
  readonly firstSeq: number;
  readonly nextSeq: number;
  readonly lastAt: string;
  readonly lastHour: string;
};

/** What of a ticket's row is read with its conversation; each column stands behind this, since both have some of the same name. */
const BESIDE = "ticket's ";
const TICKET_COLUMNS = [
  ...([
    "id",
    "reference",
    "conversation_id",
    "status",
    "queue_id",
    "assignee",
    "priority",
    "reason",
  ] as const),
  ...(["provider", "packet", "follows", "linked_to", "version", "wait_since", "first_reply_at"] as const),
  ...(["pending_until", "solved_at", "closed_at", "reopened", "last_text", "last_from"] as const),
  ...(["created_at", "updated_at"] as const),
];
export type ReadTicket = Pick<Selectable<Tables["tickets"]>, (typeof TICKET_COLUMNS)[number]>;

/** The ticket in a row that was read with `findOfTicket`. */
export function ticketBeside(row: object): ReadTicket {
  const columns: Readonly<Record<string, unknown>> = { ...row };
  return Object.fromEntries(TICKET_COLUMNS.map((name) => [name, columns[BESIDE + name]])) as ReadTicket;
}

type NewActivity = Pick<Insertable<Tables["activities"]>, keyof Tables["activities"]>;

export function conversationStatements(db: Kysely<Tables>) {
  const rowOf = (id: string) =>
    db.selectFrom("conversations").selectAll().select(contentOf).where("id", "=", id);
  const guard = ({ id, version, nextVersion, firstSeq, nextSeq, lastAt, lastHour }: Moved) =>
    db
      .updateTable("conversations")
      .set({ version: nextVersion, next_seq: nextSeq, last_at: lastAt, last_hour: lastHour })
      .where("id", "=", id)
      .where("version", "=", version)
      .where("next_seq", "=", firstSeq);
  return {
    find: compiledOnce(({ id }: { id: string }) => rowOf(id)),

    /** With the activity that is stored under a client's key. */
    findFor: compiledOnce(({ id, key }: { id: string; key: string }) =>
      rowOf(id).select((of) => storedUnder(of, key)),
    ),

    /** Likewise the conversation that a ticket is about, with the ticket. */
    findOfTicket: compiledOnce(({ ticket, key }: { ticket: string; key: string | null }) =>
      db
        .selectFrom("conversations")
        .innerJoin("tickets", "tickets.conversation_id", "conversations.id")
        .selectAll("conversations")
        .select(contentOf)
        .select((of) => storedUnder(of, key))
        .select((of) => TICKET_COLUMNS.map((name) => of.ref(`tickets.${name}`).as(BESIDE + name)))
        .where("tickets.id", "=", ticket),
    ),

    /** Changes no row where the conversation is not as the turn found it. */
    guard,
    move: compiledOnce(guard),
    moveState: compiledOnce((moved: Moved & { readonly state: string | null }) =>
      guard(moved).set({ state: moved.state }),
    ),

    insert: insertedOnce((rows: readonly NewActivity[]) => db.insertInto("activities").values(rows)),
  };
}

/** Where the activity stands that is stored under a client's key. */
function storedUnder(of: ExpressionBuilder<Tables, "conversations">, key: string | null) {
  return of
    .selectFrom("activities")
    .select("seq")
    .whereRef("conversation_id", "=", "conversations.id")
    .where("client_activity_id", "=", key)
    .as("stored_seq");
}
