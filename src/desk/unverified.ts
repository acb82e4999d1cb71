// What of merchants' words leads to somebody whom nobody registered: an agent reads beside it that it is unverified, before
// they repeat it or believe it.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { unverifiedIn } from "../../bot/official/channels.ts";
import type { Thread } from "../base/desk-wire.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";

export interface UnverifiedParts {
  readonly conversations: Pick<ConversationStore, "find">;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
}

/** By the activity's id; those in which there is nothing are left out. */
export async function unverifiedOf(
  { conversations, knowledge }: UnverifiedParts,
  conversationId: string,
  activities: readonly Activity[],
): Promise<Thread["unverified"]> {
  const said = activities.filter(({ type, from }) => type === "message" && from.role === "user");
  const record = said.length > 0 ? await conversations.find(conversationId) : undefined;
  if (!record) return [];
  const registered = knowledge(record);
  return said
    .map(({ id, text = "" }) => ({ id, values: unverifiedIn(registered, text) }))
    .filter(({ values }) => values.length > 0);
}
