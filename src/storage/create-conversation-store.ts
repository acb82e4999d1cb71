// The ConversationStore over Kysely, the same for both engines.
import type { Kysely, Selectable } from "kysely";
import { AppError } from "../base/errors.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "./conversation-store.ts";
import { deleteConversation } from "./delete-conversation.ts";
import type { Engine } from "./engines/engine.ts";
import type { Tables } from "./tables.ts";
import { commitTurn, findActivityId } from "./turn-commit.ts";

/** PostgreSQL's `integer` ends here and refuses to compare with more; a client's watermark may be any number. */
const LARGEST_SEQ = 2_147_483_647;

/** `onCommitted` is called once for each turn, after it is durable. */
export function createConversationStore(parts: {
  db: Kysely<Tables>;
  engine: Pick<Engine, "commitBatch" | "eraseTraces">;
  onCommitted: (conversationId: string) => void;
}): ConversationStore {
  const { db, engine, onCommitted } = parts;
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
        })
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { conversationId: id, outcome });
    },

    async find(id) {
      const row = await db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toRecord(row);
    },

    findActivityId: (conversationId, clientActivityId) =>
      findActivityId(db, conversationId, clientActivityId),

    async commit(turn) {
      const outcome = await commitTurn({ db, engine }, turn);
      if (outcome.kind === "committed") onCommitted(turn.conversationId);
      return outcome;
    },

    async list(conversationId, fromSeq, limit) {
      const rows = await db
        .selectFrom("activities")
        .select("body")
        .where("conversation_id", "=", conversationId)
        .where("seq", ">=", Math.min(fromSeq, LARGEST_SEQ))
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row) => JSON.parse(row.body) as Activity);
    },

    delete: (id, options) => deleteConversation({ db, engine }, id, options),

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

function toRecord(row: Selectable<Tables["conversations"]>): ConversationRecord {
  return {
    id: row.id,
    userId: row.user_id ?? undefined,
    locale: row.locale,
    state: row.state === null ? undefined : JSON.parse(row.state),
    version: row.version,
    nextSeq: row.next_seq,
    createdAt: row.created_at,
    lastAt: row.last_at,
  };
}
