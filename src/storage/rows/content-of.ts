// The content that a conversation is in, as a column beside its own.
import type { ExpressionBuilder } from "kysely";
import type { Tables } from "../tables/tables.ts";

/** The hash of what was used last, as `content`; null before the first turn. */
export function contentOf(row: ExpressionBuilder<Tables, "conversations">) {
  return row
    .selectFrom("content_uses")
    .select("hash")
    .whereRef("conversation_id", "=", "conversations.id")
    .orderBy("seq", "desc")
    .limit(1)
    .as("content");
}
