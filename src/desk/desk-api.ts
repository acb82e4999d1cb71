// What the desk's routes ask: tickets as rows, deeds with their audit, and news. Who may see what is decided below.
import type {
  Counts,
  DeskEvents,
  DeskState,
  HereAnswer,
  Thread,
  TicketDetail,
  TicketRow,
} from "../base/desk-wire.ts";
import { AppError } from "../base/errors.ts";
import type { Activity } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Mask } from "../chat/mask-activity.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Audit } from "./audit.ts";
import type { Actor, Deeds } from "./deeds.ts";
import type { Feed } from "./feed.ts";
import { type HandoffInitiation, handoffInitiation } from "./handoff-events.ts";
import { type Listening, type News, newsFor } from "./news.ts";
import { currentRows, type RowPage, rowsIn, toRows } from "./rows.ts";
import type { StaffEvent } from "./rules/desk-event.ts";
import { nextWords } from "./rules/packet.ts";
import { readReference } from "./rules/reference.ts";
import { UNSEEN_MS } from "./sweep.ts";
import { takeNext } from "./take-next.ts";
import { type UnverifiedParts, unverifiedOf } from "./unverified.ts";

const DAY_MS = 24 * 3_600_000;

export interface DeskApi {
  state(actor: Actor): Promise<Omit<DeskState, "me">>;
  /** Resolves when there may be something after `seq`, at the latest after so many seconds. */
  news(seq: number, seconds: number): Promise<void>;
  /** Calls back when there may be something new. Answers a function that ends it. */
  onNews(listener: () => void): () => void;
  events(actor: Actor, after: number): Promise<DeskEvents>;
  /** Of all who listen at once; `everybody` is whoever is at some ticket. */
  newsFor(all: readonly Listening[], everybody: HereAnswer["here"]): Promise<(one: Listening) => News>;
  /** A page of a box; the one after `after`. Throws AppError `bad-argument` where no page named it so. */
  list(actor: Actor, box: keyof Counts, after?: string): Promise<RowPage>;
  /** The ticket of a reference, however old it is. Audited. Null for what is not theirs to see as for what there is not. */
  find(actor: Actor, reference: string): Promise<TicketRow | null>;
  /** Audited. Throws AppError `not-found`, also for what is not theirs to see. */
  open(actor: Actor, id: string): Promise<TicketDetail>;
  thread(actor: Actor, id: string, watermark: string | undefined): Promise<Thread>;
  /** Everything another desk needs, as Bot Framework's event. Audited. Throws AppError `not-found`, as `open` does. */
  handoff(actor: Actor, id: string): Promise<HandoffInitiation>;
  takeNext(actor: Actor): Promise<TicketRow | null>;
  move(actor: Actor, id: string, event: StaffEvent): Promise<TicketRow>;
  say(
    actor: Actor,
    id: string,
    said: { text: string; clientId: string; askDays?: number | undefined },
  ): Promise<{ activityId: string }>;
  note(actor: Actor, id: string, note: { text: string; clientId: string }): Promise<void>;
  saveDraft(actor: Actor, id: string, text: string): Promise<void>;
  markSeen(actor: Actor, id: string, seq: number): Promise<TicketRow>;
}

