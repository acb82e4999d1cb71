// What `huanka content schemas` writes: the schemas of content files as JSON Schema, so that editors complete and check.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ArticleFields, CategoriesFile, FaqFields } from "../../../bot/knowledge/article.ts";
import { CalendarFields } from "../../../bot/knowledge/calendar.ts";
import { FactsFile } from "../../../bot/knowledge/fact.ts";
import { GuideFields } from "../../../bot/knowledge/guide.ts";
import { IntentFile, UtterancesFile } from "../../../bot/knowledge/intent.ts";
import { CompaniesFile, MerchantCodesFile, ProviderFields } from "../../../bot/knowledge/provider.ts";
import { CannedFile } from "../../../bot/knowledge/reply-text.ts";
import { RoutesFile } from "../../../bot/knowledge/routes.ts";
import { ScamsFile } from "../../../bot/knowledge/scam.ts";
import {
  FactWordsFile,
  ProviderWords,
  ScamWordsFile,
  TraditionalFile,
} from "../../../bot/knowledge/translated-words.ts";
import { NotRouteFile, RepliesFile } from "../../../bot/reading/parse-tree.ts";
import { RulesFile, WordsFile } from "../../../bot/rules/rule-file.ts";

const FOLDER = ".schemas";

/** File name → schema; those of Markdown are of the front matter. */
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  "article.json": ArticleFields,
  "calendar.json": CalendarFields,
  "canned.json": CannedFile,
  "categories.json": CategoriesFile,
  "companies.json": CompaniesFile,
  "fact-words.json": FactWordsFile,
  "facts.json": FactsFile,
  "faq.json": FaqFields,
  "guide.json": GuideFields,
  "intent.json": IntentFile,
  "merchant-codes.json": MerchantCodesFile,
  "not-to-route.json": NotRouteFile,
  "provider.json": ProviderFields,
  "provider-words.json": ProviderWords,
  "replies.json": RepliesFile,
  "routes.json": RoutesFile,
  "rules.json": RulesFile,
  "scam-words.json": ScamWordsFile,
  "scams.json": ScamsFile,
  "traditional.json": TraditionalFile,
  "utterances.json": UtterancesFile,
  "words.json": WordsFile,
};

/**
 * Path in the content folder → text. What writers write counts, so defaults are optional and conditions are text; a
 * rule over several fields has no form in JSON Schema and is left to `huanka content check`.
 */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
      return [`${FOLDER}/${name}`, `${JSON.stringify(json, null, 2)}\n`];
    }),
  );
}

/** Writes them into the content folder and answers where they lie and how many there are. */
export async function writeSchemas(
  contentDir: string,
): Promise<{ readonly folder: string; readonly count: number }> {
  const folder = join(contentDir, FOLDER);
  await mkdir(folder, { recursive: true });
  const files = schemaFiles();
  for (const [path, text] of files) await writeFile(join(contentDir, path), text);
  return { folder, count: files.size };
}
