// `npm run build`, second half: builds the search index of the content into dist/search, one for each locale, in place of older ones.
import { rm } from "node:fs/promises";
import { loadKnowledge } from "../../bot/load.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import { searchDocuments } from "../../bot/search/documents.ts";
import { buildSearchPostings } from "../../bot/search/index-pair.ts";
import { encodePostings } from "../../bot/search/postings-file.ts";
import { reportAndExit } from "../base/report.ts";
import { SEARCH_DIR, writeBuiltIndex } from "../served/search-files.ts";

try {
  const dir = process.env.CONTENT_DIR ?? "content";
  await rm(SEARCH_DIR, { recursive: true, force: true });
  for (const locale of localesIn(dir)) {
    const knowledge = await loadKnowledge(dir, locale);
    const { words, pinyin } = buildSearchPostings(searchDocuments(knowledge));
    const bytes = { words: encodePostings(words), pinyin: encodePostings(pinyin) };
    await writeBuiltIndex(SEARCH_DIR, knowledge, bytes);
    console.log(`Search index of ${locale} built into ${SEARCH_DIR} (${words.documentCount} pages)`);
  }
} catch (error) {
  reportAndExit(error);
}
