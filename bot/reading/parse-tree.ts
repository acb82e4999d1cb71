// Sorts files by their place in the tree and parses each with the schema of that place.
import { z } from "zod";
import { ArticleFields, CategoriesFile, FaqFields } from "../knowledge/article.ts";
import { CalendarFields } from "../knowledge/calendar.ts";
import { FactsFile } from "../knowledge/fact.ts";
import { GuideFields } from "../knowledge/guide.ts";
import { IntentFile, IntentId, UtterancesFile } from "../knowledge/intent.ts";
import { BASE_LOCALE, foldersOf } from "../knowledge/locale.ts";
import { CompaniesFile, MerchantCodesFile, ProviderFields } from "../knowledge/provider.ts";
import { LockFile } from "../knowledge/registry-lock.ts";
import { CannedFile } from "../knowledge/reply-text.ts";
import { RoutesFile } from "../knowledge/routes.ts";
import { ScamsFile } from "../knowledge/scam.ts";
import {
  FactWordsFile,
  ProviderWords,
  ScamWordsFile,
  TraditionalFile,
} from "../knowledge/translated-words.ts";
import { RulesFile, WordsFile } from "../rules/rule-file.ts";
import { reportBlanks } from "./blanks.ts";
import { parseYaml } from "./checked-yaml.ts";
import type { Report } from "./content-error.ts";
import type { Draft, Entry, MarkdownEntry, Prose } from "./draft.ts";
import { parseMarkdownFile } from "./front-matter.ts";
import { parseSteps } from "./parse-steps.ts";
import { atStart, problemAt, type SourceFile } from "./source-files.ts";
import { overlay } from "./translation.ts";

/** `replies.yml`: key → text with `{placeholders}`. */
export const RepliesFile = z.record(z.string().regex(/^[a-z][a-z0-9_.-]*$/), z.string().min(1));
export const NotRouteFile = z.array(z.string().min(1));

type References = Prose["references"];

interface Place {
  /** Relative to the content folder; `LOCALE` stands for the locale's folder; the last group is the slug. */
  readonly pattern: RegExp;
  parse(file: SourceFile, slug: string, draft: Draft, report: Report): boolean;
}

const PLACES: readonly Place[] = [
  yamlPlace(/^facts\.yml$/, FactsFile, (draft) => draft.facts),
  yamlPlace(/^not-to-route\.yml$/, NotRouteFile, (draft) => draft.notRoute),
  yamlPlace(/^companies\.yml$/, CompaniesFile, (draft) => draft.companies),
  yamlPlace(/^merchant-codes\.yml$/, MerchantCodesFile, (draft) => draft.merchantCodes),
  yamlPlace(/^registry\.lock$/, LockFile, (draft) => draft.locks),
  yamlPlace(/^scams\.yml$/, ScamsFile, (draft) => draft.scams, {
    prose: (scams) =>
      scams.flatMap((scam, index) => [
        [index, "name"],
        ...scam.signs.map((_, sign) => [index, "signs", sign]),
        [index, "advice"],
      ]),
    references: "facts-and-provider",
  }),
  yamlPlace(/^calendar\/(\d{4})\.yml$/, CalendarFields, (draft) => draft.calendar),
  yamlPlace(/^LOCALE\/categories\.yml$/, CategoriesFile, (draft) => draft.categories, {
    prose: (categories) =>
      categories.flatMap((_, index) => [
        [index, "title"],
        [index, "summary"],
      ]),
    references: "none",
  }),
  yamlPlace(/^LOCALE\/replies\.yml$/, RepliesFile, (draft) => draft.replies, {
    prose: (replies) => Object.keys(replies).map((key) => [key]),
    references: "facts-and-provider",
  }),
  yamlPlace(/^LOCALE\/canned\.yml$/, CannedFile, (draft) => draft.canned, {
    prose: (canned) =>
      Object.keys(canned).flatMap((key) => [
        [key, "title"],
        [key, "text"],
      ]),
    references: "facts-and-provider",
  }),
  yamlPlace(/^LOCALE\/(traditional)\.yml$/, TraditionalFile, (draft) => draft.traditional),
  yamlPlace(/^LOCALE\/routes\.yml$/, RoutesFile, (draft) => draft.routes, {
    prose: ({ rules }) => rules.map((_, index) => ["rules", index, "say"]),
    references: "facts-and-provider",
  }),
  yamlPlace(/^LOCALE\/facts\.yml$/, FactWordsFile, (draft) => draft.factWords),
  yamlPlace(/^LOCALE\/scams\.yml$/, ScamWordsFile, (draft) => draft.scamWords, {
    prose: (words) =>
      Object.entries(words).flatMap(([id, { signs } = { signs: [] }]) => [
        [id, "name"],
        ...signs.map((_, index) => [id, "signs", index]),
        [id, "advice"],
      ]),
    references: "facts-and-provider",
  }),
  yamlPlace(/^LOCALE\/rules\/(words)\.yml$/, WordsFile, (draft) => draft.words),
  yamlPlace(/^LOCALE\/rules\/([a-z0-9-]+)\.yml$/, RulesFile, (draft) => draft.rules),
  yamlPlace(/^LOCALE\/utterances\/([a-z0-9-]+)\.yml$/, UtterancesFile, (draft) => draft.utterances),
  { pattern: /^LOCALE\/intents\/([a-z0-9_]+)\.yml$/, parse: parseIntent },
  markdownPlace(/^providers\/([a-z0-9-]+)\.md$/, ProviderFields, (draft) => draft.providers, {
    fields: ["summary"],
    references: "facts",
  }),
  markdownPlace(/^LOCALE\/providers\/([a-z0-9-]+)\.md$/, ProviderWords, (draft) => draft.providerWords, {
    fields: ["summary"],
    references: "facts",
  }),
  markdownPlace(/^LOCALE\/faqs\/([a-z0-9-]+)\.md$/, FaqFields, (draft) => draft.faqs, {
    fields: ["question", "summary"],
    references: "facts",
  }),
  markdownPlace(
    /^LOCALE\/articles\/[a-z0-9-]+\/([a-z0-9-]+)\.md$/,
    ArticleFields,
    (draft) => draft.articles,
    { fields: ["title", "summary"], references: "facts" },
  ),
  markdownPlace(/^LOCALE\/guides\/([a-z0-9-]+)\.md$/, GuideFields, (draft) => draft.guides, {
    fields: ["title", "summary"],
    references: "facts-and-provider",
  }),
];

