// The content folder → Knowledge, or one ContentError that lists everything wrong with it.
import type { Article, Category, Faq } from "./knowledge/article.ts";
import type { Fact } from "./knowledge/fact.ts";
import { type Guide, type GuidePage, PROVIDER_CLASSES, type Step } from "./knowledge/guide.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import { BASE_LOCALE } from "./knowledge/locale.ts";
import { ownWords } from "./knowledge/own-words.ts";
import type { Provider, ProviderFields } from "./knowledge/provider.ts";
import { codeFacts, merchantCodes } from "./knowledge/provider.ts";
import { cannedIn } from "./knowledge/reply-text.ts";
import type { Routes } from "./knowledge/routes.ts";
import type { ProviderWords } from "./knowledge/translated-words.ts";
import { checkCaution } from "./lint/caution.ts";
import { checkDates } from "./lint/dates.ts";
import { checkEnglish } from "./lint/english.ts";
import { checkEvidence, checkEvidenceSaid } from "./lint/evidence.ts";
import { checkMarkdown } from "./lint/markdown.ts";
import { checkOwnIds } from "./lint/own-ids.ts";
import { checkPlainWords } from "./lint/plain-words.ts";
import { checkProse } from "./lint/prose.ts";
import { checkReadability } from "./lint/readability.ts";
import { crossCheck } from "./lint/references.ts";
import { checkRegistry } from "./lint/registry.ts";
import { checkRuleForms, checkRules } from "./lint/rules.ts";
import { checkSeals } from "./lint/seals.ts";
import { ContentError, type Problem, type Report } from "./reading/content-error.ts";
import type { Draft, MarkdownEntry } from "./reading/draft.ts";
import { intentsOf } from "./reading/draft-intents.ts";
import { rulesOf } from "./reading/draft-rules.ts";
import { traditionalOf } from "./reading/draft-traditional.ts";
import { parseTree } from "./reading/parse-tree.ts";
import { readFolder } from "./reading/read-folder.ts";
import type { SourceTree } from "./reading/source-files.ts";
import { checkTranslation, fallbackOf, translateFact, translateScam } from "./reading/translation.ts";

/** Looks at a parsed tree for one kind of fault. */
export type Check = (draft: Draft, report: Report) => void;

/** What a folder must pass before it is served. Kept snapshots passed once and are not asked again. */
const GATE: readonly Check[] = [checkRegistry, checkSeals, checkEvidence, checkRuleForms];

/**
 * Reads and checks everything of one locale. All or nothing: throws ContentError with every problem found, so
 * that half a tree is never served. Pages are in reading order, providers by id.
 */
export async function loadKnowledge(contentDir: string, locale = BASE_LOCALE): Promise<Knowledge> {
  return (await loadContent(contentDir, locale)).knowledge;
}

type Known = (hash: string) => Knowledge | undefined;

/**
 * The same, with the files it was made of, so that they can be kept. `checks` are asked beside the usual ones; `known` says
 * what a tree has become before, and is believed only if every file could be read: one that could not is in no hash.
 */
export async function loadContent(
  contentDir: string,
  locale = BASE_LOCALE,
  { checks = [], known }: { readonly checks?: readonly Check[]; readonly known?: Known } = {},
): Promise<{ readonly knowledge: Knowledge; readonly tree: SourceTree }> {
  const problems: Problem[] = [];
  const tree = await readFolder(contentDir, locale, (problem) => void problems.push(problem));
  const before = problems.length === 0 ? known?.(tree.hash) : undefined;
  const read = () => buildKnowledge(tree, { locale, problems, checks: [...GATE, ...checks] });
  return { knowledge: before ?? read(), tree };
}

/**
 * Loads a folder and asks the writers' checks too. A server takes what the loader takes: a long sentence must not
 * keep a corrected hotline from merchants. Throws ContentError with every problem. `today` is `YYYY-MM-DD`. A
 * translation is asked what concerns its own words; dates and Chinese were checked with zh-CN.
 */
export async function lintContent(
  dir: string,
  today: string,
  locale: string = BASE_LOCALE,
): Promise<Knowledge> {
  const own =
    locale === BASE_LOCALE
      ? [checkDates(today), checkReadability, checkPlainWords, checkEvidenceSaid, checkOwnIds]
      : [checkEnglish];
  const checks = [...own, checkCaution, checkMarkdown, checkRules];
  const { knowledge } = await loadContent(dir, locale, { checks });
  return knowledge;
}

/** From files in memory: a kept snapshot, a commit. `problems` were found while reading. Throws ContentError. */
export function buildKnowledge(
  { files, hash }: SourceTree,
  {
    locale = BASE_LOCALE,
    problems = [],
    checks = [],
  }: { locale?: string; problems?: readonly Problem[]; checks?: readonly Check[] } = {},
): Knowledge {
  const found = [...problems];
  const report = (problem: Problem) => void found.push(problem);
  const draft = parseTree(files, locale, report, new Set(problems.map(({ file }) => file)));
  crossCheck(draft, locale, report);
  checkTranslation(draft, report);
  checkProse(draft, locale, report);
  for (const check of checks) check(draft, report);
  if (found.length > 0) throw new ContentError(found);
  return toKnowledge(draft, { hash, locale });
}

