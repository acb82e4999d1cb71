// What an agent can put into their words about a ticket, in the merchant's language, with how its title is typed.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { insertsFor } from "../../bot/say/inserts.ts";
import { syllablesOf } from "../../bot/text/syllables.ts";
import type { Inserts } from "../base/desk-wire.ts";
import { AppError } from "../base/errors.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { Viewer } from "../storage/desk/ticket-sight.ts";
import type { TicketStore } from "../storage/desk/ticket-store.ts";

export interface InsertParts {
  readonly tickets: Pick<TicketStore, "find">;
  readonly conversations: Pick<ConversationStore, "find">;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
}

/** Throws AppError `not-found`, also for what is not theirs to see. */
export async function insertsOf(parts: InsertParts, viewer: Viewer, ticketId: string): Promise<Inserts> {
  const ticket = await parts.tickets.find(viewer, ticketId);
  const record = ticket && (await parts.conversations.find(ticket.conversationId));
  if (!record) throw new AppError("not-found", { ticket: ticketId });
  const { provider, guide } = ticket.packet;
  const known = { provider: provider?.id, guide: guide?.id };
  const inserts = insertsFor(parts.knowledge(record), known).map((insert) => ({
    ...insert,
    sounds: soundsOf(insert.title),
  }));
  return { inserts };
}

/** 「打招呼」 is typed `dazhaohu` or `dzh`. */
function soundsOf(title: string): string[] {
  const syllables = syllablesOf(title).flat();
  if (syllables.length === 0) return [];
  return [syllables.join(""), syllables.map((syllable) => syllable.charAt(0)).join("")];
}
