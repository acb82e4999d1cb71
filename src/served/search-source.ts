// Gives each content snapshot its search: opened from the built files, or built in another process and written for next time.
import { setImmediate as othersTurn } from "node:timers/promises";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { type SearchDocument, searchDocuments } from "../../bot/search/documents.ts";
import { buildPinyinPostings, openSearchIndex } from "../../bot/search/index-pair.ts";
import type { Postings } from "../../bot/search/postings.ts";
import { decodePostings } from "../../bot/search/postings-file.ts";
import { openSearch, type Search } from "../../bot/search/search.ts";
import { createReadSearch } from "../../bot/understanding/read-search.ts";
import type { Log } from "../base/log.ts";
import { createBuilders } from "./builders.ts";
import { type BuiltPostings, readBuiltIndex, type SearchBytes, writeBuiltIndex } from "./search-files.ts";

export interface SearchSource {
  /**
   * The search over this very snapshot: at once when it was built before, else after some hundred milliseconds. Opens
   * each snapshot once; after a failure the next call tries again.
   */
  open(knowledge: Knowledge): Promise<Search>;
  /** Begins to open, so that the first reader need not wait. A failure is logged. */
  prepare(knowledge: Knowledge): void;
  /** Stops what is still building. */
  close(): Promise<void>;
}

/** `dir` holds the built files; without the right to write there each start builds anew. */
export function createSearchSource({ dir, log }: { dir: string; log: Log }): SearchSource {
  const opened = new WeakMap<Knowledge, Promise<Search>>();
  const builders = createBuilders<SearchDocument[], SearchBytes>("search-builder.ts");
  let closing = false;

  async function build(knowledge: Knowledge): Promise<BuiltPostings> {
    const documents = [...searchDocuments(knowledge)];
    await othersTurn();
    const bytes = await builders.build(documents);
    await writeBuiltIndex(dir, knowledge, bytes).catch((error: unknown) => {
      log.warn({ dir, error: String(error) }, "the search index was built but not kept");
    });
    return { words: decodePostings(bytes.words), pinyin: () => decodePostings(bytes.pinyin) };
  }

  /** In steps of some milliseconds, between which others are answered. */
  async function openNow(knowledge: Knowledge): Promise<Search> {
    await othersTurn();
    const { words, pinyin } = readBuiltIndex(dir, knowledge) ?? (await build(knowledge));
    await othersTurn();
    const index = openSearchIndex(words, () => orRebuilt(pinyin, knowledge));
    await othersTurn();
    return createReadSearch(knowledge, openSearch(knowledge, index));
  }

  function open(knowledge: Knowledge): Promise<Search> {
    const known = opened.get(knowledge);
    if (known) return known;
    const opening = openNow(knowledge);
    opened.set(knowledge, opening);
    opening.catch(() => opened.delete(knowledge));
    return opening;
  }

  return {
    open,
    prepare(knowledge) {
      open(knowledge).catch((error: unknown) => {
        if (closing) return;
        log.error({ error: String(error) }, "the search index could not be built");
      });
    },
    close() {
      closing = true;
      return builders.close();
    },
  };
}

/** A newer build may have swept the second file away before the first query needs it; then it is made here, once. */
function orRebuilt(pinyin: () => Postings, knowledge: Knowledge): Postings {
  try {
    return pinyin();
  } catch {
    return buildPinyinPostings(searchDocuments(knowledge));
  }
}
