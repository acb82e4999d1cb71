// What a client may post: checked here once, trusted afterwards. Unknown keys pass through, the server's own are dropped.
import { z } from "zod";
import { COVERABLE_KINDS } from "../../bot/secrets/names/kinds.ts";
import { BOT } from "../base/ids.ts";
import { LONGEST_ID, LONGEST_MESSAGE } from "../base/wire.ts";
import { absentOr, ForeignId, LanguageTag } from "../base/wire-schemas.ts";
import type { IncomingActivity } from "../chat/conversations.ts";

const LONGEST_NAME = 200;

/** Fields that only the server sets. */
const SERVER_FIELDS = [
  "id",
  "timestamp",
  "channelId",
  "serviceUrl",
  "conversation",
  "recipient",
  "replyToId",
  "suggestedActions",
];

/** Events the SDK and the desk use among themselves; from a client they would be forgeries. */
const RESERVED_EVENTS = /^(handoff\.|tokens\/|continueconversation$)/i;

/** The kinds there are, each once, as they came; whatever else is there was put there by nobody of ours. */
const Covered = z
  .array(z.unknown())
  .catch([])
  .transform((said) => [...new Set(said)].flatMap((one) => COVERABLE_KINDS.filter((kind) => kind === one)));

export const PostedActivity = z.looseObject({
  type: z.enum(["message", "event", "endOfConversation"]),
  text: absentOr(z.string().max(LONGEST_MESSAGE)),
  name: absentOr(
    z
      .string()
      .max(LONGEST_NAME)
      .refine((name) => !RESERVED_EVENTS.test(name), "is reserved"),
  ),
  textFormat: absentOr(z.string().max(LONGEST_ID)),
  locale: LanguageTag,
  /** Names and roles are the token's to say; without a user in the token the client's own id is kept. */
  from: absentOr(z.object({ id: absentOr(ForeignId), name: absentOr(z.string().max(LONGEST_NAME)) })),
  channelData: absentOr(
    z
      .record(z.string(), z.unknown())
      .refine(
        ({ clientActivityID }) => clientActivityID == null || ForeignId.safeParse(clientActivityID).success,
        {
          path: ["clientActivityID"],
          message: `is a text of at most ${LONGEST_ID} characters, none of them a control character`,
        },
      )
      .transform(withOwnKeys),
  ),
});

/** Everything as it came but for our keys: `covered` is absent where it names no kind, an id where it is null. */
function withOwnKeys(channelData: Record<string, unknown>): IncomingActivity["channelData"] {
  const entries = Object.entries(channelData).filter(
    ([key, value]) => key !== "covered" && !(key === "clientActivityID" && value === null),
  );
  const covered = Covered.parse(channelData.covered);
  return Object.fromEntries([...entries, ...(covered.length > 0 ? [["covered", covered]] : [])]);
}

/** A sign that somebody is writing: nothing of it is read or kept. */
const PostedTyping = z.looseObject({ type: z.literal("typing") });

export const Posted = z.discriminatedUnion("type", [PostedActivity, PostedTyping]);

/**
 * What a client posted, as the turn pipeline takes it. `userId` is the token's user and replaces whoever the client
 * says it is; without one the client's id stands, unless it has the form of a token's user (`dl_…`).
 */
export function incomingActivity(
  posted: z.infer<typeof PostedActivity>,
  userId: string | undefined,
): IncomingActivity {
  const { from, channelData, text, name, locale, textFormat, type, ...others } = posted;
  const rest = Object.entries(others).filter(
    ([key, value]) => value !== null && !SERVER_FIELDS.includes(key),
  );
  return {
    type,
    ...Object.fromEntries(rest),
    ...(text !== undefined && { text }),
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
    ...(textFormat !== undefined && { textFormat }),
    ...(channelData !== undefined && { channelData }),
    from: userId === undefined ? claimedUser(from ?? {}) : { id: userId },
  };
}

function claimedUser(from: { id?: string | undefined; name?: string | undefined }): {
  id?: string;
  name?: string;
} {
  const mayKeep = from.id !== undefined && from.id !== "" && from.id !== BOT.id && !from.id.startsWith("dl_");
  return {
    ...(mayKeep && from.id !== undefined && { id: from.id }),
    ...(from.name !== undefined && { name: from.name }),
  };
}
