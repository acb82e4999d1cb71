// A guide is the ordered list under「## 步骤」of a provider or class file.
import { z } from "zod";
import { shortText } from "../text/width.ts";
import type { Condition } from "./condition.ts";

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
  /** From `{slot=value}` after an item of `needs:`: whom it is asked of; an item not named here, of everybody. */
  readonly needsIf?: Readonly<Record<string, Condition>>;
  /** From the nested line `if:`: the step is left out for those of whom it is known not to hold. */
  readonly if?: Condition;
}

/** What became of the ids that steps once had: the step that replaces it, or null where it is not done any more. */
export const StepMap = z.record(z.string(), z.string().nullable());
export type StepMap = z.infer<typeof StepMap>;

export const PROVIDER_CLASSES = ["bank-app", "payment-platform", "pos-vendor"] as const;
export type ProviderClass = (typeof PROVIDER_CLASSES)[number];

export interface Guide {
  /** The provider's id, or the slug of `guides/<slug>.md` (a class, or e.g. verify-terminal). */
  readonly id: string;
  readonly title: string;
  /** True when these are the steps of a class, not confirmed for one provider. */
  readonly generic: boolean;
  readonly steps: readonly Step[];
  readonly stepMap: StepMap;
  readonly updated: string;
  /** Set where a translation shows the Chinese original because nobody has translated it. */
  readonly fallback?: "zh-CN";
}

export const GuideFields = z.strictObject({
  title: shortText(2, 40),
  summary: shortText(10, 120),
  updated: z.iso.date(),
  /** Every step id that was renamed or taken out: a conversation may still stand there. */
  steps: StepMap.default({}),
});
export type GuideFields = z.infer<typeof GuideFields>;

/** A guide of `guides/`, which is also a page. */
export interface GuidePage extends Guide {
  readonly summary: string;
  /** Markdown without the steps section. */
  readonly body: string;
}

/** Where an id of older content stands now: a step's id, null when it is not done any more, undefined when unknown. */
export function stepNow({ steps, stepMap }: Guide, id: string): string | null | undefined {
  return steps.some((step) => step.id === id) ? id : stepMap[id];
}

/**
 * The same, from one guide to another: what the older one renamed is known by its earlier name too, so that a deploy
 * can be taken back.
 */
export function stepFrom(from: Guide, to: Guide, id: string): string | null | undefined {
  const now = stepNow(to, id);
  if (now !== undefined) return now;
  // A step that is only left out of a walk is mapped to the one behind it too: that is no earlier name of it.
  return to.steps.find((step) => from.stepMap[step.id] === id)?.id;
}
