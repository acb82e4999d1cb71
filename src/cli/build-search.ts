// `npm run build`, second half: builds the search index of the content into dist/search, in place of any older one.
import { rm } from "node:fs/promises";
import { encodePostings } from "../../bot/knowledge/compact-file.ts";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { searchDocuments } from "../../bot/knowledge/search-documents.ts";
import { buildSearchPostings } from "../../bot/knowledge/search-index.ts";
import { SEARCH_DIR, writeBuiltIndex } from "../web/search-files.ts";
import { reportAndExit } from "./report.ts";

try {
  const knowledge = await loadKnowledge(process.env.CONTENT_DIR ?? "content");
  const { words, pinyin } = buildSearchPostings(searchDocuments(knowledge));
  await rm(SEARCH_DIR, { recursive: true, force: true });
  const bytes = { words: encodePostings(words), pinyin: encodePostings(pinyin) };
  await writeBuiltIndex(SEARCH_DIR, knowledge, bytes);
  console.log(`Search index built into ${SEARCH_DIR} (${words.documentCount} pages)`);
} catch (error) {
  reportAndExit(error);
}
