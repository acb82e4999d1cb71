// `npm run build`, second half: builds the search index of the content into dist/search, one for each locale, in place of older ones.
import { rm } from "node:fs/promises";
import { encodePostings } from "../../bot/knowledge/compact-file.ts";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { localesIn } from "../../bot/knowledge/read-folder.ts";
import { searchDocuments } from "../../bot/knowledge/search-documents.ts";
import { buildSearchPostings } from "../../bot/knowledge/search-index.ts";
import { SEARCH_DIR, writeBuiltIndex } from "../web/search-files.ts";
import { reportAndExit } from "./report.ts";

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
