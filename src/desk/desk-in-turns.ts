// The desk's part in a merchant's turn: the ticket that an escalation opens, and what a waiting or answered merchant's
// message changes in it. Statements only; the turn's own commit writes them.
import { randomBytes } from "node:crypto";
import { callsPerson } from "../../bot/dialogs/escalation.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { DeskView, Effect } from "../../bot/ports.ts";
import { newId } from "../base/ids.ts";
import type { DeskInTurns, TurnAtDesk } from "../chat/desk-in-turns.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { HoursStore } from "../storage/desk/hours-store.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { TicketStore } from "../storage/desk/ticket-store.ts";
import { closedNow } from "./rules/hours.ts";
import { moveOwner } from "./rules/owner.ts";
import { buildPacket, lastText, type Packet, type Placed, withRewritten } from "./rules/packet.ts";
import { REFERENCE_BYTES, referenceOf } from "./rules/reference.ts";
import { afterMerchant, isLive, moveTicket, newTicket, PRIORITY } from "./rules/ticket.ts";

/** The packet is made of these: a screen or two of what was said last. */
const LOOK_BACK = 20;
/** Where everything comes in until topics are given to queues. */
const FIRST_QUEUE = "general";

export interface DeskInTurnsParts {
  readonly tickets: TicketStore;
  readonly hours: Pick<HoursStore, "of">;
  readonly conversations: Pick<ConversationStore, "list">;
  /** Whether anybody has an account: without one, nobody would ever answer, and no ticket is promised. */
  readonly isStaffed: () => Promise<boolean>;
  readonly knowledge: (of: Pick<ConversationRecord, "state" | "locale">) => Knowledge;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createDeskInTurns(parts: DeskInTurnsParts): DeskInTurns {
  const { tickets } = parts;

  async function ticketOf({ owner }: ConversationRecord): Promise<TicketRecord | undefined> {
    return owner.ticketId === undefined ? undefined : tickets.get(owner.ticketId);
  }

  async function viewFor(
    record: ConversationRecord,
    { effects, at }: { readonly effects: readonly Effect[]; readonly at: string },
  ) {
    const ticket = await ticketOf(record);
    if (!ticket && !(await parts.isStaffed())) return undefined;
    const reference = ticket && ticket.status !== "closed" ? ticket.reference : newReference();
    const waits = ticket && record.owner.owner === "waiting" ? ticket : undefined;
    const queueId = ticket?.queueId ?? FIRST_QUEUE;
    const closed = closedNow(parts.knowledge(record).calendar, await parts.hours.of(queueId), at);
    const ahead = await tickets.countAhead({
      queueId,
      priority: waits?.priority ?? priorityOf(effects),
      // Whoever is new comes after everybody who waits.
      waitSince: waits?.waitSince ?? "9999",
    });
    return { reference, position: ahead + 1, ...(closed && { closed }) } satisfies DeskView;
  }

  /** The ticket that the calling effect leads to: the open one, the solved one taken up again, or a new one. */
  async function escalated(
    turn: TurnAtDesk,
    before: TicketRecord | undefined,
    effect: Effect,
    view: DeskView,
  ) {
    const { record, at } = turn;
    const base = before && before.status !== "closed" ? before : undefined;
    const id = base?.id ?? newId("tkt");
    const event = { kind: "escalate", ticketId: id } as const;
    const owner = moveOwner(record.owner, event, at);
    if (owner.kind === "refused") return {};
    const moved = base ? moveTicket(base, event, at) : undefined;
    if (moved?.kind === "refused") return {};
    const packet = buildPacket({
      ...{
        reason: effect.reason,
        state: turn.state,
        knowledge: parts.knowledge({ ...record, state: turn.state }),
      },
      recent: [...(await recentOf(record, turn.rewrites)), ...turn.placed],
    });
    const said = mattersWords(packet) ?? merchantsWords(turn.placed) ?? base?.lastText ?? "";
    const provider = packet.provider?.id;
    const entry = { actor: "merchant", kind: "escalated", data: { reason: effect.reason } };
    if (base && moved) {
      const words = { lastText: said, lastFrom: "merchant", updatedAt: at } as const;
      const known = { ...packet, ...(base.packet.corrected && { corrected: base.packet.corrected }) };
      const now = { ...base, ...moved.state, packet: known, provider, ...words, version: base.version + 1 };
      return { owner: owner.state, desk: tickets.changing(now, entry) };
    }
    const opened: TicketRecord = {
      ...newTicket(at, priorityOf(turn.effects)),
      ...{ id, reference: view.reference, conversationId: record.id, queueId: FIRST_QUEUE },
      ...{ reason: effect.reason, provider, packet, follows: before?.id, link: undefined, version: 1 },
      ...{ lastText: said, lastFrom: "merchant", createdAt: at, updatedAt: at },
    };
    return { owner: owner.state, desk: tickets.opening(opened, entry) };
  }

  async function recentOf({ id, nextSeq }: ConversationRecord, rewrites: readonly Placed[]) {
    const from = Math.max(0, nextSeq - LOOK_BACK);
    const stored = await parts.conversations.list(id, from, LOOK_BACK);
    const anew = new Map(rewrites.map(({ seq, activity }) => [seq, activity]));
    return stored.map((activity, index) => ({
      seq: from + index,
      activity: anew.get(from + index) ?? activity,
    }));
  }

  return {
    viewFor,
    async written(turn) {
      const { record, effects, rewrites, placed, at, view } = turn;
      const before = await ticketOf(record);
      const effect = effects.find(callsPerson);
      if (effect && view) return escalated(turn, before, effect, view);
      if (!before || (!isLive(before) && rewrites.length === 0)) return {};
      const said = merchantsWords(placed);
      if (said === undefined && rewrites.length === 0) return {};
      const state = said === undefined ? before : afterMerchant(before, record.owner.owner, at);
      const words = isLive(before) ? said : lastRewritten(before, rewrites);
      const now: TicketRecord = {
        ...{ ...before, ...state, packet: withRewritten(before.packet, rewrites), updatedAt: at },
        ...(words !== undefined && { lastText: words, lastFrom: "merchant" as const }),
        version: before.version + 1,
      };
      return { desk: tickets.changing(now) };
    },
  };
}

/** Everybody in line said「转人工」: what they said before it tells an agent more. */
function mattersWords({ reason, words }: Packet): string | undefined {
  const before = reason === "asked" ? words.at(-2) : undefined;
  return before && lastText(before.text);
}

/** What is kept of a solved ticket's last words, where they turned out to hold part of a secret. */
function lastRewritten({ lastFrom }: TicketRecord, rewrites: readonly Placed[]): string | undefined {
  return lastFrom === "merchant" ? merchantsWords(rewrites) : undefined;
}

function merchantsWords(placed: readonly Placed[]): string | undefined {
  const said = placed.findLast(({ activity: { type, from } }) => type === "message" && from.role === "user");
  return said && lastText(said.activity.text ?? "");
}

function priorityOf(effects: readonly Effect[]): number {
  return effects.some(({ reason }) => reason === "scam") ? PRIORITY.scam : PRIORITY.usual;
}

function newReference(): string {
  return referenceOf(randomBytes(REFERENCE_BYTES));
}
