// Tickets as the console shows them: rows with names instead of ids, and one ticket with everything around it.
import type { Colleague, DeskEvents, DeskState, TicketRow, TicketView } from "../base/desk-wire.ts";
import { AppError } from "../base/errors.ts";
import type { ConversationStore } from "../storage/conversation-store.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import { BOXES, type Viewer } from "../storage/desk/ticket-store.ts";
import type { Actor } from "./deeds.ts";
import type { Feed } from "./feed.ts";

/** A console shows so many of each kind; who has more to do than that takes the next one. */
const MOST_ROWS = 200;
/** Of a long talk the end is what counts; the packet says the rest. */
const MOST_ACTIVITIES = 200;

export interface TicketViewParts {
  readonly stores: DeskStores;
  readonly conversations: Pick<ConversationStore, "find" | "list">;
  readonly feed: Pick<Feed, "after">;
  readonly clock: () => Date;
}

export interface TicketViews {
  /** The clock is read before the rows, so that no change between the two is missed. */
  state(me: Actor): Promise<DeskState>;
  /** Only what the viewer may see now: a row that left their queues comes as gone. */
  events(viewer: Viewer, asked: { after: number; waitMs: number; gone: AbortSignal }): Promise<DeskEvents>;
  /** Throws AppError `not-found` alike for what does not exist and what is not theirs. */
  ticket(viewer: Viewer, id: string, after: number | undefined): Promise<TicketView>;
}

export function createTicketViews({ stores, conversations, feed, clock }: TicketViewParts): TicketViews {
  const { tickets, events, notes, staff } = stores;

  async function names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await staff.list()).map(({ id, name }) => [id, name]));
  }

  return {
    async state(me) {
      const seq = await events.clock();
      const boxes = await Promise.all(BOXES.map((box) => tickets.list(me, box, MOST_ROWS)));
      const [named, members] = [await names(), await staff.list()];
      const colleagues = members.filter(
        ({ id, status, role, queues }) =>
          id !== me.id &&
          status === "active" &&
          role !== "admin" &&
          queues.some((queue) => me.queues.includes(queue)),
      );
      return {
        me: { id: me.id, name: me.name, role: me.role },
        seq,
        tickets: boxes.flat().map((ticket) => rowOf(ticket, named)),
        colleagues: colleagues.map(({ id, name }): Colleague => ({ id, name })),
        now: clock().toISOString(),
      };
    },

    async events(viewer, { after, waitMs, gone }) {
      const changes = await feed.after(after, waitMs, gone);
      if (changes === undefined) return { resync: true };
      const ids = [...new Set(changes.map(({ ticketId }) => ticketId))];
      const [seen, named] = [await tickets.findAll(viewer, ids), await names()];
      const visible = new Set(seen.map(({ id }) => id));
      return {
        seq: changes.at(-1)?.seq ?? after,
        rows: seen.map((ticket) => rowOf(ticket, named)),
        gone: ids.filter((id) => !visible.has(id)),
      };
    },

    async ticket(viewer, id, after) {
      const ticket = await tickets.find(viewer, id);
      const record = ticket && (await conversations.find(ticket.conversationId));
      if (!ticket || !record) throw new AppError("not-found", { ticket: id });
      const from = after ?? Math.max(0, record.nextSeq - MOST_ACTIVITIES);
      const [activities, written, log, draft, named] = await Promise.all([
        conversations.list(record.id, from, MOST_ACTIVITIES),
        notes.list(id),
        tickets.log(id),
        notes.draftOf(id, viewer.id),
        names(),
      ]);
      const nameOf = (who: string) => named.get(who) ?? who;
      return {
        ticket: rowOf(ticket, named),
        packet: ticket.packet,
        activities,
        watermark: String(from + activities.length),
        notes: written.map(({ staffId, ...note }) => ({ ...note, by: nameOf(staffId) })),
        log: log.map(({ at, actor, kind }) => ({ at, by: nameOf(actor), did: kind })),
        draft,
      };
    },
  };
}

function rowOf(ticket: TicketRecord, names: ReadonlyMap<string, string>): TicketRow {
  const { assignee, packet, waitSince, pendingUntil } = ticket;
  return {
    ...{ id: ticket.id, reference: ticket.reference, version: ticket.version, status: ticket.status },
    ...(assignee !== undefined && { assignee: { id: assignee, name: names.get(assignee) ?? assignee } }),
    ...(packet.provider && { provider: packet.provider.name }),
    ...(waitSince !== undefined && { waitSince }),
    ...(pendingUntil !== undefined && { pendingUntil }),
    ...{ reason: ticket.reason, scam: packet.scam, priority: ticket.priority },
    ...{ lastText: ticket.lastText, lastFrom: ticket.lastFrom },
    ...{ createdAt: ticket.createdAt, updatedAt: ticket.updatedAt },
  };
}
