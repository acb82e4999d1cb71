// Reads what conversations were told lately and where they stand, for writers who are about to correct a fact.
import type { Kysely } from "kysely";
import { contentOf } from "./rows/content-of.ts";
import { fromStateText } from "./rows/short-state.ts";
import type { Tables } from "./tables/tables.ts";

export interface RecentConversation {
  readonly id: string;
  /** The bot's plain state, or undefined before the first turn. */
  readonly state: unknown;
  readonly lastAt: string;
}

export interface RecentStore {
  /** Conversations with a turn since then, the latest first. */
  list(since: string): Promise<readonly RecentConversation[]>;
  /** How many replies of each recent conversation hold this text, which stands in quotes in their JSON. */
  countQuoting(text: string, since: string): Promise<ReadonlyMap<string, number>>;
}

export function createRecentStore(db: Kysely<Tables>): RecentStore {
  return {
    async list(since) {
      const rows = await db
        .selectFrom("conversations")
        .select(["id", "state", "last_at"])
        .select(contentOf)
        .where("last_at", ">=", since)
        .orderBy("last_at", "desc")
        .execute();
      return rows.map(({ id, state, last_at, content }) => ({
        id,
        state: state === null ? undefined : fromStateText(state, content ?? undefined),
        lastAt: last_at,
      }));
    },

    async countQuoting(text, since) {
      const rows = await db
        .selectFrom("activities")
        .innerJoin("conversations", "conversations.id", "activities.conversation_id")
        .select((row) => ["conversations.id", row.fn.countAll<number>().as("replies")])
        .where("conversations.last_at", ">=", since)
        .where("activities.body", "like", `%${JSON.stringify(text).replace(/[%_\\]/g, "")}%`)
        .groupBy("conversations.id")
        .execute();
      return new Map(rows.map(({ id, replies }) => [id, Number(replies)]));
    },
  };
}
