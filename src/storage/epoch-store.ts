// Which chat tokens still open a conversation: those of the least epoch and later.
import type { Kysely } from "kysely";
import type { Tables } from "./tables/tables.ts";

export interface EpochStore {
  /** The least epoch of those of the given conversations that have one above 0. */
  least(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Begins a new epoch and answers it: tokens of it can be told from earlier ones. `endsEarlier`: earlier ones open
   * nothing any more. Throws when there is no such conversation.
   */
  raise(conversationId: string, options: { endsEarlier: boolean }): Promise<number>;
}

export function createEpochStore(db: Kysely<Tables>): EpochStore {
  return {
    async least(ids) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom("token_epochs")
        .select(["conversation_id", "least"])
        .where("conversation_id", "in", ids)
        .where("least", ">", 0)
        .execute();
      return new Map(rows.map((row) => [row.conversation_id, row.least]));
    },

    async raise(conversationId, { endsEarlier }) {
      const { epoch } = await db
        .insertInto("token_epochs")
        .values({ conversation_id: conversationId, epoch: 1, least: endsEarlier ? 1 : 0 })
        .onConflict((conflict) =>
          conflict.column("conversation_id").doUpdateSet((row) => ({
            epoch: row("token_epochs.epoch", "+", 1),
            ...(endsEarlier && { least: row("token_epochs.epoch", "+", 1) }),
          })),
        )
        .returning("epoch")
        .executeTakeFirstOrThrow();
      return epoch;
    },
  };
}
