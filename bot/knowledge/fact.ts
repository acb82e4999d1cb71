// A fact is a claim that can go out of date. Prose refers to facts; it never repeats them.
import { z } from "zod";

/** How well a fact is proved; the words are those of the research it came from. */
export const Grade = z.enum(["official", "confirmed_by_phone", "multiple_independent", "single_unofficial"]);
export type Grade = z.infer<typeof Grade>;

export const FactKind = z.enum([
  "phone",
  "website",
  "app",
  "wechat",
  "duration",
  "limit",
  "fee",
  "rule",
  "document",
  "steps",
]);
export type FactKind = z.infer<typeof FactKind>;

/** Kinds that lead a merchant to somebody: shown only with at least two independent sources. */
/** Kinds that lead a merchant to somebody; a channel is one of these. */
export const CHANNEL_KINDS: readonly FactKind[] = ["phone", "website", "wechat"];

const day = z.iso.date();

export const FactFields = z
  .strictObject({
    kind: FactKind,
    /** Exactly what readers see where prose says `{{fact:id}}`. */
    value: z.string().min(1),
    /** What it is, as the label before the value: 客服热线, 官网, 商家后台. */
    label: z.string().min(1),
    /** For whom or what it holds, when not for everybody the provider serves. */
    scope: z.string().min(1).optional(),
    grade: Grade,
    sources: z.array(z.string().min(1)).min(1),
    /** The day somebody last compared the value with its sources. */
    verified: day,
    /** The day it must be looked at again. */
    recheck: day,
  })
  .refine((fact) => !(CHANNEL_KINDS.includes(fact.kind) && fact.grade === "single_unofficial"), {
    path: ["grade"],
    message: "a phone number, website or WeChat account needs grade official or multiple_independent",
  })
  .refine((fact) => fact.recheck > fact.verified, {
    path: ["recheck"],
    message: "must be later than verified",
  });
export type FactFields = z.infer<typeof FactFields>;

/** `id` is `<provider>.<key>` for a provider's fact and `<group>.<key>` for one in facts.yml. */
export type Fact = FactFields & {
  readonly id: string;
  readonly provider?: string;
  /** Set in a translation where some of its words are still Chinese. */
  readonly fallback?: "zh-CN";
};

/** `facts.yml`: fact id → fact, for facts of no single provider. */
export const FactsFile = z.record(z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/), FactFields);

/** One official channel with its proof. `href` is `tel:…` or `https://…`; a WeChat account has none. */
export interface OfficialChannel {
  /** Id of the fact. */
  readonly fact: string;
  readonly label: string;
  readonly value: string;
  readonly href?: string;
  readonly grade: Grade;
  readonly verified: string;
}