export interface DeskApiParts {
  readonly stores: DeskStores;
  readonly conversations: Pick<Conversations, "read">;
  readonly unverified: UnverifiedParts;
  readonly deeds: Deeds;
  readonly feed: Feed;
  readonly audit: Audit;
  readonly mask: Mask;
  readonly clock: () => Date;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createDeskApi(parts: DeskApiParts): DeskApi {
  const { stores, deeds, feed, audit, clock } = parts;
  const { tickets, events, notes, staff } = stores;
  const now = () => clock().toISOString();

  async function seen(actor: Actor, id: string): Promise<TicketRecord> {
    const ticket = await tickets.find(actor, id);
    if (ticket) return ticket;
    await audit.note({ actor: actor.id, action: "refused", object: id });
    throw new AppError("not-found", { ticket: id });
  }

  /** Noted before it is done, so that nobody's deed is missing whatever dies in between; then whether it was refused. */
  async function move(actor: Actor, id: string, event: StaffEvent): Promise<void> {
    await audit.note({ actor: actor.id, action: event.kind, object: id });
    try {
      await deeds.move(actor, id, event);
    } catch (error) {
      if (error instanceof AppError && error.status < 500)
        await audit.note({ actor: actor.id, action: "refused", object: id, data: { deed: event.kind } });
      throw error;
    }
  }

  async function rowOf(actor: Actor, id: string): Promise<TicketRow> {
    // After a deed it may be somebody else's, and is told of all the same to whoever did it.
    const ticket = await tickets.get(id);
    const [row] = ticket ? await toRows(stores, actor, [ticket]) : [];
    if (!row) throw new AppError("not-found", { ticket: id });
    return row;
  }

  async function allSaid(conversation: string): Promise<readonly Activity[]> {
    const said: Activity[] = [];
    for (let from = ""; ; ) {
      const { activities, watermark } = await parts.conversations.read(conversation, from);
      if (activities.length === 0) return said;
      said.push(...activities);
      from = watermark;
    }
  }

  async function colleagues(actor: Actor): Promise<DeskState["colleagues"]> {
    return (await staff.list())
      .filter(({ id, role, status, queues }) => {
        const isThere = status === "active" && role !== "admin" && id !== actor.id;
        return isThere && queues.some((queue) => actor.queues.includes(queue));
      })
      .map(({ id, name, availability, seenAt = "" }) => ({
        ...{ id, name },
        online: availability === "online" && seenAt > new Date(clock().getTime() - UNSEEN_MS).toISOString(),
      }));
  }

  return {
    async state(actor) {
      // The number first: what happens between the two is news later, and is told twice rather than never.
      const seq = await events.clock();
      const [{ rows, next }, countsOf, others] = await Promise.all([
        currentRows(stores, actor),
        tickets.countsFor([actor]),
        colleagues(actor),
      ]);
      return { seq, rows, next, counts: countsOf(actor), colleagues: others };
    },

    async news(seq, seconds) {
      if (seconds > 0 && (await events.clock()) <= seq) await feed.news(seq, seconds * 1_000);
    },

    async events(actor, after) {
      const listening = { actor, after };
      return (await newsFor(stores, [listening], []))(listening).events;
    },

    newsFor: (all, everybody) => newsFor(stores, all, everybody),

    onNews: feed.onNews,

    list: (actor, box, after) => rowsIn(stores, actor, box, after),

    async find(actor, reference) {
      const found = await tickets.findReference(actor, readReference(reference) ?? "");
      await audit.note({ actor: actor.id, action: "find-ticket", object: found?.id ?? "" });
      const [row] = found ? await toRows(stores, actor, [found]) : [];
      return row ?? null;
    },

    async open(actor, id) {
      const ticket = await seen(actor, id);
      await audit.note({ actor: actor.id, action: "open-ticket", object: id });
      const [[row], log, written, draft, all, linked, accounts] = await Promise.all([
        toRows(stores, actor, [ticket]),
        tickets.log(id),
        notes.list(id),
        notes.draftOf(id, actor.id),
        tickets.ofConversation(ticket.conversationId),
        tickets.linkedTo(actor, ticket),
        staff.list(),
      ]);
      if (!row) throw new AppError("not-found", { ticket: id });
      const nameOf = new Map(accounts.map((one) => [one.id, one.name]));
      return {
        row,
        packet: { ...ticket.packet },
        next: nextWords(ticket.packet),
        log: log.map(({ actor: by, data, ...entry }) => ({
          ...entry,
          data: typeof data.to === "string" ? { ...data, to: nameOf.get(data.to) ?? "" } : data,
          actor: nameOf.get(by) ?? null,
          by: by === "merchant" || by === "desk" ? by : "agent",
        })),
        notes: written.map(({ staffId, ...note }) => ({ ...note, author: nameOf.get(staffId) ?? "" })),
        draft,
        earlier: all
          .filter((one) => one.id !== id)
          .map((one) => ({ ...briefOf(one), createdAt: one.createdAt })),
        linked: linked.map((one) => ({ ...briefOf(one), provider: one.packet.provider?.name ?? null })),
      };
    },

    async thread(actor, id, watermark) {
      const { conversationId } = await seen(actor, id);
      const { activities, watermark: next } = await parts.conversations.read(conversationId, watermark);
      const unverified = await unverifiedOf(parts.unverified, conversationId, activities);
      return { activities, watermark: next, unverified };
    },

    async handoff(actor, id) {
      const ticket = await seen(actor, id);
      await audit.note({ actor: actor.id, action: "export-ticket", object: id });
      return handoffInitiation(ticket, await allSaid(ticket.conversationId));
    },

    async takeNext(actor) {
      const id = await takeNext({ tickets, deeds: { move } }, actor);
      return id === undefined ? null : rowOf(actor, id);
    },

    async move(actor, id, event) {
      await move(actor, id, event);
      return rowOf(actor, id);
    },

    async say(actor, id, { text, clientId, askDays }) {
      const until = askDays === undefined ? undefined : new Date(clock().getTime() + askDays * DAY_MS);
      const said = await deeds.say(actor, id, {
        ...{ text, clientId },
        ...(until && { pendingUntil: until.toISOString() }),
      });
      await notes.saveDraft({ ticketId: id, staffId: actor.id, text: "", at: now() });
      return said;
    },

    async note(actor, id, { text, clientId }) {
      await seen(actor, id);
      const own = { ticketId: id, staffId: actor.id };
      await notes.add({ ...own, clientId, text: parts.mask(text).text, at: now() });
    },

    async saveDraft(actor, id, text) {
      await seen(actor, id);
      await notes.saveDraft({ ticketId: id, staffId: actor.id, text: parts.mask(text).text, at: now() });
    },

    async markSeen(actor, id, seq) {
      await seen(actor, id);
      await notes.markSeen({ ticketId: id, staffId: actor.id, seq });
      return rowOf(actor, id);
    },
  };
}

function briefOf({ id, reference, status }: TicketRecord) {
  return { id, reference, status };
}
