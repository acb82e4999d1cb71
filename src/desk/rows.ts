// Tickets as somebody at the desk sees them in lists: with names for ids, and whether they are news to them.
import type { Counts, DeskState, TicketRow } from "../base/desk-wire.ts";
import { AppError } from "../base/errors.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { BesideTicket } from "../storage/desk/row-store.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Viewer } from "../storage/desk/ticket-sight.ts";
import type { Place } from "../storage/desk/ticket-store.ts";

type Stores = Pick<DeskStores, "rows" | "staff" | "tickets">;

/** In the order of the tickets. */
export async function toRows(
  stores: Pick<Stores, "rows" | "staff">,
  viewer: Viewer,
  tickets: readonly TicketRecord[],
): Promise<readonly TicketRow[]> {
  const ids = tickets.map(({ id }) => id);
  return (await rowsFor(stores, [viewer], ids))(viewer, tickets);
}

/** Reads once for all who look. What it answers makes the rows of one of them, of some of the tickets. */
export async function rowsFor(
  { rows, staff }: Pick<Stores, "rows" | "staff">,
  viewers: readonly Viewer[],
  ids: readonly string[],
): Promise<(viewer: Viewer, tickets: readonly TicketRecord[]) => readonly TicketRow[]> {
  if (ids.length === 0) return () => [];
  const staffIds = viewers.map(({ id }) => id);
  const [beside, accounts] = await Promise.all([rows.beside(ids, staffIds), staff.list()]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return (viewer, tickets) =>
    tickets.flatMap((ticket) => {
      const of = beside.get(ticket.id);
      return of
        ? [toRow(ticket, { owner: of.owner, isRead: of.seenBy(viewer.id) >= of.nextSeq }, names)]
        : [];
    });
}

function toRow(
  ticket: TicketRecord,
  beside: Pick<BesideTicket, "owner"> & { readonly isRead: boolean },
  names: ReadonlyMap<string, string>,
): TicketRow {
  const { id, reference, status, assignee, priority, reason, packet, version } = ticket;
  const named = assignee === undefined ? null : { id: assignee, name: names.get(assignee) ?? "" };
  return {
    ...{ id, reference, status, priority, reason, version },
    ...{ owner: beside.owner, queue: ticket.queueId, assignee: named, provider: packet.provider ?? null },
    ...{ waitSince: ticket.waitSince ?? null, pendingUntil: ticket.pendingUntil ?? null },
    ...{ lastText: ticket.lastText, lastFrom: ticket.lastFrom },
    unread: ticket.lastFrom === "merchant" && !beside.isRead,
    scam: packet.scam,
    ...{ createdAt: ticket.createdAt, updatedAt: ticket.updatedAt },
  };
}

/** More than a screen holds; what comes after is there on demand. */
const PAGE = 100;

export interface RowPage {
  readonly rows: readonly TicketRow[];
  /** What the page after this one is asked for by; null on the last. */
  readonly next: string | null;
}

/** The first page of everything that somebody has before their eyes: who waits, their own, and what sleeps. */
export async function currentRows(
  stores: Stores,
  viewer: Viewer,
): Promise<{ rows: readonly TicketRow[]; next: DeskState["next"] }> {
  const [waiting, mine, colleagues, pending] = await Promise.all(
    (["waiting", "mine", "colleagues", "pending"] as const).map((box) => ticketsIn(stores, viewer, box)),
  );
  const pages = { waiting, mine, colleagues, pending };
  const tickets = Object.values(pages).flatMap((page) => page?.tickets ?? []);
  const next = Object.fromEntries(
    Object.entries(pages).flatMap(([box, page]) => (page?.next ? [[box, page.next]] : [])),
  );
  return { rows: await toRows(stores, viewer, tickets), next };
}

export async function rowsIn(
  stores: Stores,
  viewer: Viewer,
  box: keyof Counts,
  after?: string,
): Promise<RowPage> {
  const { tickets, next } = await ticketsIn(stores, viewer, box, after);
  return { rows: await toRows(stores, viewer, tickets), next };
}

async function ticketsIn(
  { tickets }: Pick<Stores, "tickets">,
  viewer: Viewer,
  box: keyof Counts,
  after?: string,
): Promise<{ tickets: readonly TicketRecord[]; next: string | null }> {
  const found = await tickets.list(viewer, box, PAGE, after === undefined ? undefined : placeOf(after));
  const last = found.at(-1);
  return { tickets: found, next: last && found.length === PAGE ? nameOf(last) : null };
}

/** A place stays where it was while the tickets move: nobody behind it is left out. */
function nameOf({ priority, waitSince = "", updatedAt, id }: Place): string {
  return [priority, waitSince, updatedAt, id].join("~");
}

/** Throws AppError `bad-argument` for what `nameOf` did not write. */
function placeOf(name: string): Place {
  const [priority = "", waitSince = "", updatedAt = "", id = ""] = name.split("~");
  if (!/^-?\d{1,9}$/.test(priority) || id === "") throw new AppError("bad-argument", { after: name });
  return { priority: Number(priority), waitSince: waitSince || undefined, updatedAt, id };
}