function toKnowledge(draft: Draft, { hash, locale }: { hash: string; locale: string }): Knowledge {
  const categories = draft.categories.flatMap(({ yaml }) => yaml.value);
  const faqs = draft.faqs.map(
    (entry): Faq => ({ kind: "faq", ...entry.yaml.value, ...pageOf(entry, locale) }),
  );
  const articles = draft.articles.map(
    (entry): Article => ({ kind: "article", ...entry.yaml.value, ...pageOf(entry, locale) }),
  );
  const guides = byId(draft.guides.map((entry) => toGuidePage(entry, locale)));
  const texts = new Map(draft.providerWords.map((entry) => [entry.id, entry]));
  const providers = draft.providers.map((entry) =>
    toProvider(entry, { locale, guides, words: texts.get(entry.id) }),
  );
  const replies = draft.replies.flatMap(({ yaml }) => Object.entries(yaml.value));
  return {
    ...{ hash, locale },
    categories,
    articles: byId(inOrder(articles, categories)),
    faqs: byId(inOrder(faqs, categories)),
    providers: byId(providers),
    guides,
    facts: byId(toFacts(draft).map((fact) => translateFact(fact, draft, locale))),
    calendar: new Map(draft.calendar.map(({ id, yaml }) => [Number(id), yaml.value])),
    routes: routesOf(draft),
    intents: byId(intentsOf(draft)),
    ...(draft.original && { originalIntents: byId(intentsOf(draft.original)) }),
    rules: rulesOf(draft),
    replies: new Map(replies.map(([key, text]) => [key, text.trim()])),
    ...(locale !== BASE_LOCALE && { untranslated: untranslatedReplies(draft) }),
    ...(locale === BASE_LOCALE && traditionalOf(draft)),
    canned: byId(draft.canned.flatMap(({ yaml }) => cannedIn(yaml.value))),
    scams: byId(
      draft.scams.flatMap(({ yaml }) => yaml.value).map((scam) => translateScam(scam, draft, locale)),
    ),
    notRoute: draft.notRoute.flatMap(({ yaml }) => yaml.value),
    companies: draft.companies.flatMap(({ yaml }) => yaml.value),
    merchantCodes: new Map(draft.merchantCodes.flatMap(({ yaml }) => [...merchantCodes(yaml.value)])),
  };
}

function byId<Id extends string, T extends { readonly id: Id }>(items: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function pageOf({ id, file, body }: MarkdownEntry<unknown>, locale: string) {
  return { id, file: file.path, body, ...fallbackOf(file.path, locale) };
}

/** Replies are merged key by key: those of zh-CN that the translation does not say. */
function untranslatedReplies({ replies: [original, ...translations] }: Draft): ReadonlySet<string> {
  const translated = new Set(translations.flatMap(({ yaml }) => Object.keys(yaml.value)));
  return new Set(Object.keys(original?.yaml.value ?? {}).filter((key) => !translated.has(key)));
}

/** By category as listed, then by `order`, then by id, so that lists are the same on every machine. */
function inOrder<T extends Article | Faq>(pages: readonly T[], categories: readonly Category[]): T[] {
  const rank = new Map(categories.map(({ id }, index) => [id, index]));
  const rankOf = (page: T) => rank.get(page.category) ?? categories.length;
  return [...pages].sort((a, b) => rankOf(a) - rankOf(b) || a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * In a translation a provider goes by its English name, its Chinese one is an alias. Where nobody has translated its own
 * steps, those of its class are walked.
 */
function toProvider(
  entry: MarkdownEntry<ProviderFields>,
  {
    locale,
    guides,
    words,
  }: {
    locale: string;
    guides: ReadonlyMap<string, GuidePage>;
    words: MarkdownEntry<ProviderWords> | undefined;
  },
): Provider {
  const { facts: _, steps: stepMap, ...fields } = entry.yaml.value;
  const { name, nameEn, aliases } = fields;
  const page = pageOf(words ?? entry, locale);
  const isTranslation = locale !== BASE_LOCALE;
  const isFallback = page.fallback !== undefined;
  const guide: Guide = {
    id: entry.id,
    title: ownWords(locale).guideTitle(isTranslation ? nameEn : name),
    generic: false,
    steps: words ? translatedSteps(entry.steps, words.steps) : entry.steps,
    stepMap,
    updated: fields.updated,
    ...(isFallback && { fallback: BASE_LOCALE }),
  };
  const hasClassGuide = isFallback && guides.get(fields.class)?.fallback === undefined;
  return {
    ...fields,
    ...(isTranslation && { name: nameEn, aliases: [name, ...aliases], missing: [] }),
    ...words?.yaml.value,
    ...page,
    ...(entry.steps.length > 0 && (hasClassGuide ? { stepsInChinese: true } : { guide })),
  };
}

/** For whom a step is does not depend on the language, so it is written once. */
function translatedSteps(original: readonly Step[], translated: readonly Step[]): readonly Step[] {
  return translated.map((step, index) => {
    const condition = original[index]?.if;
    return condition === undefined ? step : { ...step, if: condition };
  });
}

function toGuidePage({ id, yaml, body, steps, file }: Draft["guides"][number], locale: string): GuidePage {
  const generic = PROVIDER_CLASSES.some((name) => name === id);
  const { steps: stepMap, ...fields } = yaml.value;
  return { id, ...fields, generic, steps, stepMap, body, ...fallbackOf(file.path, locale) };
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
  const years = draft.calendar.map(({ id, yaml }): Fact => {
    const { title, grade, sources, verified, recheck } = yaml.value;
    const words = { kind: "rule", label: `${id} 年工作日`, value: `《${title}》` } as const;
    return { id: `calendar.${id}`, ...words, grade, sources, verified, recheck };
  });
  const codes = draft.merchantCodes.flatMap(({ yaml }) => codeFacts(yaml.value));
  return [...shared, ...own, ...years, ...codes];
}

function routesOf({ routes: [file] }: Draft): Routes {
  if (!file) throw new Error("no routes.yml: the checks must have refused this content");
  return file.yaml.value;
}
