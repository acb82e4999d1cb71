// What wire.ts types, as schemas: the documentation is made of them, and tests hold the answers to them.
import { z } from "zod";
import { IntentId } from "../../bot/knowledge/intent.ts";
import type { SecretKind } from "../../bot/ports.ts";
import type {
  Activity,
  ActivitySet,
  ConversationReply,
  ErrorReply,
  FilterName,
  PacketOfMerchant,
  ResumeCodeReply,
  SearchReply,
  TicketCodeReply,
  TicketOfMerchant,
  TokenReply,
} from "./wire.ts";
import { CORRECTABLE, LONGEST_CORRECTION, LONGEST_ID } from "./wire.ts";

/** An array that nobody who gets it may change. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(item);
}

/** A field that may be left out. Many languages write what is not there as null. */
export function absentOr<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** An id that somebody else chose. No control characters: PostgreSQL keeps no text with NUL in it. */
export const ForeignId = z
  .string()
  .max(LONGEST_ID)
  .refine((id) => !/\p{Cc}/u.test(id), "holds control characters");

/** A language tag of BCP 47; what is none is as if nobody had said one. */
export const LanguageTag = absentOr(z.string().max(LONGEST_ID)).transform((tag) =>
  tag !== undefined && isLanguageTag(tag) ? tag : undefined,
);

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const text = z.exactOptional(z.string());

export const ErrorAnswer: z.ZodType<ErrorReply> = z.strictObject({
  error: z.strictObject({
    code: z.string().describe("Stable, for programs"),
    message: z.string().describe("For people, in the language of the page or in Chinese"),
    details: z.exactOptional(z.record(z.string(), z.string())),
  }),
});

const SecretKinds = z.enum({
  pan: "pan",
  cvv: "cvv",
  expiry: "expiry",
  otp: "otp",
  password: "password",
  "id-card": "id-card",
  permit: "permit",
  mobile: "mobile",
  account: "account",
  email: "email",
} satisfies { [Kind in SecretKind]: Kind });

/** Loose: keys that a client sent with its own activity come back. */
export const ActivityAnswer: z.ZodType<Activity> = z.looseObject({
  type: z.string(),
  id: z.string(),
  timestamp: z.iso.datetime(),
  channelId: z.literal("directline"),
  conversation: z.strictObject({ id: z.string() }),
  from: z.looseObject({ id: z.string(), name: text, role: z.exactOptional(z.enum(["user", "bot"])) }),
  recipient: z.exactOptional(z.looseObject({ id: z.string() })),
  replyToId: text,
  locale: text,
  text,
  textFormat: text,
  name: text,
  value: z.exactOptional(z.unknown()),
  suggestedActions: z.exactOptional(
    z.strictObject({
      to: listOf(z.string()),
      actions: listOf(z.strictObject({ type: z.literal("imBack"), title: z.string(), value: z.string() })),
    }),
  ),
  channelData: z.exactOptional(
    z.looseObject({
      clientActivityID: text,
      masked: z.exactOptional(listOf(SecretKinds)),
      maskedLater: z.exactOptional(z.boolean()),
    }),
  ),
});

export const ActivitySetAnswer: z.ZodType<ActivitySet> = z.strictObject({
  activities: listOf(ActivityAnswer),
  watermark: text,
});

const token = {
  conversationId: z.string(),
  token: z.string(),
  expires_in: z.number().int().describe("Seconds"),
};

export const TokenAnswer: z.ZodType<TokenReply> = z.strictObject(token);

export const ConversationAnswer: z.ZodType<ConversationReply> = z.strictObject({
  ...token,
  streamUrl: z.string().describe("Absolute ws(s) address, to be opened within 60 seconds"),
});

export const ResumeCodeAnswer: z.ZodType<ResumeCodeReply> = z.strictObject({
  code: z.string().describe("`XXXX-XXXX`"),
  expires_in: z.number().int().describe("Seconds"),
  provider: z.string().nullable().describe("Name to be given with the code; null while there is none"),
});

export const FilterNames: z.ZodType<readonly FilterName[]> = listOf(
  z.strictObject({ name: z.string(), address: z.string(), keys: z.string() }),
);

export const SearchAnswer: z.ZodType<SearchReply> = z.strictObject({
  query: z.string(),
  normalised: z.string(),
  total: z.number().int().describe("How many pages answer the query; `results` are the best of them"),
  results: listOf(
    z.strictObject({
      id: z.string(),
      type: z.enum(["article", "faq", "provider", "guide"]),
      title: z.string(),
      url: z.string(),
      topics: listOf(IntentId),
      provider: text,
      score: z.number().describe("Higher is better; comparable within one answer only"),
      excerpt: z.string(),
      phone: text.describe("The official number of a provider, where one is known"),
    }),
  ),
  near: listOf(z.strictObject({ title: z.string(), url: z.string() })),
});

/** Who starts a conversation may name a language; users named here are not believed. */
export const StartRequest = z.object({ locale: LanguageTag });

export const TicketOfMerchantAnswer: z.ZodType<TicketOfMerchant> = z.strictObject({
  reference: z.string(),
  status: z.enum(["open", "pending", "solved", "closed"]),
  speaker: z.enum(["bot", "waiting", "person"]),
  position: z.number().int().nullable(),
  closed: z.strictObject({ opensAt: z.iso.datetime().nullable() }).nullable(),
  agent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const CorrectionsOf = z.partialRecord(z.enum(CORRECTABLE), z.string());
export const PacketOfMerchantAnswer: z.ZodType<PacketOfMerchant> = z.strictObject({
  provider: z.string(),
  situation: z.string(),
  step: z.string(),
  words: listOf(z.string()),
  secrets: listOf(z.string()),
  corrected: CorrectionsOf,
});
/** An empty line takes a correction back; one that is absent leaves it. */
export const CorrectRequest = z.object({
  corrected: z.partialRecord(z.enum(CORRECTABLE), z.string().trim().max(LONGEST_CORRECTION)),
});

export const TicketCodeAnswer: z.ZodType<TicketCodeReply> = z.strictObject({
  reference: z.string(),
  code: z.string(),
});
