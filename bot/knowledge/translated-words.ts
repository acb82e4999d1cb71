// What a translation says of shared files: the words of facts, scams and providers, by id.
import { z } from "zod";
import { ScamId } from "./scam.ts";

const FactWords = z.strictObject({
  label: z.string().min(1).optional(),
  value: z.string().min(1).optional(),
  scope: z.string().min(1).optional(),
});
export type FactWords = z.infer<typeof FactWords>;

/** `en/facts.yml`: fact id → its words; what is left out stays Chinese and is said to be. */
export const FactWordsFile = z.record(z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/), FactWords);
export type FactWordsFile = z.infer<typeof FactWordsFile>;

/** `en/providers/<id>.md`: the provider's text and steps in the locale; names and facts stand in the shared file. */
export const ProviderWords = z.strictObject({
  summary: z.string().min(10).max(160),
  missing: z.array(z.string().min(2).max(60)).default([]),
  updated: z.iso.date(),
});
export type ProviderWords = z.infer<typeof ProviderWords>;

/** `en/scams.yml`: scam id → its words. */
export const ScamWordsFile = z.partialRecord(
  ScamId,
  z.strictObject({
    name: z.string().min(2).max(60),
    signs: z.array(z.string().min(4).max(120)).min(1).max(3),
    advice: z.string().min(10).max(400),
  }),
);
export type ScamWordsFile = z.infer<typeof ScamWordsFile>;

const LONGEST_WORD = 8; // characters; a longer exception is a sentence, and mends one place only
const HAN = /^\p{Script=Han}+$/u;

const word = z.string().max(LONGEST_WORD).regex(HAN, "Chinese characters only");

/** `traditional.yml`: a simplified word → how it is written; a single traditional character → the form that is used for it. */
export const TraditionalFile = z.record(word, word);
export type TraditionalFile = z.infer<typeof TraditionalFile>;
