// The loaded content of one locale: everything the bot, search and pages read. Immutable; replaced as a whole.

import type { Rules } from "../rules/heard-rules.ts";
import type { Article, Category, Faq } from "./article.ts";
import type { Calendar } from "./calendar.ts";
import { judgeCondition } from "./condition.ts";
import type { Fact } from "./fact.ts";
import type { Guide, GuidePage, Step } from "./guide.ts";
import type { IntentId } from "./intent.ts";
import type { Company, MerchantCode, Provider } from "./provider.ts";
import type { Canned } from "./reply-text.ts";
import type { Routes } from "./routes.ts";
import type { Scam, ScamId } from "./scam.ts";

export interface Intent {
  readonly id: IntentId;
  readonly definition: string;
  readonly utterances: readonly string[];
  /** Heading of a part of the answer → utterances that ask for just that; under `WHOLE` those that ask for all of it. */
  readonly asked?: Readonly<Record<string, readonly string[]>>;
  /** The FAQ that answers it, if one does. */
  readonly faq?: string;
}

export interface Knowledge {
  /** Hash over every content file's path and bytes; names the snapshot. */
  readonly hash: string;
  readonly locale: string;
  readonly categories: readonly Category[];
  readonly articles: ReadonlyMap<string, Article>;
  readonly faqs: ReadonlyMap<string, Faq>;
  readonly providers: ReadonlyMap<string, Provider>;
  /** `guides/<slug>.md`: the generic steps of each class (slug = class) and guides of no class, e.g. verify-terminal. */
  readonly guides: ReadonlyMap<string, GuidePage>;
  readonly facts: ReadonlyMap<string, Fact>;
  /** Working days by year; each year is also the fact `calendar.<year>`. */
  readonly calendar: Calendar;
  /** What to do first when something a change needs is missing. */
  readonly routes: Routes;
  readonly intents: ReadonlyMap<IntentId, Intent>;
  /** In a translation: the intents as zh-CN teaches them, to understand a message in Chinese. */
  readonly originalIntents?: ReadonlyMap<IntentId, Intent>;
  /** How messages are heard by rule; kept content from before there were any has none. */
  readonly rules: Rules;
  /** Reply key → text with `{placeholders}`. */
  readonly replies: ReadonlyMap<string, string>;
  /** In a translation: the keys of replies that are still in Chinese. */
  readonly untranslated?: ReadonlySet<string>;
  /**
   * Exceptions to how Chinese is written in traditional characters. Absent in a translation, and in kept content from before
   * merchants were answered in them: that speaks simplified Chinese to everybody.
   */
  readonly traditional?: ReadonlyMap<string, string>;
  /** What people at the desk say again and again, in the order of its file; a tree without `canned.yml` has none. */
  readonly canned: ReadonlyMap<string, Canned>;
  /** Known frauds; a tree without `scams.yml` has none, and the bot then gives the general advice. */
  readonly scams: ReadonlyMap<ScamId, Scam>;
  /** Domains never linked, and known to the channel check as not official. */
  readonly notRoute: readonly string[];
  /** Known by name only; kept content from before they were listed has none. */
  readonly companies: readonly Company[];
  /** The first three digits of a merchant number → its acquirer; none in kept content from before. */
  readonly merchantCodes: ReadonlyMap<string, MerchantCode>;
}

/**
 * The steps that apply to a provider: its own if published, else those of its class, without what is only for others:
 * whose terminal it is, is known. Who stood at such a step stands at the next.
 */
export function guideFor(knowledge: Knowledge, provider: Provider): Guide {
  const guide = provider.guide ?? knowledge.guides.get(provider.class);
  if (!guide)
    throw new Error(`no guide for class ${provider.class}: the loader must have refused this content`);
  const facts = { class: provider.class, provider: provider.id, situation: {} };
  const isLeftOut = (step: Step) => step.if !== undefined && judgeCondition(step.if, facts) === "no";
  if (!guide.steps.some(isLeftOut)) return guide;
  const left = guide.steps.flatMap((step, index) => {
    const next = guide.steps.slice(index).find((later) => !isLeftOut(later));
    return isLeftOut(step) ? [[step.id, next?.id ?? null] as const] : [];
  });
  return {
    ...guide,
    steps: guide.steps.filter((step) => !isLeftOut(step)),
    stepMap: { ...guide.stepMap, ...Object.fromEntries(left) },
  };
}
