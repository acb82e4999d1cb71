// A ticket as its row holds it, and back.
import type { Insertable } from "kysely";
import type { Packet } from "../../desk/rules/packet.ts";
import type { TicketState } from "../../desk/rules/ticket.ts";
import type { ReadTicket } from "../statements/conversation-statements.ts";
import type { Tables } from "../tables/tables.ts";

export interface TicketRecord extends TicketState {
  readonly id: string;
  readonly reference: string;
  readonly conversationId: string;
  readonly queueId: string;
  readonly reason: string;
  readonly provider: string | undefined;
  readonly packet: Packet;
  /** The ticket before it. */
  readonly follows: string | undefined;
  /** Shared by all tickets that are bound to it, and by nothing else. */
  readonly link: string | undefined;
  /** Rises by one with each change. */
  readonly version: number;
  readonly lastText: string;
  readonly lastFrom: "merchant" | "agent" | "bot";
  readonly createdAt: string;
  readonly updatedAt: string;
}

type Row = Tables["tickets"];

export function toTicket(row: ReadTicket): TicketRecord {
  return {
    id: row.id,
    reference: row.reference,
    conversationId: row.conversation_id,
    queueId: row.queue_id,
    reason: row.reason,
    provider: row.provider ?? undefined,
    packet: JSON.parse(row.packet),
    follows: row.follows ?? undefined,
    link: row.linked_to ?? undefined,
    version: row.version,
    lastText: row.last_text,
    lastFrom: row.last_from,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    status: row.status,
    assignee: row.assignee ?? undefined,
    priority: row.priority,
    waitSince: row.wait_since ?? undefined,
    firstReplyAt: row.first_reply_at ?? undefined,
    pendingUntil: row.pending_until ?? undefined,
    solvedAt: row.solved_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    reopened: row.reopened,
  };
}

/** The columns that change in a ticket's life. */
export function toColumns(ticket: TicketRecord) {
  return {
    status: ticket.status,
    queue_id: ticket.queueId,
    assignee: ticket.assignee ?? null,
    priority: ticket.priority,
    provider: ticket.provider ?? null,
    packet: JSON.stringify(ticket.packet),
    wait_since: ticket.waitSince ?? null,
    first_reply_at: ticket.firstReplyAt ?? null,
    pending_until: ticket.pendingUntil ?? null,
    solved_at: ticket.solvedAt ?? null,
    closed_at: ticket.closedAt ?? null,
    reopened: ticket.reopened,
    linked_to: ticket.link ?? null,
    last_text: ticket.lastText,
    last_from: ticket.lastFrom,
    updated_at: ticket.updatedAt,
  } satisfies Partial<Insertable<Row>>;
}
