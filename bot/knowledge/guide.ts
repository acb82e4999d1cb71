// A guide is the ordered list under「## 步骤」of a provider or class file.

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
  /** The provider's id, or for the generic steps the guide file's slug (a class, or `general`). */
  readonly id: string;
  readonly title: string;
  /** True when these are the steps of a class, not confirmed for one provider. */
  readonly generic: boolean;
  readonly steps: readonly Step[];
  readonly updated: string;
}
