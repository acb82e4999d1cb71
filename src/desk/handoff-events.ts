// A change of who speaks as Bot Framework tells it: events as its EventFactory makes them, which lies in a package that
// nothing else here needs.
import type { ReturnedBy } from "../../bot/ports.ts";
import { BOT } from "../base/ids.ts";
import type { Activity } from "../base/wire.ts";
import type { DeskActivity } from "../chat/conversations.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { HandoffState } from "./rules/owner.ts";

/** Said in the conversation, so that every client of it learns who speaks; no merchant's client can post one. */
export function handoffStatus(
  state: HandoffState,
  { name, returned }: { name: string | undefined; returned: ReturnedBy | undefined },
): DeskActivity {
  return {
    type: "event",
    name: "handoff.status",
    value: { state, ...(name !== undefined && { message: name }) },
    from: BOT,
    ...(returned && { channelData: { returned } }),
  };
}

/**
 * What another desk needs to go on: the packet, and all that was said. Never said in the conversation, as the packet is
 * not for the merchant's client. The same ticket in the same state has the same id, so that nobody takes it twice.
 */
export function handoffInitiation(ticket: TicketRecord, activities: readonly Activity[]) {
  const conversation = { id: ticket.conversationId };
  const last = activities.findLast(({ type, from }) => type === "message" && from.role === "user");
  const user = last?.from ?? { id: ticket.conversationId, role: "user" as const };
  const replied = last && { replyToId: last.id };
  return {
    type: "event",
    name: "handoff.initiate",
    id: `${ticket.id}|${ticket.version}`,
    timestamp: ticket.updatedAt,
    channelId: "directline",
    ...{ conversation, from: user, recipient: { id: BOT.id }, ...replied },
    relatesTo: {
      ...{ conversation, user, bot: BOT, channelId: "directline" },
      ...(last && { activityId: last.id }),
    },
    value: { reference: ticket.reference, ...ticket.packet },
    attachments: [{ name: "Transcript", contentType: "application/json", content: { activities } }],
    entities: [],
  } as const;
}
export type HandoffInitiation = ReturnType<typeof handoffInitiation>;
