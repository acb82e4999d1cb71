// The process that builds the search index from documents.
import type { SearchDocument } from "../../bot/search/documents.ts";
import { buildSearchPostings } from "../../bot/search/index-pair.ts";
import { encodePostings } from "../../bot/search/postings-file.ts";
import { answerOnce } from "./builders.ts";
import type { SearchBytes } from "./search-files.ts";

answerOnce((documents: readonly SearchDocument[]): SearchBytes => {
  const { words, pinyin } = buildSearchPostings(documents);
  return { words: encodePostings(words), pinyin: encodePostings(pinyin) };
});
