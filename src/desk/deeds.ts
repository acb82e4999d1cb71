// What people at the desk do in a conversation: each deed is decided on the row as it is, and committed like a turn.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { PageLink } from "../../bot/knowledge/page-url.ts";
import type { ReturnedBy } from "../../bot/ports.ts";
import { guardText } from "../../bot/say/guard.ts";
import { pagesNamedIn } from "../../bot/say/inserts.ts";
import { AppError, type ErrorCode } from "../base/errors.ts";
import type { Conversations, DeedPlan, DeskActivity } from "../chat/conversations.ts";
import type { Mask } from "../chat/mask-activity.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Viewer } from "../storage/desk/ticket-sight.ts";
import type { TicketStore } from "../storage/desk/ticket-store.ts";
import type { ClientId } from "../storage/turn-commit.ts";
import { handoffStatus } from "./handoff-events.ts";
import type { DeskEvent, OtherEvent, Refusal, StaffEvent } from "./rules/desk-event.ts";
import { moveOwner } from "./rules/owner.ts";
import { lastText } from "./rules/packet.ts";
import { type Action, may, relationOf } from "./rules/policy.ts";
import { afterAgent, moveTicket, type TicketState } from "./rules/ticket.ts";

/** A member of staff as deeds see them. */
export interface Actor extends Viewer {
  readonly name: string;
}

export interface DeedParts {
  readonly conversations: Pick<Conversations, "act">;
  readonly tickets: TicketStore;
  readonly findOfTicket: ConversationStore["findOfTicket"];
  /** What a member of staff is called. */
  readonly nameOf: (staffId: string) => Promise<string | undefined>;
  /** Whether a ticket of the queue can be given to somebody: they are there, and it is their queue. */
  readonly mayReceive: (staffId: string, queueId: string) => Promise<boolean>;
  readonly mask: Mask;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
}

export interface Deeds {
  /**
   * Says something to the merchant. Throws AppError `not-found`, `not-yours` with who speaks, `not-live`, and `guarded`
   * with what must not be said. `pendingUntil`: it is a question, and the ticket sleeps until it is answered.
   */
  say(
    actor: Actor,
    ticketId: string,
    said: { text: string; clientId: string; pendingUntil?: string },
  ): Promise<{ activityId: string }>;
  /** Throws AppError `not-found`, `taken` with who has it, `not-yours` and `not-live`. */
  move(actor: Actor, ticketId: string, event: StaffEvent): Promise<void>;
  /** What the merchant does, or the desk by itself. */
  moveAlone(ticketId: string, event: OtherEvent): Promise<void>;
}

