// Makes replies out of content: by key from replies.yml, from a page's lead, from a guide's step.

import { derive } from "../knowledge/derived.ts";
import type { OfficialChannel } from "../knowledge/fact.ts";
import type { Step } from "../knowledge/guide.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { ownWords } from "../knowledge/own-words.ts";
import { type PageLink, pageLink } from "../knowledge/page-url.ts";
import { resolveText } from "../knowledge/references.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { channelsAmong, officialChannels } from "../official/channels.ts";
import type { DeskView } from "../ports.ts";
import { leadOf, partFor, plainText } from "../text/plain-text.ts";
import { backingLinks } from "./backing.ts";
import { choicesOf } from "./choices.ts";
import { guideUrl, type StepPlace } from "./guide-steps.ts";
import type { Option } from "./state.ts";
import { type Said, type Turn, whyOf } from "./turn-context.ts";

interface SayOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly options?: readonly Option[];
  readonly provider?: string | undefined;
  readonly channels?: readonly OfficialChannel[];
  readonly links?: readonly PageLink[];
  /** It was said before, whatever was said since: in the second wording. */
  readonly again?: boolean;
  /** Facts the words rest on without naming them. */
  readonly facts?: readonly string[];
  /** The place in the queue that the words name. */
  readonly desk?: DeskView | undefined;
}

/**
 * Says the text under `key`, or what stands under `again.<key>` where the very same was said last. Throws when the key or
 * one of its placeholders is unknown: a defect, not input.
 */
export function say(turn: Turn, key: string, options: SayOptions = {}): Said {
  const provider = options.provider ?? turn.state.provider;
  const isCode = hasCode(turn);
  const first = wordsOf(turn.knowledge, key, { params: options.params, provider, isCode });
  const isSaid = options.again === true || first.text === turn.state.asked?.text;
  const repeats = isSaid && hasOtherWords(turn.knowledge, key);
  const { text, facts } = repeats
    ? wordsOf(turn.knowledge, otherWords(key), { params: options.params, provider, isCode })
    : first;
  const channels = withNamed(turn.knowledge, options.channels ?? [], facts);
  const allFacts = [...new Set([...facts, ...(options.facts ?? []), ...channels.map(({ fact }) => fact)])];
  const links = options.links ?? backingLinks(turn.knowledge, key);
  return {
    reply: {
      key,
      text,
      ...choicesOf(options.options ?? []),
      why: whyOf(turn, key, allFacts),
      ...(channels.length > 0 && { channels }),
      ...(links.length > 0 && { links }),
      ...(options.desk && { desk: options.desk }),
    },
    options: options.options ?? [],
  };
}

function otherWords(key: string): string {
  return `again.${key}`;
}

/** Whether a reply is written in a second wording, for the time it is said again. */
export function hasOtherWords({ replies }: Knowledge, key: string): boolean {
  return replies.has(otherWords(key));
}

function wordsOf(
  knowledge: Knowledge,
  key: string,
  {
    params,
    ...whose
  }: { params: SayOptions["params"] | undefined; provider: string | undefined; isCode: boolean },
) {
  const isChinese = knowledge.untranslated?.has(key) === true;
  return resolveFor(knowledge, noted(knowledge, isChinese, replyText(knowledge, key, params)), whose);
}

/** A code on the wall has no label and prints no slip. */
function hasCode({ state }: Turn): boolean {
  return state.situation?.terminal === "qr";
}

/** Says what stands before a page's first heading, and links the whole page. */
export function sayPage(turn: Turn, id: string, options: readonly Option[]): Said {
  return sayOfPage(turn, { id, options, part: leadOf });
}

/** Says of a page that was just said the part that a next question is about: 「为什么」. */
export function sayPageFurther(turn: Turn, id: string, options: readonly Option[]): Said {
  return sayOfPage(turn, { id, options, part: (body) => partFor(body, turn.text) ?? leadOf(body) });
}

