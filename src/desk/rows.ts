// Tickets as somebody at the desk sees them in lists: with names for ids, and whether they are news to them.
import type { Counts, TicketRow } from "../base/desk-wire.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { BesideTicket } from "../storage/desk/row-store.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Viewer } from "../storage/desk/ticket-store.ts";

type Stores = Pick<DeskStores, "rows" | "staff" | "tickets">;

/** In the order of the tickets. */
export async function toRows(
  { rows, staff }: Pick<Stores, "rows" | "staff">,
  viewer: Viewer,
  tickets: readonly TicketRecord[],
): Promise<readonly TicketRow[]> {
  if (tickets.length === 0) return [];
  const ids = tickets.map(({ id }) => id);
  const [beside, accounts] = await Promise.all([rows.beside(ids, viewer.id), staff.list()]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return tickets.flatMap((ticket) => {
    const of = beside.get(ticket.id);
    return of ? [toRow(ticket, of, names)] : [];
  });
}

function toRow(ticket: TicketRecord, beside: BesideTicket, names: ReadonlyMap<string, string>): TicketRow {
  const { id, reference, status, assignee, priority, reason, packet, version } = ticket;
  const named = assignee === undefined ? null : { id: assignee, name: names.get(assignee) ?? "" };
  return {
    ...{ id, reference, status, priority, reason, version },
    ...{ owner: beside.owner, queue: ticket.queueId, assignee: named, provider: packet.provider ?? null },
    ...{ waitSince: ticket.waitSince ?? null, pendingUntil: ticket.pendingUntil ?? null },
    ...{ lastText: ticket.lastText, lastFrom: ticket.lastFrom },
    unread: ticket.lastFrom === "merchant" && beside.seen < beside.nextSeq,
    scam: packet.scam,
    ...{ createdAt: ticket.createdAt, updatedAt: ticket.updatedAt },
  };
}

/** As many as a list can hold without being slow; beyond, the oldest are what counts. */
const MOST_ROWS = 500;

/** Everything that somebody has before their eyes: who waits, their own, and what sleeps. */
export async function currentRows(stores: Stores, viewer: Viewer): Promise<readonly TicketRow[]> {
  const boxes = ["waiting", "mine", "colleagues", "pending"] as const;
  const tickets = await Promise.all(boxes.map((box) => stores.tickets.list(viewer, box, MOST_ROWS)));
  return toRows(stores, viewer, tickets.flat());
}

export async function rowsIn(
  stores: Stores,
  viewer: Viewer,
  box: keyof Counts,
): Promise<readonly TicketRow[]> {
  return toRows(stores, viewer, await stores.tickets.list(viewer, box, MOST_ROWS));
}
