// What staff write beside the conversation: notes and drafts, masked like everything else, and only on what is theirs.
import { AppError } from "../base/errors.ts";
import type { Mask } from "../chat/mask-activity.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { Viewer } from "../storage/desk/ticket-store.ts";
import { may, relationOf } from "./rules/policy.ts";

export interface Written {
  /** Throws AppError `not-found`. The same client id is kept once. */
  note(author: Viewer, ticketId: string, note: { text: string; clientId: string }): Promise<{ id: string }>;
  /** Throws AppError `not-found`. An empty text forgets the draft. */
  draft(author: Viewer, ticketId: string, text: string): Promise<void>;
}

export function createWritten(parts: {
  readonly stores: Pick<DeskStores, "tickets" | "notes">;
  readonly mask: Mask;
  readonly clock: () => Date;
}): Written {
  const { mask, clock } = parts;
  const { tickets, notes } = parts.stores;
  const now = () => clock().toISOString();

  async function assertTheirs(author: Viewer, id: string): Promise<void> {
    const ticket = await tickets.find(author, id);
    if (!ticket || !may(author.role, "note", relationOf(author, ticket)))
      throw new AppError("not-found", { ticket: id });
  }

  return {
    async note(author, ticketId, { text, clientId }) {
      await assertTheirs(author, ticketId);
      const own = { ticketId, staffId: author.id, clientId };
      return { id: await notes.add({ ...own, text: mask(text).text, at: now() }) };
    },
    async draft(author, ticketId, text) {
      await assertTheirs(author, ticketId);
      await notes.saveDraft({ ticketId, staffId: author.id, text: mask(text).text, at: now() });
    },
  };
}