/** Parses every file; what cannot be parsed is reported and listed in `broken`, with what was `unreadable` before. */
export function parseTree(
  all: readonly SourceFile[],
  locale: string,
  report: Report,
  unreadable: ReadonlySet<string> = new Set(),
): Draft {
  const { files, standIns } = overlay(all, locale, report);
  const draft: Draft = {
    articles: [],
    faqs: [],
    guides: [],
    providers: [],
    intents: [],
    utterances: [],
    rules: [],
    words: [],
    categories: [],
    replies: [],
    canned: [],
    traditional: [],
    facts: [],
    notRoute: [],
    companies: [],
    merchantCodes: [],
    locks: [],
    calendar: [],
    scams: [],
    routes: [],
    factWords: [],
    providerWords: [],
    scamWords: [],
    prose: [],
    paths: new Set([...all.map(({ path }) => path), ...standIns, ...unreadable]),
    broken: new Set(unreadable),
    ...(locale !== BASE_LOCALE && { original: parseTree(all.filter(teaches), BASE_LOCALE, () => undefined) }),
  };
  for (const file of files) {
    const folder = foldersOf(locale).find((name) => file.path.startsWith(`${name}/`));
    const place = folder === undefined ? file.path : `LOCALE${file.path.slice(folder.length)}`;
    if (!parseFile(file, place, draft, report)) draft.broken.add(file.path);
  }
  return draft;
}

/** Whether a file of zh-CN says how merchants put something. Its faults are reported where it is read itself. */
function teaches({ path }: SourceFile): boolean {
  return new RegExp(`^${BASE_LOCALE}/(?:faqs|intents|utterances)/`).test(path);
}

function parseFile(file: SourceFile, place: string, draft: Draft, report: Report): boolean {
  reportBlanks(file, report);
  for (const { pattern, parse } of PLACES) {
    const match = pattern.exec(place);
    if (match) return parse(file, match[1] ?? "", draft, report);
  }
  report(atStart(file.path, "nothing reads a file of this name here: see the folders in docs/writers.md"));
  return false;
}

function parseIntent(file: SourceFile, slug: string, draft: Draft, report: Report): boolean {
  const id = IntentId.safeParse(slug);
  if (!id.success)
    report(atStart(file.path, `${slug} is not an intent: name the file after one of the list`));
  const yaml = parseYaml(whole(file), IntentFile, report);
  if (id.success && yaml) draft.intents.push({ id: id.data, file, yaml });
  return id.success && yaml !== undefined;
}

function yamlPlace<T>(
  pattern: RegExp,
  schema: z.ZodType<T>,
  list: (draft: Draft) => Entry<T>[],
  read?: { prose(value: T): (string | number)[][]; references: References },
): Place {
  return {
    pattern,
    parse(file, slug, draft, report) {
      const yaml = parseYaml(whole(file), schema, report);
      if (!yaml) return false;
      const entry: Entry<T> = { id: slug, file, yaml };
      list(draft).push(entry);
      if (read) draft.prose.push(...proseOf(entry, read.prose(yaml.value), read.references));
      return true;
    },
  };
}

function markdownPlace<T>(
  pattern: RegExp,
  schema: z.ZodType<T>,
  list: (draft: Draft) => MarkdownEntry<T>[],
  { fields, references }: { fields: string[]; references: References },
): Place {
  return {
    pattern,
    parse(file, slug, draft, report) {
      const parsed = parseMarkdownFile(file, schema, report);
      if (!parsed) return false;
      const { front: yaml, body: text, bodyOffset } = parsed;
      const { body, steps, problems } = parseSteps(text);
      for (const { offset, problem } of problems)
        report(problemAt(file, bodyOffset + offset, "steps", problem));
      const entry: MarkdownEntry<T> = { id: slug, file, yaml, body: body.trim(), bodyOffset, steps };
      list(draft).push(entry);
      draft.prose.push({ file, field: "body", text, offset: bodyOffset, references });
      const paths = fields.map((field) => [field]);
      draft.prose.push(...proseOf(entry, paths, "none"));
      return true;
    },
  };
}

function proseOf<T>({ file, yaml }: Entry<T>, paths: (string | number)[][], references: References): Prose[] {
  return paths.flatMap((path) => {
    const raw = yaml.rawOf(path);
    return raw ? [{ file, field: path.join("."), ...raw, references }] : [];
  });
}

function whole(file: SourceFile) {
  return { file, start: 0, end: file.text.length };
}