/** What a deed is in the table of who may do what. */
const ACTION_OF: Readonly<Record<StaffEvent["kind"], Action>> = {
  take: "take",
  "take-over": "take-over",
  transfer: "transfer",
  "hand-back": "transfer",
  release: "release",
  ask: "ask",
  solve: "solve",
};
const CODE_OF: Readonly<Record<Refusal, ErrorCode>> = {
  taken: "taken",
  "not-yours": "not-yours",
  "not-live": "not-live",
  already: "not-live",
  "not-waiting": "not-live",
};
const RETURNED_BY: Readonly<Partial<Record<DeskEvent["kind"], ReturnedBy>>> = {
  solve: "solved",
  release: "released",
  close: "released",
  cancel: "merchant",
  "ask-bot": "merchant",
};

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createDeeds(parts: DeedParts): Deeds {
  const { conversations, tickets } = parts;

  function known<T>(id: string, read: T | undefined): T {
    if (!read) throw new AppError("not-found", { ticket: id });
    return read;
  }

  /**
   * Reads the ticket of a deed and its conversation in one look: it is decided on what was seen, to which the commit holds it, and
   * read anew only where that was in vain.
   */
  async function seen(id: string, clientId?: ClientId) {
    const { ticket: read, found } = known(id, await parts.findOfTicket(id, clientId));
    let first: TicketRecord | undefined = read;
    return {
      conversationId: read.conversationId,
      found,
      async ticket(): Promise<TicketRecord> {
        const ticket = first ?? known(id, await tickets.get(id));
        first = undefined;
        return ticket;
      },
    };
  }

  /**
   * The ticket, where the policy lets it be done. What is not theirs is as if it did not exist; of what a colleague
   * took meanwhile they are told who has it.
   */
  async function allowed(actor: Actor, ticket: TicketRecord, action: Action): Promise<TicketRecord> {
    const relation = relationOf(actor, ticket);
    if (may(actor.role, action, relation)) return ticket;
    if (may(actor.role, "take", relation)) await refuse("not-yours", ticket.assignee);
    throw new AppError("not-found", { ticket: ticket.id });
  }

  async function refuse(because: Refusal, staffId: string | undefined): Promise<never> {
    const name = staffId === undefined ? undefined : await parts.nameOf(staffId);
    throw new AppError(CODE_OF[because], { because, ...(name !== undefined && { told: { name } }) });
  }

  async function planned(
    { record, ticket, at }: { record: ConversationRecord; ticket: TicketRecord; at: string },
    event: DeskEvent,
    actor: string,
  ): Promise<DeedPlan> {
    if (record.owner.ticketId !== ticket.id) await refuse("not-live", undefined);
    const owner = moveOwner(record.owner, event, at);
    if (owner.kind === "refused") return refuse(owner.because, record.owner.agentId);
    const moved = moveTicket(ticket, event, at);
    if (moved.kind === "refused") return refuse(moved.because, undefined);
    const speaker = owner.state.agentId ?? record.owner.agentId;
    const name = speaker === undefined ? undefined : await parts.nameOf(speaker);
    const returned = owner.state.owner === "bot" ? RETURNED_BY[event.kind] : undefined;
    const now = { ...ticket, ...moved.state, updatedAt: at, version: ticket.version + 1 };
    return {
      say: [handoffStatus(owner.handoff ?? "completed", { name, returned })],
      owner: owner.state,
      queries: tickets.changing(now, { actor, kind: event.kind, data: dataOf(event) }),
      ...(returned && { returned }),
    };
  }

  return {
    async say(actor, ticketId, { text, clientId, pendingUntil }) {
      const id = { staff: actor.id, id: clientId };
      const deed = await seen(ticketId, id);
      const masked = parts.mask(text);
      return conversations.act(deed.conversationId, {
        ...{ clientId: id, found: deed.found },
        plan: async (record, at) => {
          const ticket = await allowed(actor, await deed.ticket(), "say");
          const { owner, agentId } = record.owner;
          if (owner !== "person" || agentId !== actor.id) await refuse("not-yours", agentId);
          const knowledge = parts.knowledge(record);
          assertSayable(knowledge, masked);
          const asked = pendingUntil === undefined ? undefined : asking(ticket, actor.id, pendingUntil, at);
          const state = asked ?? ticket;
          const now: TicketRecord = {
            ...{ ...ticket, ...afterAgent(state, at), updatedAt: at, version: ticket.version + 1 },
            ...{ lastText: lastText(masked.text), lastFrom: "agent" },
          };
          const entry = asked ? { actor: actor.id, kind: "ask", data: { until: pendingUntil } } : undefined;
          return {
            say: [words(actor, masked, pagesNamedIn(knowledge, masked.text))],
            queries: tickets.changing(now, entry),
          };
        },
      });
    },

    async move(actor, ticketId, event) {
      const deed = await seen(ticketId);
      await conversations.act(deed.conversationId, {
        found: deed.found,
        plan: async (record, at) => {
          const ticket = await allowed(actor, await deed.ticket(), ACTION_OF[event.kind]);
          if (event.kind === "transfer" && !(await parts.mayReceive(event.to, ticket.queueId)))
            throw new AppError("bad-argument", { transfer: event.to });
          return planned({ record, ticket, at }, event, actor.id);
        },
      });
    },

    async moveAlone(ticketId, event) {
      const deed = await seen(ticketId);
      const actor = event.kind === "cancel" || event.kind === "ask-bot" ? "merchant" : "desk";
      await conversations.act(deed.conversationId, {
        found: deed.found,
        plan: async (record, at) => {
          return planned({ record, ticket: await deed.ticket(), at }, event, actor);
        },
      });
    },
  };
}

function asking(ticket: TicketRecord, by: string, until: string, at: string): TicketState {
  const moved = moveTicket(ticket, { kind: "ask", by, until }, at);
  if (moved.kind === "refused") throw new AppError("not-live", { because: moved.because });
  return moved.state;
}

function words(actor: Actor, { text, found }: ReturnType<Mask>, links: readonly PageLink[]): DeskActivity {
  const masked = [...new Set(found.map(({ kind }) => kind))];
  return {
    type: "message",
    text,
    from: { id: `agent:${actor.id}`, name: actor.name },
    channelData: {
      speaker: { kind: "person", name: actor.name },
      ...(masked.length > 0 && { masked }),
      ...(links.length > 0 && { links }),
    },
  };
}

/** A private number, or an id in a messenger, would be hidden, and the words around it would still call the merchant away from here. */
const PRIVATE_WAYS: readonly string[] = ["mobile", "email", "account"];

/** No override: whoever needs a number gives the official one, and nobody needs a secret. */
function assertSayable(knowledge: Knowledge, { text, found }: ReturnType<Mask>): void {
  const { contacts, asksForSecret } = guardText(knowledge, text);
  const ways = found.filter(({ kind }) => PRIVATE_WAYS.includes(kind)).map(({ kind }) => kind);
  if (contacts.length === 0 && ways.length === 0 && !asksForSecret) return;
  const told = {
    ...(contacts.length > 0 && { contacts: contacts.join("、") }),
    ...(ways.length > 0 && { hidden: [...new Set(ways)].join(",") }),
    ...(asksForSecret && { secret: "asked" }),
  };
  throw new AppError("guarded", { told });
}

function dataOf(event: DeskEvent): Readonly<Record<string, unknown>> {
  switch (event.kind) {
    case "transfer":
      return { to: event.to };
    case "ask":
      return { until: event.until };
    case "requeue":
      return { because: event.because };
    default:
      return {};
  }
}
