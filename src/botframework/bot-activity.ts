// What a channel of the Bot Framework posts, as far as we read it, and what it is to our pipeline. The rest is not looked at.
import { createHash } from "node:crypto";
import { z } from "zod";
import { LONGEST_MESSAGE } from "../base/wire.ts";
import { absentOr, LanguageTag } from "../base/wire-schemas.ts";
import type { IncomingActivity } from "../chat/conversations.ts";

/** Channels make longer ids than our own protocol allows. */
const LONGEST_FOREIGN_ID = 1_000;
const Id = z
  .string()
  .min(1)
  .max(LONGEST_FOREIGN_ID)
  .refine((id) => !/\p{Cc}/u.test(id), "holds control characters");
/** It becomes part of an address. */
const ConversationId = Id.refine((id) => !/[\s/\\?#%]|^\.+$/.test(id), "cannot stand in an address");
const Account = z.object({ id: Id });

export const BotActivity = z.object({
  type: Id,
  id: absentOr(Id),
  channelId: Id,
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: z.object({ id: ConversationId, isGroup: absentOr(z.boolean()) }),
  from: Account,
  recipient: Account,
  locale: LanguageTag,
  text: absentOr(z.string()),
  value: z.unknown().optional(),
  deliveryMode: absentOr(z.string()),
  membersAdded: absentOr(z.array(Account)),
});
export type BotActivity = z.infer<typeof BotActivity>;

export type Meaning =
  | { readonly kind: "joined" }
  | { readonly kind: "message"; readonly activity: IncomingActivity }
  /** Nothing that a turn answers: typing, reactions, and whatever is said among many. */
  | { readonly kind: "nothing" };

/** `userId` is who the merchant is to us. A repeat has the same id, and becomes the same client id. */
export function meaningOf(activity: BotActivity, userId: string): Meaning {
  const { type, conversation, membersAdded = [], locale } = activity;
  // What one of a group says, the others would read on.
  if (conversation.isGroup === true) return { kind: "nothing" };
  if (type === "conversationUpdate" && membersAdded.length > 0) return { kind: "joined" };
  if (type !== "message") return { kind: "nothing" };
  return {
    kind: "message",
    activity: {
      type: "message",
      text: textOf(activity),
      ...(locale !== undefined && { locale }),
      from: { id: userId },
      channelData: { clientActivityID: clientIdOf(activity) },
    },
  };
}

/** Buttons of some channels send only a value. */
function textOf({ text, value }: BotActivity): string {
  return (text ?? (typeof value === "string" ? value : "")).slice(0, LONGEST_MESSAGE);
}

/** A channel that gives its messages no id is taken by their words: it cannot repeat one either. */
function clientIdOf({ channelId, id }: BotActivity): string {
  if (id === undefined) return "";
  return `bf-${createHash("sha256").update(`${channelId} ${id}`).digest("hex")}`;
}
