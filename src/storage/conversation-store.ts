// The record of conversations: what the turn pipeline asks of storage, over Kysely, the same for both engines. One
// contract suite over every engine.
import type { Kysely, Selectable } from "kysely";
import { AppError } from "../base/errors.ts";
import { activityId } from "../base/ids.ts";
import type { Activity } from "../base/wire.ts";
import type { OwnerState } from "../desk/rules/owner.ts";
import { deleteConversation } from "./delete-conversation.ts";
import { type TicketRecord, toTicket } from "./desk/ticket-record.ts";
import type { Engine } from "./engines/engine.ts";
import { hourOf } from "./rows/hour-of.ts";
import { fromBody } from "./rows/short-row.ts";
import { fromStateText } from "./rows/short-state.ts";
import { conversationStatements, ticketBeside } from "./statements/conversation-statements.ts";
import type { Tables } from "./tables/tables.ts";
import {
  type ClientId,
  type CommitOutcome,
  commitTurn,
  fromClientKey,
  type TurnCommit,
  toClientKey,
} from "./turn-commit.ts";

export interface ConversationRecord {
  /** Who speaks; compared and swapped with the version. */
  readonly owner: OwnerState;
  readonly id: string;
  readonly userId: string | undefined;
  /** Hash of the content it spoke from last, or undefined before the first turn. */
  readonly content: string | undefined;
  readonly locale: string;
  /** The bot's plain state, or undefined before the first turn. */
  readonly state: unknown;
  /** Rises by one with each commit; compared and swapped. 0 before the first. */
  readonly version: number;
  /** Count of durable activities = the next sequence number = the watermark. */
  readonly nextSeq: number;
  readonly createdAt: string;
  /** Timestamp of the last committed activity; later ones must be greater. */
  readonly lastAt: string;
}

