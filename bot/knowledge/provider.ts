// `content/providers/<id>.md`: who can change the card, how to reach them, and their own steps if published.
import { z } from "zod";
import { FactFields } from "./fact.ts";
import { type Guide, PROVIDER_CLASSES } from "./guide.ts";

export const ProviderFields = z.strictObject({
  /** The name merchants see. */
  name: z.string().min(1),
  nameEn: z.string().min(1),
  class: z.enum(PROVIDER_CLASSES),
  /** One sentence for lists and search results: whose terminals these are. */
  summary: z.string().min(10).max(90),
  /** Names, brands, typos, pinyin and initials that mean this provider; matched whole, after normalising. */
  aliases: z.array(z.string().min(1)).min(1),
  updated: z.iso.date(),
  facts: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), FactFields),
  /** Keys of `facts` that are official channels, best first. Only these are ever linked. */
  channels: z.array(z.string()),
  /** Domains and accounts that pretend to be this provider; the channel check knows them as not official. */
  notRoute: z.array(z.string().min(1)).default([]),
  /** For writers only: where sources disagree. Merchants read the cautious side. */
  contradictions: z.array(z.string().min(1)).default([]),
  /** For writers only: what could not be confirmed. */
  unverified: z.array(z.string().min(1)).default([]),
});
export type ProviderFields = z.infer<typeof ProviderFields>;

export interface Provider extends Omit<ProviderFields, "facts"> {
  readonly id: string;
  readonly file: string;
  /** Markdown without the steps section. */
  readonly body: string;
  /** Its own steps, or undefined: then the steps of its class apply, said to be generic. */
  readonly guide?: Guide;
}
