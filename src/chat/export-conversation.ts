// Everything that is kept about one conversation, for the person whose it is.
import { AppError } from "../base/errors.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationStore } from "../storage/conversation-store.ts";
import type { EscalationRecord, EscalationStore } from "../storage/escalation-store.ts";
import type { ResumeStore } from "../storage/resume-store.ts";
import { PAGE_SIZE } from "./watermark.ts";

export interface ConversationExport {
  readonly conversation: {
    readonly id: string;
    readonly userId?: string;
    readonly locale: string;
    readonly createdAt: string;
    readonly lastAt: string;
  };
  /** As stored: secrets were masked before. */
  readonly activities: readonly Activity[];
  /** What the bot remembers: provider, place in a guide, what the merchant has at hand. */
  readonly state: unknown;
  /** Requests for a person. */
  readonly escalations: readonly Omit<EscalationRecord, "conversationId">[];
  /** A code for another device that was given out. Only a hash of it is kept, which is not shown. */
  readonly resumeCode?: { readonly expiresAt: string; readonly used: boolean };
}

/** Reads it to its end, page by page. Throws AppError `conversation-not-found`. */
export async function exportConversation(
  store: {
    readonly conversations: Pick<ConversationStore, "find" | "list">;
    readonly escalations: EscalationStore;
    readonly resumeCodes: Pick<ResumeStore, "ofConversation">;
  },
  conversationId: string,
): Promise<ConversationExport> {
  const record = await store.conversations.find(conversationId);
  if (!record) throw new AppError("conversation-not-found", { conversation: conversationId });
  const activities: Activity[] = [];
  while (activities.length < record.nextSeq) {
    const page = await store.conversations.list(conversationId, activities.length, PAGE_SIZE);
    if (page.length === 0) throw new AppError("conversation-not-found", { conversation: conversationId });
    activities.push(...page);
  }
  const [escalations, resumeCode] = await Promise.all([
    store.escalations.list(conversationId),
    store.resumeCodes.ofConversation(conversationId),
  ]);
  const { id, userId, locale, createdAt, lastAt, state } = record;
  return {
    conversation: { id, ...(userId !== undefined && { userId }), locale, createdAt, lastAt },
    activities,
    state,
    escalations: escalations.map(({ conversationId: _same, ...escalation }) => escalation),
    ...(resumeCode && { resumeCode }),
  };
}
