// Puts the server's own fields on activities: ids, times, names. Whatever a client or bot said there is replaced.
import { randomUUID } from "node:crypto";
import type { SecretKind } from "../../bot/ports.ts";
import type { SdkActivity } from "../../bot/sdk.ts";
import { BOT } from "../base/ids.ts";
import type { Activity } from "../base/wire.ts";
import type { DeskActivity, IncomingActivity } from "./conversations.ts";

/**
 * The time of a turn's first activity; the others follow a millisecond apart. Clients order by time, so it
 * is always later than the conversation's last, even after the clock was set back.
 */
export function turnTime(now: Date, lastAt: string): (index: number) => string {
  const first = Math.max(now.getTime(), Date.parse(lastAt) + 1);
  return (index) => new Date(first + index).toISOString();
}

export interface Stamp {
  readonly conversationId: string;
  readonly id: string;
  readonly timestamp: string;
}

/** The merchant's own activity as stored and echoed: their unknown keys survive, `masked` says what was hidden. */
export function toUserActivity(
  incoming: IncomingActivity,
  { stamp, userId, masked }: { stamp: Stamp; userId: string; masked: readonly SecretKind[] },
): Activity {
  const { name } = incoming.from ?? {};
  // Only the server may say that something was masked.
  const { masked: _claimed, maskedLater: _later, ...channelData } = incoming.channelData ?? {};
  return {
    ...incoming,
    ...own(stamp),
    from: { id: userId, role: "user", ...(name !== undefined && { name }) },
    recipient: { id: BOT.id },
    ...((incoming.channelData !== undefined || masked.length > 0) && {
      channelData: { ...channelData, ...(masked.length > 0 && { masked }) },
    }),
  };
}

/** A bot's message as it is to be stored, which keeps of it what JSON keeps. `replyToId` is absent for a greeting. */
export function toBotActivity(
  sent: Partial<SdkActivity>,
  { stamp, userId, replyToId }: { stamp: Stamp; userId: string; replyToId: string | undefined },
): Activity {
  const {
    serviceUrl: _url,
    localTimestamp: _local,
    replyToId: _reply,
    ...content
  }: Record<string, unknown> = sent;
  return {
    ...content,
    ...own(stamp),
    type: sent.type ?? "message",
    from: BOT,
    recipient: { id: userId },
    ...(replyToId !== undefined && { replyToId }),
  };
}

/** What a person at the desk says, or the event that tells who speaks: named by the server, as nobody else can be. */
export function toDeskActivity(
  said: DeskActivity,
  { stamp, userId }: { stamp: Stamp; userId: string },
): Activity {
  return { ...said, ...own(stamp), from: { ...said.from, role: "bot" }, recipient: { id: userId } };
}

/** Of what is never stored; it has another form, so that no message ever shares it. */
export function passingId(conversationId: string): string {
  return `${conversationId}|t${randomUUID()}`;
}

/** Shown while a turn runs long. Never stored. */
export function toTyping(conversationId: string, now: Date, from: Activity["from"] = BOT): Activity {
  const id = passingId(conversationId);
  return { ...own({ conversationId, id, timestamp: now.toISOString() }), type: "typing", from };
}

function own({ conversationId, id, timestamp }: Stamp) {
  return { id, timestamp, channelId: "directline", conversation: { id: conversationId } } as const;
}

/** A copy for the bot. `deliveryMode` would make the SDK keep the replies to itself. */
export function toSdkActivity(activity: Activity): Partial<SdkActivity> {
  const { deliveryMode: _mode, ...rest } = JSON.parse(JSON.stringify(activity));
  return rest;
}

/** The SDK's way of saying that the merchant opened the chat; never stored. */
export function joinedActivity(
  conversationId: string,
  { locale, userId, timestamp }: { locale: string; userId: string; timestamp: string },
): Activity & Pick<SdkActivity, "membersAdded"> {
  return {
    type: "conversationUpdate",
    id: "",
    timestamp,
    channelId: "directline",
    conversation: { id: conversationId },
    from: { id: conversationId },
    recipient: { id: BOT.id },
    locale,
    membersAdded: [{ id: userId, name: "" }],
  };
}
