// What nobody does: gives back a merchant whose agent is gone, wakes what slept, closes what is over. On any node, as often
// as it likes: each is decided anew on the row as it is.
import type { Calendar } from "../../bot/knowledge/calendar.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Deeds } from "./deeds.ts";
import { openMsBetween } from "./rules/hours.ts";
import { CLOSED_AFTER_MS, isLive, moveTicket, wake } from "./rules/ticket.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A lost agent's merchant is back in line within two minutes and a sweep. */
const SWEEP_MS = 15_000;
/** Whoever was not seen for so long is not there. */
export const UNSEEN_MS = 2 * MINUTE_MS;
/** A merchant who waits so long for the one who took them, while people are at the desk, may as well have another. */
const UNANSWERED_MS = 10 * MINUTE_MS;
/** Nobody did anything for so long: nobody will, and what is kept of it has to end some day. */
const SILENT_MS = 44 * DAY_MS;
const EVENTS_MS = DAY_MS;

export interface SweepParts {
  readonly stores: Pick<DeskStores, "sweep" | "tickets" | "events" | "throttle" | "hours">;
  readonly deeds: Pick<Deeds, "moveAlone">;
  readonly calendar: () => Calendar;
  readonly clock: () => Date;
  readonly log: Log;
}

export async function sweep(parts: SweepParts): Promise<void> {
  const { stores, deeds, clock } = parts;
  const now = clock();
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
  for (const { ticketId, because } of await stores.sweep.listLost(ago(UNSEEN_MS)))
    await unlessMoved(() => deeds.moveAlone(ticketId, { kind: "requeue", because }));
  await requeueUnanswered(parts, now);
  for (const id of await stores.sweep.listSlept(now.toISOString()))
    await change(parts, id, (ticket) => ({ ...ticket, ...wake(ticket) }), "woken");
  const over = { solved: ago(CLOSED_AFTER_MS), silent: ago(SILENT_MS) };
  for (const one of await stores.sweep.listOver(over))
    await (one.isLive
      ? unlessMoved(() => deeds.moveAlone(one.ticketId, { kind: "close" }))
      : change(parts, one.ticketId, closed(now.toISOString()), "close"));
  await stores.events.dropBefore(ago(EVENTS_MS));
  await stores.throttle.dropOver(now.toISOString());
}

/** Nobody is to answer while nobody is to be at the desk: only the minutes within its hours count. */
async function requeueUnanswered({ stores, deeds, calendar }: SweepParts, now: Date): Promise<void> {
  const before = new Date(now.getTime() - UNANSWERED_MS).toISOString();
  for (const { ticketId, queueId, since } of await stores.sweep.listUnanswered(before)) {
    const hours = await stores.hours.of(queueId);
    if (openMsBetween(calendar(), hours, [since, now.toISOString()]) > UNANSWERED_MS)
      await unlessMoved(() => deeds.moveAlone(ticketId, { kind: "requeue", because: "silent" }));
  }
}

/** Only the ticket changes; who speaks does not. */
async function change(
  { stores, clock }: SweepParts,
  id: string,
  to: (ticket: TicketRecord) => TicketRecord,
  kind: string,
): Promise<void> {
  const ticket = await stores.tickets.get(id);
  if (!ticket) return;
  const changed = to(ticket);
  if (changed.status === ticket.status) return;
  const now = { ...changed, version: ticket.version + 1, updatedAt: clock().toISOString() };
  await stores.sweep.change([now], { actor: "desk", kind });
}

function closed(now: string): (ticket: TicketRecord) => TicketRecord {
  return (ticket) => {
    const moved = moveTicket(ticket, { kind: "close" }, now);
    return moved.kind === "moved" && !isLive(ticket) ? { ...ticket, ...moved.state } : ticket;
  };
}

/** Somebody was quicker: then there is nothing to do. */
async function unlessMoved(deed: () => Promise<void>): Promise<void> {
  await deed().catch((error: unknown) => {
    const isPassed = error instanceof AppError && error.status < 500;
    if (!isPassed) throw error;
  });
}

/** Sweeps until stopped. Answers a function that ends it, once the sweep under way is done. */
export function startSweep(parts: SweepParts): () => Promise<void> {
  const once = () =>
    sweep(parts).catch((cause: unknown) => parts.log.error({ err: cause }, "the sweep of the desk failed"));
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(once);
  }, SWEEP_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
