// `content/providers/<id>.md`: who can change the card, how to reach them, and their own steps if published.
import { z } from "zod";
import { type Fact, FactFields, Grade } from "./fact.ts";
import { type Guide, PROVIDER_CLASSES, StepMap } from "./guide.ts";

const LONGEST_SPAN = 60; // days; a review that takes longer is a mistake of ours

const Span = z.strictObject({
  days: z.number().int().min(1).max(LONGEST_SPAN),
  /** `working` days are counted with the work calendar, `calendar` days are all days. */
  of: z.enum(["working", "calendar"]),
});
export type Span = z.infer<typeof Span>;

const factKey = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** Which facts of the provider say when a changed card takes effect. Dates are worked out only from official ones. */
const TimelineFields = z.strictObject({
  /** How long the review takes, with its numbers once more for counting; both must stand in the fact's words. */
  review: z
    .strictObject({
      fact: factKey,
      usually: Span.optional(),
      longest: Span,
      /** The fact is about some of its merchants only, as its words say: dates are worked out for those alone. */
      partly: z.boolean().optional(),
    })
    .optional(),
  /** Where the money goes while the review lasts. */
  meanwhile: factKey.optional(),
  /** How often the provider settles. */
  cycle: factKey.optional(),
  /** How a merchant sees that the change is done. */
  confirm: factKey.optional(),
});

export const ProviderFields = z.strictObject({
  /** The name merchants see. */
  name: z.string().min(1),
  nameEn: z.string().min(1),
  class: z.enum(PROVIDER_CLASSES),
  /** One sentence for lists and search results: whose terminals these are. */
  summary: z.string().min(10).max(90),
  /** Names, brands, typos, pinyin and initials that mean this provider; matched whole, after normalising. */
  aliases: z.array(z.string().min(1)).min(1),
  /**
   * Everyday words that mean this provider only as the whole answer (「微信」「是通联的」) or before its terminal
   * (「建设的机器」「微信换卡」); elsewhere 「微信」 is an app and 「农业」 farming.
   */
  shortNames: z.array(z.string().min(1)).default([]),
  /** Names that another company has too: alone they name nobody, and which of them is meant is asked. */
  sharedNames: z.array(z.string().min(2)).default([]),
  updated: z.iso.date(),
  facts: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), FactFields),
  /** Keys of `facts` that are official channels, best first. Only these are ever linked. */
  channels: z.array(z.string()),
  timeline: TimelineFields.default({}),
  /** Every step id of its guide that was renamed or taken out: a conversation may still stand there. */
  steps: StepMap.default({}),
  /** Domains and accounts that pretend to be this provider; the channel check knows them as not official. */
  notRoute: z.array(z.string().min(1)).default([]),
  /** What nobody has published, in a few words each, such as 费用: its page says so once, at the end. */
  missing: z.array(z.string().min(2).max(30)).default([]),
  /** For writers only: where sources disagree. Merchants read the cautious side. */
  contradictions: z.array(z.string().min(1)).default([]),
  /** For writers only: what could not be confirmed. */
  unverified: z.array(z.string().min(1)).default([]),
});
export type ProviderFields = z.infer<typeof ProviderFields>;

export interface Provider extends Omit<ProviderFields, "facts" | "steps"> {
  readonly id: string;
  readonly file: string;
  /** Markdown without the steps section. */
  readonly body: string;
  /** Its own steps, or undefined: then the steps of its class apply, said to be generic. */
  readonly guide?: Guide;
  /** Set in a translation where steps of its own are published, but stand in the Chinese page only. */
  readonly stepsInChinese?: true;
  /** Set in a translation: summary and text are the Chinese ones. */
  readonly fallback?: "zh-CN";
}

/** `companies.yml`: payment companies and banks that merchants name and of which we know no channel we may show. */
export const CompaniesFile = z.array(
  z.strictObject({
    /** The name as it stands on terminals. */
    name: z.string().min(2),
    /** Other names and brands of it; none may be the name of a provider. */
    aliases: z.array(z.string().min(2)).default([]),
    /** Names that are everyday words too: they count where a message says that a company is meant. */
    shortNames: z.array(z.string().min(2)).default([]),
    /** It makes or sells machines: whose terminal it is, its name does not say. */
    makesMachines: z.literal(true).optional(),
  }),
);
export type Company = z.infer<typeof CompaniesFile>[number];

const MerchantCodeFields = z.strictObject({
  /** The name merchants see. */
  acquirer: z.string().min(2),
  /** The provider with that code; without one the acquirer is a company known by name only. */
  provider: z.string().optional(),
  grade: Grade,
  /** Keys of `sources`. */
  sources: z.array(z.string()).min(1),
});

/**
 * `merchant-codes.yml`: whose terminal it is by the first three digits of the merchant number on the slip. Everything is
 * compared with its sources on one day, so the table has one day.
 */
export const MerchantCodesFile = z.strictObject({
  sources: z.record(z.string(), z.string().min(1)),
  verified: z.iso.date(),
  recheck: z.iso.date(),
  codes: z.record(z.string().regex(/^\d{3}$/), MerchantCodeFields),
});
export type MerchantCodesFile = z.infer<typeof MerchantCodesFile>;

/** Who is behind a code; its proof is the fact of the same id. */
export interface MerchantCode {
  readonly acquirer: string;
  readonly provider?: string;
  /** Id of the fact. */
  readonly fact: string;
}

export function codeFactId(code: string): string {
  return `merchant-code.${code}`;
}

export function isCodeFact(id: string): boolean {
  return id.startsWith("merchant-code.");
}

/** Each code as a fact, so that it is dated, sealed and shown as any other. */
export function codeFacts({ sources, verified, recheck, codes }: MerchantCodesFile): Fact[] {
  return Object.entries(codes).map(([code, { acquirer, grade, sources: keys }]) => ({
    id: codeFactId(code),
    kind: "rule",
    label: code,
    value: acquirer,
    grade,
    sources: keys.map((key) => sources[key] ?? key),
    verified,
    recheck,
  }));
}

export function merchantCodes({ codes }: MerchantCodesFile): ReadonlyMap<string, MerchantCode> {
  return new Map(
    Object.entries(codes).map(([code, { acquirer, provider }]) => [
      code,
      { acquirer, ...(provider !== undefined && { provider }), fact: codeFactId(code) },
    ]),
  );
}
