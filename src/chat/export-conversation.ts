// Everything that is kept about one conversation, for the person whose it is.
import { AppError } from "../base/errors.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { NoteStore } from "../storage/desk/note-store.ts";
import type { TicketStore } from "../storage/desk/ticket-store.ts";
import type { EscalationRecord, EscalationStore } from "../storage/escalation-store.ts";
import type { ResumeStore } from "../storage/resume-store.ts";

/** Twenty of the longest are a third of a megabyte. */
const PAGE = 20;

export interface ConversationExport {
  readonly conversation: {
    readonly id: string;
    readonly userId?: string;
    readonly locale: string;
    readonly createdAt: string;
    readonly lastAt: string;
  };
  /** All activities as stored, secrets were masked before; read page by page as they are asked for, once. */
  readonly pages: AsyncIterable<readonly Activity[]>;
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

/** Everything but the activities, and the way to read those. Throws AppError `conversation-not-found`. */
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
  const [escalations, tickets, resumeCode] = await Promise.all([
    store.escalations.list(conversationId),
    ticketsOf(store.desk, conversationId),
    store.resumeCodes.ofConversation(conversationId),
  ]);
  const { id, userId, locale, createdAt, lastAt, state } = record;
  return {
    conversation: { id, ...(userId !== undefined && { userId }), locale, createdAt, lastAt },
    pages: pagesOf(store.conversations, record),
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

/** Up to where it went when it was asked for. Throws AppError `conversation-not-found` when it is deleted meanwhile. */
async function* pagesOf(
  store: Pick<ConversationStore, "list">,
  { id, nextSeq }: Pick<ConversationRecord, "id" | "nextSeq">,
): AsyncGenerator<readonly Activity[]> {
  for (let from = 0; from < nextSeq; from += PAGE) {
    const page = await store.list(id, from, Math.min(PAGE, nextSeq - from));
    if (page.length === 0) throw new AppError("conversation-not-found", { conversation: id });
    yield page;
  }
}
