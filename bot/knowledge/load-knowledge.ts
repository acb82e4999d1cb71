// The content folder → Knowledge, or one ContentError that lists everything wrong with it.
import type { Article, Category, Faq } from "./article.ts";
import { checkProse } from "./check-prose.ts";
import type { Draft, MarkdownEntry } from "./content-draft.ts";
import { ContentError, type Problem } from "./content-error.ts";
import { crossCheck } from "./cross-checks.ts";
import type { Fact } from "./fact.ts";
import { type Guide, type GuidePage, PROVIDER_CLASSES } from "./guide.ts";
import type { IntentId } from "./intent.ts";
import type { Intent, Knowledge } from "./knowledge.ts";
import { parseTree } from "./parse-tree.ts";
import type { Provider, ProviderFields } from "./provider.ts";
import { readSourceTree } from "./source-files.ts";

/**
 * Reads and checks everything of one locale. All or nothing: throws ContentError with every problem found, so
 * that half a tree is never served. Pages are in reading order, providers by id.
 */
export async function loadKnowledge(contentDir: string, locale = "zh-CN"): Promise<Knowledge> {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const { files, hash } = await readSourceTree(contentDir, locale, report);
  const draft = parseTree(files, locale, report);
  crossCheck(draft, locale, report);
  checkProse(draft, locale, report);
  if (problems.length > 0) throw new ContentError(problems);
  return toKnowledge(draft, { hash, locale });
}

function toKnowledge(draft: Draft, snapshot: { hash: string; locale: string }): Knowledge {
  const categories = draft.categories.flatMap(({ yaml }) => yaml.value);
  const faqs = draft.faqs.map((entry): Faq => ({ kind: "faq", ...entry.yaml.value, ...pageOf(entry) }));
  const articles = draft.articles.map(
    (entry): Article => ({ kind: "article", ...entry.yaml.value, ...pageOf(entry) }),
  );
  const providers = draft.providers.map(toProvider);
  const replies = draft.replies.flatMap(({ yaml }) => Object.entries(yaml.value));
  return {
    ...snapshot,
    categories,
    articles: byId(inOrder(articles, categories)),
    faqs: byId(inOrder(faqs, categories)),
    providers: byId(providers),
    guides: byId(draft.guides.map(toGuidePage)),
    facts: byId(toFacts(draft)),
    intents: byId(toIntents(draft)),
    replies: new Map(replies.map(([key, text]) => [key, text.trim()])),
    notRoute: draft.notRoute.flatMap(({ yaml }) => yaml.value),
  };
}

function byId<Id extends string, T extends { readonly id: Id }>(items: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function pageOf({ id, file, body }: MarkdownEntry<unknown>) {
  return { id, file: file.path, body };
}

/** By category as listed, then by `order`, then by id, so that lists are the same on every machine. */
function inOrder<T extends Article | Faq>(pages: readonly T[], categories: readonly Category[]): T[] {
  const rank = new Map(categories.map(({ id }, index) => [id, index]));
  const rankOf = (page: T) => rank.get(page.category) ?? categories.length;
  return [...pages].sort((a, b) => rankOf(a) - rankOf(b) || a.order - b.order || (a.id < b.id ? -1 : 1));
}

function toProvider(entry: MarkdownEntry<ProviderFields>): Provider {
  const { facts: _, ...fields } = entry.yaml.value;
  const guide: Guide = {
    id: entry.id,
    title: `${fields.name}换结算卡`,
    generic: false,
    steps: entry.steps,
    updated: fields.updated,
  };
  return { ...fields, ...pageOf(entry), ...(entry.steps.length > 0 && { guide }) };
}

function toGuidePage({ id, yaml, body, steps }: Draft["guides"][number]): GuidePage {
  const generic = PROVIDER_CLASSES.some((name) => name === id);
  return { id, ...yaml.value, generic, steps, body };
}

function toFacts(draft: Draft): Fact[] {
  const shared = draft.facts.flatMap(({ yaml }) =>
    Object.entries(yaml.value).map(([id, fields]): Fact => ({ id, ...fields })),
  );
  const own = draft.providers.flatMap(({ id: provider, yaml }) =>
    Object.entries(yaml.value.facts).map(
      ([key, fields]): Fact => ({ id: `${provider}.${key}`, provider, ...fields }),
    ),
  );
  return [...shared, ...own];
}

function toIntents(draft: Draft): (Intent & { readonly id: IntentId })[] {
  const answered = draft.faqs.map(({ id, yaml }) => {
    const { intent, definition, utterances } = yaml.value;
    return { id: intent, definition, utterances, faq: id };
  });
  const others = draft.intents.map(({ id, yaml }) => ({ id, ...yaml.value }));
  return [...answered, ...others];
}
