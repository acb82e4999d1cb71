// What the chat without JavaScript shows of a conversation: the last that was said, and where its ticket stands.
import type { Activity } from "../base/wire.ts";
import type { Conversations } from "../chat/conversations.ts";
import { BEYOND_THE_END } from "../chat/watermark.ts";
import type { Desk } from "../desk/desk.ts";
import type { ChatView } from "../pages/chat.ts";

/** Each is at most a screen long; together they are a page that a phone can show. */
const SHOWN = 60;

/** Its ticket only while somebody has to do with it. */
export async function whatIsShown(
  id: string,
  {
    conversations,
    desk,
  }: { conversations: Pick<Conversations, "read">; desk?: Pick<Desk, "merchants"> | undefined },
  before?: number,
): Promise<Pick<ChatView, "activities" | "earlier" | "ticket" | "packet">> {
  const ticket = await desk?.merchants.of(id);
  const isLive = ticket !== undefined && (ticket.status === "open" || ticket.status === "pending");
  const packet = isLive ? await desk?.merchants.packetOf(id) : undefined;
  const said = await lastSaid(id, conversations, before);
  return { ...said, ...(isLive && { ticket }), ...(packet && { packet }) };
}

/** The last activities, or those before a place; `earlier` is the place before which there are more. */
async function lastSaid(
  id: string,
  conversations: Pick<Conversations, "read">,
  before?: number,
): Promise<Pick<ChatView, "activities" | "earlier">> {
  const { watermark } = await conversations.read(id, BEYOND_THE_END);
  const end = Math.min(before ?? Number.POSITIVE_INFINITY, Number(watermark));
  const from = Math.max(0, end - SHOWN);
  const activities: Activity[] = [];
  while (activities.length < end - from) {
    const page = await conversations.read(id, String(from + activities.length));
    if (page.activities.length === 0) break;
    activities.push(...page.activities);
  }
  return { activities: activities.slice(0, end - from), ...(from > 0 && { earlier: from }) };
}
