// What search looks through: every page of the help center as plain words, with its address and topics.

import type { Article, Faq } from "../knowledge/article.ts";
import { type GuidePage, PROVIDER_CLASSES, type ProviderClass, type Step } from "../knowledge/guide.ts";
import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { PROVIDER_TOPICS, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { pageUrl } from "../knowledge/page-url.ts";
import type { Provider } from "../knowledge/provider.ts";
import { resolveText } from "../knowledge/references.ts";
import { officialChannels } from "../official/channels.ts";
import { plainText } from "../text/plain-text.ts";

export interface SearchDocument {
  /** Unique over all types. */
  readonly key: string;
  readonly id: string;
  readonly type: "article" | "faq" | "provider" | "guide";
  readonly title: string;
  readonly url: string;
  readonly topics: readonly IntentId[];
  /** Whether it is the page for its first topic. */
  readonly leads?: true;
  readonly provider?: string;
  /** The class of providers whose steps a guide holds. */
  readonly providerClass?: ProviderClass;
  /** Names of the thing, by which people who type pinyin look for it. */
  readonly names: readonly string[];
  /** Other ways to ask for it. */
  readonly questions: readonly string[];
  /** Numbers that stand on the page beside its text: a company's official ones. */
  readonly numbers?: readonly string[];
  /** Plain text with the summary first. */
  readonly body: string;
  /** The same as paragraphs of sentences, to be quoted: without headings, heads of tables and marks of lists. */
  readonly prose: string;
}

const CLASS_TOPICS: Readonly<Record<ProviderClass, IntentId>> = {
  "bank-app": "rebind_howto_bank_app",
  "payment-platform": "rebind_howto",
  "pos-vendor": "rebind_howto_pos_vendor",
};
const CLASS_INTENTS: ReadonlySet<IntentId> = new Set(
  Object.values(CLASS_TOPICS).filter((topic) => topic !== "rebind_howto"),
);
/** Pages that serve an intent of their own. */
const PAGE_TOPICS: ReadonlyMap<string, IntentId> = new Map([
  ...PROVIDER_TOPICS,
  [VERIFY_TERMINAL, "verify_genuine_terminal"],
]);

export function searchDocuments(knowledge: Knowledge): SearchDocument[] {
  return [
    ...[...knowledge.faqs.values()].map((faq) => faqDocument(faq, knowledge)),
    ...articleDocuments(knowledge),
    ...[...knowledge.providers.values()].map((provider) => providerDocument(provider, knowledge)),
    ...[...knowledge.guides.values()].map((guide) => guideDocument(guide, knowledge)),
  ];
}

function faqDocument(faq: Faq, knowledge: Knowledge): SearchDocument {
  const { id, question, aliases } = faq;
  return {
    key: `faq/${id}`,
    id,
    type: "faq",
    title: question,
    url: pageUrl(knowledge, faq),
    topics: [faq.intent],
    leads: true,
    names: [question, ...aliases],
    questions: [...aliases, ...faq.utterances],
    ...texts([faq.summary, faq.body], knowledge),
  };
}

/** Of several articles that are first of all about one matter the first in reading order leads. */
function articleDocuments(knowledge: Knowledge): SearchDocument[] {
  const led = new Set<IntentId>();
  return [...knowledge.articles.values()].map((article) => {
    const [first] = article.intents;
    const leads = first !== undefined && !led.has(first);
    if (leads) led.add(first);
    return articleDocument(article, leads, knowledge);
  });
}

function articleDocument(article: Article, leads: boolean, knowledge: Knowledge): SearchDocument {
  const { id, title, aliases } = article;
  return {
    key: `article/${id}`,
    id,
    type: "article",
    title,
    url: pageUrl(knowledge, article),
    topics: article.intents,
    ...(leads && { leads }),
    names: [title, ...aliases],
    questions: [...aliases, ...(leads ? utterancesFor(article.intents[0], knowledge) : [])],
    ...texts([article.summary, article.body], knowledge),
  };
}

function providerDocument(provider: Provider, knowledge: Knowledge): SearchDocument {
  const { id, name, aliases, guide } = provider;
  const ownTopic = PAGE_TOPICS.get(id);
  return {
    key: `provider/${id}`,
    id,
    type: "provider",
    title: name,
    url: pageUrl(knowledge, { kind: "provider", id }),
    topics: [ownTopic ?? CLASS_TOPICS[provider.class], "contact_official_support"],
    provider: id,
    names: [name, ...aliases],
    questions: [provider.nameEn, ...aliases, ...utterancesFor(ownTopic, knowledge)],
    numbers: officialChannels(knowledge, id).map(({ value }) => value),
    ...texts([provider.summary, provider.body, ...stepWords(guide?.steps ?? [])], knowledge, provider),
  };
}

function guideDocument(guide: GuidePage, knowledge: Knowledge): SearchDocument {
  const { id, title } = guide;
  const providerClass = PROVIDER_CLASSES.find((name) => name === id);
  const topic = PAGE_TOPICS.get(id) ?? (providerClass ? CLASS_TOPICS[providerClass] : "rebind_howto");
  return {
    key: `guide/${id}`,
    id,
    type: "guide",
    title,
    url: pageUrl(knowledge, { kind: "guide", id }),
    topics: [topic],
    ...(providerClass && { providerClass }),
    names: [title],
    questions: [],
    ...texts([guide.summary, guide.body, ...stepWords(guide.steps)], knowledge),
  };
}

/**
 * How people ask for what a page is first of all about. Not where a FAQ answers it: they are that FAQ's questions. Not
 * for classes of providers: those questions name a provider each, and belong to its page.
 */
function utterancesFor(id: IntentId | undefined, knowledge: Knowledge): readonly string[] {
  const intent = id === undefined || CLASS_INTENTS.has(id) ? undefined : knowledge.intents.get(id);
  return intent === undefined || intent.faq !== undefined ? [] : intent.utterances;
}

/** A title that runs into its text is read as one sentence: it gets a colon. */
function stepWords(steps: readonly Step[]): string[] {
  return steps.flatMap(({ title, text, stuck }) => [
    `${title}${/[\p{L}\p{N}]$/u.test(title) ? colonAfter(title) : " "}${text}`,
    ...(stuck === undefined ? [] : [stuck]),
  ]);
}

function colonAfter(title: string): string {
  return /\p{Script=Han}/u.test(title) ? "：" : ": ";
}

const HEADING = /^#{1,6} .*$/gm;
/** The row over the line of hyphens, and that line. */
const TABLE_HEAD = /^\|.*\|[ \t]*\n[ \t]*\|[\s|:-]*-[\s|:-]*$/gm;
const LIST_MARK = /^(?:· |\d+\. )/gm;

function texts(
  parts: readonly string[],
  knowledge: Knowledge,
  provider?: Provider,
): Pick<SearchDocument, "body" | "prose"> {
  const from = provider ? { knowledge, provider } : { knowledge };
  const { text } = resolveText(parts.join("\n\n"), from);
  const prose = plainText(text.replace(HEADING, "").replace(TABLE_HEAD, ""));
  return { body: plainText(text), prose: prose.replace(LIST_MARK, "") };
}
