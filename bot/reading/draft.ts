// Content as parsed, file by file, before anything is compared: fields, prose and where each stands.
import type { ArticleFields, Category, FaqFields } from "../knowledge/article.ts";
import type { CalendarFields } from "../knowledge/calendar.ts";
import type { FactFields } from "../knowledge/fact.ts";
import type { GuideFields, Step } from "../knowledge/guide.ts";
import type { IntentFile, IntentId, UtterancesFile } from "../knowledge/intent.ts";
import type { Company, MerchantCodesFile, ProviderFields } from "../knowledge/provider.ts";
import type { LockFile } from "../knowledge/registry-lock.ts";
import type { CannedFile } from "../knowledge/reply-text.ts";
import type { Routes } from "../knowledge/routes.ts";
import type { Scam } from "../knowledge/scam.ts";
import type {
  FactWordsFile,
  ProviderWords,
  ScamWordsFile,
  TraditionalFile,
} from "../knowledge/translated-words.ts";
import type { RulesFile, WordsFile } from "../rules/rule-file.ts";
import type { CheckedYaml } from "./checked-yaml.ts";
import type { Problem } from "./content-error.ts";
import { problemAt, type SourceFile } from "./source-files.ts";

/** One parsed file. */
export interface Entry<T> {
  /** The file's slug. */
  readonly id: string;
  readonly file: SourceFile;
  readonly yaml: CheckedYaml<T>;
}

/** Says what is wrong with the value at a path of an entry. */
export type ReportAt = (entry: Entry<unknown>, path: readonly PropertyKey[], problem: string) => void;

/** What is wrong with the value at a path of an entry, with its place in the file. */
export function entryProblem(entry: Entry<unknown>, path: readonly PropertyKey[], problem: string): Problem {
  return problemAt(entry.file, entry.yaml.offsetOf(path), path.map(String).join("."), problem);
}

export interface MarkdownEntry<T> extends Entry<T> {
  /** Markdown without the steps section. */
  readonly body: string;
  readonly bodyOffset: number;
  readonly steps: readonly Step[];
}

/** A text that readers see, as written in its file. */
export interface Prose {
  readonly file: SourceFile;
  readonly field: string;
  readonly text: string;
  readonly offset: number;
  /** Which `{{…}}` are filled in where this text is shown. */
  readonly references: "none" | "facts" | "facts-and-provider";
}

export interface Draft {
  readonly articles: MarkdownEntry<ArticleFields>[];
  readonly faqs: MarkdownEntry<FaqFields>[];
  readonly guides: MarkdownEntry<GuideFields>[];
  readonly providers: MarkdownEntry<ProviderFields>[];
  readonly intents: (Entry<IntentFile> & { readonly id: IntentId })[];
  /** By author. */
  readonly utterances: Entry<UtterancesFile>[];
  readonly rules: Entry<RulesFile>[];
  /** The lists that rules name. */
  readonly words: Entry<WordsFile>[];
  readonly categories: Entry<Category[]>[];
  /** Of a translation both files: zh-CN first. */
  readonly replies: Entry<Record<string, string>>[];
  /** As replies. */
  readonly canned: Entry<CannedFile>[];
  readonly traditional: Entry<TraditionalFile>[];
  readonly facts: Entry<Record<string, FactFields>>[];
  readonly notRoute: Entry<string[]>[];
  readonly companies: Entry<Company[]>[];
  readonly merchantCodes: Entry<MerchantCodesFile>[];
  readonly locks: Entry<LockFile>[];
  readonly calendar: Entry<CalendarFields>[];
  readonly scams: Entry<Scam[]>[];
  readonly routes: Entry<Routes>[];
  /** Of a translation: its words for shared facts, providers and scams. */
  readonly factWords: Entry<FactWordsFile>[];
  readonly providerWords: MarkdownEntry<ProviderWords>[];
  readonly scamWords: Entry<ScamWordsFile>[];
  readonly prose: Prose[];
  /** Of a translation: every FAQ, intent and utterance of zh-CN, the translated ones too. */
  readonly original?: Pick<Draft, "faqs" | "intents" | "utterances">;
  /**
   * Every path of the tree, those that could not be parsed too: a link to a broken file is not a second fault. In a
   * translation also the path of each file that zh-CN stands in for.
   */
  readonly paths: ReadonlySet<string>;
  readonly broken: Set<string>;
}
