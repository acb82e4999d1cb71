// Everything that is kept about one conversation, for the person whose it is.
import { AppError } from "../base/errors.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationStore } from "../storage/conversation-store.ts";
import type { NoteStore } from "../storage/desk/note-store.ts";
import type { TicketStore } from "../storage/desk/ticket-store.ts";
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
  /** Tickets, with what the desk knew, did and noted. Who at the desk it was is theirs to tell. */
  readonly tickets: readonly ExportedTicket[];
  /** A code for another device that was given out. Only a hash of it is kept, which is not shown. */
  readonly resumeCode?: { readonly expiresAt: string; readonly used: boolean };
}

export interface ExportedTicket {
  readonly reference: string;
  readonly status: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly packet: unknown;
  readonly log: readonly {
    readonly at: string;
    readonly by: "merchant" | "agent" | "desk";
    readonly did: string;
  }[];
  readonly notes: readonly { readonly at: string; readonly text: string }[];
}

interface ExportedDesk {
  readonly tickets: Pick<TicketStore, "ofConversation" | "log">;
  readonly notes: Pick<NoteStore, "list">;
}

/** Reads it to its end, page by page. Throws AppError `conversation-not-found`. */
export async function exportConversation(
  store: {
    readonly conversations: Pick<ConversationStore, "find" | "list">;
    readonly escalations: EscalationStore;
    readonly resumeCodes: Pick<ResumeStore, "ofConversation">;
    readonly desk: ExportedDesk;
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
  const [escalations, tickets, resumeCode] = await Promise.all([
    store.escalations.list(conversationId),
    ticketsOf(store.desk, conversationId),
    store.resumeCodes.ofConversation(conversationId),
  ]);
  const { id, userId, locale, createdAt, lastAt, state } = record;
  return {
    conversation: { id, ...(userId !== undefined && { userId }), locale, createdAt, lastAt },
    activities,
    state,
    escalations: escalations.map(({ conversationId: _same, ...escalation }) => escalation),
    tickets,
    ...(resumeCode && { resumeCode }),
  };
}

async function ticketsOf(
  { tickets, notes }: ExportedDesk,
  conversationId: string,
): Promise<ExportedTicket[]> {
  const own = await tickets.ofConversation(conversationId);
  return Promise.all(
    own.map(async ({ id, reference, status, createdAt, updatedAt, packet }) => ({
      ...{ reference, status, createdAt, updatedAt, packet },
      log: (await tickets.log(id)).map(({ at, actor, kind }) => ({ at, by: sideOf(actor), did: kind })),
      notes: (await notes.list(id)).map(({ at, text }) => ({ at, text })),
    })),
  );
}

function sideOf(actor: string): "merchant" | "agent" | "desk" {
  return actor === "merchant" || actor === "desk" ? actor : "agent";
}
