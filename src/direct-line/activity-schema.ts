// What a client may post: checked here once, trusted afterwards. Unknown keys pass through, the server's own are dropped.
import { z } from "zod";
import { COVERABLE_KINDS } from "../../bot/secrets/kinds.ts";
import { LONGEST_ID, LONGEST_MESSAGE } from "../base/wire.ts";
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

const id = z.string().max(LONGEST_ID);

/** The kinds there are, each once, as they came; whatever else is there was put there by nobody of ours. */
const Covered = z
  .array(z.unknown())
  .catch([])
  .transform((said) => [...new Set(said)].flatMap((one) => COVERABLE_KINDS.filter((kind) => kind === one)));

export const PostedActivity = z.looseObject({
  type: z.enum(["message", "event", "endOfConversation"]),
  text: z.string().max(LONGEST_MESSAGE).optional(),
  name: z
    .string()
    .max(LONGEST_NAME)
    .refine((name) => !RESERVED_EVENTS.test(name), "is reserved")
    .optional(),
  textFormat: z.string().max(LONGEST_ID).optional(),
  locale: z.string().max(LONGEST_ID).optional(),
  /** Names and roles are the token's to say; without a user in the token the client's own id is kept. */
  from: z.object({ id: id.optional(), name: z.string().max(LONGEST_NAME).optional() }).nullish(),
  channelData: z
    .record(z.string(), z.unknown())
    .refine(
      ({ clientActivityID }) => clientActivityID === undefined || id.safeParse(clientActivityID).success,
      {
        path: ["clientActivityID"],
        message: `is a text of at most ${LONGEST_ID} characters`,
      },
    )
    .transform(withKnownKinds)
    .nullish(),
});

/** Everything as it came but for `covered`, which is absent where it names no kind. */
function withKnownKinds(channelData: Record<string, unknown>): IncomingActivity["channelData"] {
  if (!Object.hasOwn(channelData, "covered")) return channelData as IncomingActivity["channelData"];
  const { covered: said, ...rest } = channelData;
  const covered = Covered.parse(said);
  return { ...rest, ...(covered.length > 0 && { covered }) };
}

/**
 * What a client posted, as the turn pipeline takes it. `userId` is the token's user and replaces whoever the client
 * says it is; without one the client's id stands, unless it has the form of a token's user (`dl_…`).
 */
export function incomingActivity(
  posted: z.infer<typeof PostedActivity>,
  userId: string | undefined,
): IncomingActivity {
  const { from, channelData, text, name, locale, textFormat, ...rest } = posted;
  for (const field of SERVER_FIELDS) delete rest[field];
  return {
    ...rest,
    ...(text !== undefined && { text }),
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
    ...(textFormat !== undefined && { textFormat }),
    ...(channelData != null && { channelData }),
    from: userId === undefined ? claimedUser(from ?? {}) : { id: userId },
  };
}

function claimedUser(from: { id?: string | undefined; name?: string | undefined }): {
  id?: string;
  name?: string;
} {
  const mayKeep = from.id !== undefined && from.id !== "" && !from.id.startsWith("dl_");
  return {
    ...(mayKeep && from.id !== undefined && { id: from.id }),
    ...(from.name !== undefined && { name: from.name }),
  };
}
