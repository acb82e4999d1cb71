// Which conversation belongs to one of another channel, and how far it was handed over there. A link goes with its conversation.
import type { Kysely } from "kysely";
import type { Tables } from "./tables/tables.ts";

/** A conversation of a channel; its name there is kept as a keyed hash only. */
export interface ChannelKey {
  readonly channel: string;
  readonly externalId: string;
}

export interface ChannelStore {
  find(key: ChannelKey): Promise<{ conversationId: string; delivered: number } | undefined>;
  /** Links it to this conversation unless somebody else was quicker; answers whether this one counts. */
  link(key: ChannelKey, conversationId: string): Promise<boolean>;
  /** Its next message begins another conversation. */
  unlink(key: ChannelKey, conversationId: string): Promise<void>;
  /** Everything below this sequence was handed over. Never goes back. */
  markDelivered(key: ChannelKey, delivered: number): Promise<void>;
}

export function createChannelStore(db: Kysely<Tables>): ChannelStore {
  return {
    async find({ channel, externalId }) {
      const row = await db
        .selectFrom("channel_links")
        .select(["conversation_id", "delivered"])
        .where("channel", "=", channel)
        .where("external_id", "=", externalId)
        .executeTakeFirst();
      return row && { conversationId: row.conversation_id, delivered: row.delivered };
    },

    async link({ channel, externalId }, conversationId) {
      await db
        .insertInto("channel_links")
        .values({ channel, external_id: externalId, conversation_id: conversationId, delivered: 0 })
        .onConflict((conflict) => conflict.columns(["channel", "external_id"]).doNothing())
        .execute();
      return (await this.find({ channel, externalId }))?.conversationId === conversationId;
    },

    async unlink({ channel, externalId }, conversationId) {
      await db
        .deleteFrom("channel_links")
        .where("channel", "=", channel)
        .where("external_id", "=", externalId)
        .where("conversation_id", "=", conversationId)
        .execute();
    },

    async markDelivered({ channel, externalId }, delivered) {
      await db
        .updateTable("channel_links")
        .set({ delivered })
        .where("channel", "=", channel)
        .where("external_id", "=", externalId)
        .where("delivered", "<", delivered)
        .execute();
    },
  };
}
