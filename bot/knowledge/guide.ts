// A guide is the ordered list under「## 步骤」of a provider or class file.
import { z } from "zod";

export interface Step {
  /** Stable id from `{#id}` at the end of the item; a stored conversation points to it. */
  readonly id: string;
  /** The bold words the item begins with. */
  readonly title: string;
  /** The rest of the item, Markdown, with references still in it. */
  readonly text: string;
  /** From the nested line `stuck:`, what to do when this step does not work. */
  readonly stuck?: string;
  /** From the nested line `needs:`, what to have at hand, comma separated. */
  readonly needs: readonly string[];
}

export const PROVIDER_CLASSES = ["bank-app", "payment-platform", "pos-vendor"] as const;
export type ProviderClass = (typeof PROVIDER_CLASSES)[number];

export interface Guide {
  /** The provider's id, or the slug of `guides/<slug>.md` (a class, or e.g. verify-terminal). */
  readonly id: string;
  readonly title: string;
  /** True when these are the steps of a class, not confirmed for one provider. */
  readonly generic: boolean;
  readonly steps: readonly Step[];
  readonly updated: string;
}

export const GuideFields = z.strictObject({
  title: z.string().min(2).max(40),
  summary: z.string().min(10).max(120),
  updated: z.iso.date(),
});
export type GuideFields = z.infer<typeof GuideFields>;

/** A guide of `guides/`, which is also a page. */
export interface GuidePage extends Guide {
  readonly summary: string;
  /** Markdown without the steps section. */
  readonly body: string;
}
