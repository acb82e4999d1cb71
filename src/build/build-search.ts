// Builds the search index of the content into dist/search, one for each locale, in place of older ones.
import { rm } from "node:fs/promises";
import { localesIn } from "../../bot/reading/read-folder.ts";
import { searchDocuments } from "../../bot/search/documents.ts";
import { buildSearchPostings } from "../../bot/search/index-pair.ts";
import { encodePostings } from "../../bot/search/postings-file.ts";
import { readLocaleNow } from "../served/read-folder-now.ts";
import { SEARCH_DIR, writeBuiltIndex } from "../served/search-files.ts";

/** Answers a line on each locale. Throws ContentError. */
export async function buildSearch(dir: string): Promise<readonly string[]> {
  const built: string[] = [];
  await rm(SEARCH_DIR, { recursive: true, force: true });
  for (const locale of localesIn(dir)) {
    const { knowledge } = await readLocaleNow(dir, locale);
    const { words, pinyin } = buildSearchPostings(searchDocuments(knowledge));
    const bytes = { words: encodePostings(words), pinyin: encodePostings(pinyin) };
    await writeBuiltIndex(SEARCH_DIR, knowledge, bytes);
    built.push(`Search index of ${locale} built into ${SEARCH_DIR} (${words.documentCount} pages)`);
  }
  return built;
}