export interface ConversationStore {
  create(draft: { id: string; userId?: string; locale: string; createdAt: string }): Promise<void>;
  find(id: string): Promise<ConversationRecord | undefined>;
  /** The same, in one look with the id of the activity stored under this client id, if there is one. */
  findFor(id: string, clientActivityId: ClientId): Promise<FoundConversation | undefined>;
  /** Likewise the conversation that a ticket is about, with the ticket, for whoever does something in it. */
  findOfTicket(
    ticketId: string,
    clientActivityId: ClientId | undefined,
  ): Promise<{ readonly ticket: TicketRecord; readonly found: FoundConversation } | undefined>;
  /** Durable with everything it holds when it resolves to `committed`. */
  commit(turn: TurnCommit): Promise<CommitOutcome>;
  /** Activities with sequence ≥ `fromSeq`, in order, at most `limit`. */
  list(conversationId: string, fromSeq: number, limit: number): Promise<readonly Activity[]>;
  /** The watermarks of those of the given conversations that exist, in one look. */
  watermarks(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Deletes it with everything about it, durably. False when there is none. */
  delete(id: string): Promise<boolean>;
  /** Deletes likewise those that were silent since `before` (ISO time), and answers how many went. */
  deleteSilent(ids: readonly string[], before: string): Promise<number>;
  /** Ids of conversations in their own order, after the given one (empty: from the first), at most `limit`. */
  listIds(after: string, limit: number): Promise<readonly string[]>;
}

/** A conversation as it was read, and the id of the activity that is stored under a client's, if there is one. */
export interface FoundConversation {
  readonly record: ConversationRecord;
  readonly storedId: string | undefined;
}

/** PostgreSQL's `integer` ends here and refuses to compare with more; a client's watermark may be any number. */
const LARGEST_SEQ = 2_147_483_647;

/** Engines take more parameters, but not without end; each look stays a short one. */
const IDS_AT_ONCE = 1_000;

/** `onChanged` is called once for each turn, after it is durable, and when a conversation is gone. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createConversationStore(parts: {
  db: Kysely<Tables>;
  engine: Pick<Engine, "commitBatch" | "eraseTraces">;
  /** Whether rows are written in their short form. */
  isShort: boolean;
  onChanged: (conversationId: string) => void;
}): ConversationStore {
  const { db, engine, isShort, onChanged } = parts;
  const statements = conversationStatements(db);

  async function findFor(id: string, clientActivityId: ClientId) {
    const key = toClientKey(clientActivityId);
    const [row] = (await db.executeQuery(statements.findFor({ id, key }))).rows;
    return row && toFound(row);
  }

  const storedId = async (id: string, clientActivityId: ClientId) =>
    (await findFor(id, clientActivityId))?.storedId;

  /** Open streams learn that there is nothing more to read, and the log of the database keeps no trace. */
  async function forget(gone: readonly string[]): Promise<void> {
    if (gone.length === 0) return;
    await engine.eraseTraces();
    for (const id of gone) onChanged(id);
  }

  return {
    async create({ id, userId, locale, createdAt }) {
      const query = db
        .insertInto("conversations")
        .values({
          id,
          user_id: userId ?? null,
          locale,
          state: null,
          version: 0,
          next_seq: 0,
          created_at: createdAt,
          last_at: createdAt,
          last_hour: hourOf(createdAt),
        })
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { conversationId: id, outcome });
    },

    async find(id) {
      const [row] = (await db.executeQuery(statements.find({ id }))).rows;
      return row && toRecord(row);
    },

    findFor,

    async findOfTicket(ticketId, clientActivityId) {
      const key = clientActivityId === undefined ? null : toClientKey(clientActivityId);
      const [row] = (await db.executeQuery(statements.findOfTicket({ ticket: ticketId, key }))).rows;
      return row && { ticket: toTicket(ticketBeside(row)), found: toFound(row) };
    },

    async commit(turn) {
      const outcome = await commitTurn({ db, statements, engine, isShort, storedId }, turn);
      // What was masked later still stands in the log of the database as it was sent.
      if (outcome.kind === "committed" && turn.rewrites?.length) await engine.eraseTraces();
      if (outcome.kind === "committed") onChanged(turn.conversationId);
      return outcome;
    },

    async list(conversationId, fromSeq, limit) {
      const rows = await db
        .selectFrom("activities")
        .innerJoin("conversations", "conversations.id", "activities.conversation_id")
        .select(["seq", "client_activity_id", "body", "user_id"])
        .select((row) =>
          row
            .selectFrom("content_uses")
            .select("hash")
            .whereRef("content_uses.conversation_id", "=", "activities.conversation_id")
            .whereRef("content_uses.seq", "<=", "activities.seq")
            .orderBy("content_uses.seq", "desc")
            .limit(1)
            .as("content"),
        )
        .where("conversation_id", "=", conversationId)
        .where("seq", ">=", Math.min(fromSeq, LARGEST_SEQ))
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row) =>
        fromBody(row.body, {
          conversationId,
          seq: row.seq,
          userId: row.user_id ?? undefined,
          clientActivityId:
            row.client_activity_id === null ? undefined : fromClientKey(row.client_activity_id),
          content: row.content ?? undefined,
        }),
      );
    },

    async watermarks(ids) {
      const found = new Map<string, number>();
      for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
        const rows = await db
          .selectFrom("conversations")
          .select(["id", "next_seq"])
          .where("id", "in", ids.slice(from, from + IDS_AT_ONCE))
          .execute();
        for (const { id, next_seq } of rows) found.set(id, next_seq);
      }
      return found;
    },

    async delete(id) {
      const gone = await deleteConversation({ db, engine }, id);
      if (gone) await forget([id]);
      return gone;
    },

    async deleteSilent(ids, before) {
      const gone = await Promise.all(
        ids.map(async (id) => ((await deleteConversation({ db, engine }, id, before)) ? [id] : [])),
      );
      await forget(gone.flat());
      return gone.flat().length;
    },

    async listIds(after, limit) {
      const rows = await db
        .selectFrom("conversations")
        .select("id")
        .where("id", ">", after)
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

type Row = Selectable<Tables["conversations"]> & { readonly content: string | null };

function toFound(row: Row & { readonly stored_seq: number | null }): FoundConversation {
  const storedId = row.stored_seq === null ? undefined : activityId(row.id, row.stored_seq);
  return { record: toRecord(row), storedId };
}

function toRecord(row: Row): ConversationRecord {
  return {
    id: row.id,
    userId: row.user_id ?? undefined,
    content: row.content ?? undefined,
    locale: row.locale,
    state: row.state === null ? undefined : fromStateText(row.state, row.content ?? undefined),
    version: row.version,
    nextSeq: row.next_seq,
    createdAt: row.created_at,
    lastAt: row.last_at,
    owner: {
      owner: row.owner,
      agentId: row.agent_id ?? undefined,
      since: row.owner_since ?? undefined,
      ticketId: row.ticket_id ?? undefined,
    },
  };
}