/** Says one part of a page that was told before. */
export function sayPagePart(turn: Turn, id: string, options: readonly Option[], part: string): Said {
  return sayOfPage(turn, { id, options, part: () => part });
}

function sayOfPage(
  turn: Turn,
  { id, options, part }: { id: string; options: readonly Option[]; part: (body: string) => string },
): Said {
  const faq = turn.knowledge.faqs.get(id);
  const page = faq ?? turn.knowledge.articles.get(id);
  if (!page) throw new Error(`no FAQ or article ${id}`);
  const key = `${page.kind}:${id}`;
  const { text, facts } = resolveFor(turn.knowledge, part(page.body), {
    provider: turn.state.provider,
    isCode: hasCode(turn),
  });
  return {
    reply: {
      key,
      text: noted(turn.knowledge, page.fallback !== undefined, plainText(text)),
      ...choicesOf(options),
      why: whyOf(turn, key, facts, id),
      ...tappable(turn.knowledge, facts),
      links: [pageLink(turn.knowledge, page)],
    },
    options,
  };
}

/** Says one step with its place in the guide. */
export function sayStep(
  turn: Turn,
  { frame, guide, index, step }: StepPlace,
  key: "step" | "stuck",
  options: readonly Option[],
): Said {
  const { knowledge } = turn;
  const { text, facts } = resolveFor(knowledge, stepText(step, key, knowledge.locale), {
    provider: frame.provider,
    isCode: hasCode(turn),
  });
  return {
    reply: {
      key,
      text: noted(knowledge, guide.fallback !== undefined, plainText(text)),
      ...choicesOf(options),
      why: whyOf(turn, key, facts, guide.id),
      ...tappable(knowledge, facts),
      guide: {
        id: guide.id,
        ...(frame.provider === undefined ? {} : { provider: frame.provider }),
        title: derive(step, titleOf),
        step: index + 1,
        stepId: step.id,
        of: guide.steps.length,
        titles: guide.steps.map((one) => derive(one, titleOf)),
        url: `${guideUrl(knowledge, frame)}#${step.id}`,
      },
    },
    options,
  };
}

/** For `derive`: each is made plain once, and a step is said with the titles of all. */
function titleOf({ title }: Step): string {
  return plainText(title);
}

function stepText(step: Step, key: "step" | "stuck", locale: string): string {
  if (key === "stuck") return step.stuck ?? "";
  const { needs: say, comma } = ownWords(locale);
  const needs = step.needs.length > 0 ? `\n\n${say(step.needs.join(comma))}` : "";
  return `${step.title}\n\n${step.text}${needs}`;
}

/** The official channels of the known provider, or none. */
export function knownChannels(turn: Turn): readonly OfficialChannel[] {
  const { provider } = turn.state;
  return provider === undefined ? [] : officialChannels(turn.knowledge, provider);
}

export function providerName(knowledge: Knowledge, id: string): string {
  return knowledge.providers.get(id)?.name ?? id;
}

/** Numbers and sites a text names are also offered as channels: on a phone they are tapped, not typed. */
function tappable(knowledge: Knowledge, facts: readonly string[]): { channels?: readonly OfficialChannel[] } {
  const channels = channelsAmong(knowledge, facts);
  return channels.length > 0 ? { channels } : {};
}

function withNamed(knowledge: Knowledge, given: readonly OfficialChannel[], facts: readonly string[]) {
  const named = channelsAmong(knowledge, facts).filter(
    ({ fact }) => !given.some((line) => line.fact === fact),
  );
  return [...named, ...given];
}

/** Says before a text that it is still in Chinese. */
function noted({ locale }: Knowledge, isChinese: boolean, text: string): string {
  return isChinese ? ownWords(locale).untranslated(text) : text;
}

function resolveFor(
  knowledge: Knowledge,
  text: string,
  { provider, isCode }: { readonly provider: string | undefined; readonly isCode: boolean },
) {
  const known = provider === undefined ? undefined : knowledge.providers.get(provider);
  return resolveText(text, { knowledge, isCode, ...(known && { provider: known }) });
}
