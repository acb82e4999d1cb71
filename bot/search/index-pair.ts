// Both indexes over the help center: words, and how they sound. Built from documents, or opened from files.

import type { SearchDocument } from "./documents.ts";
import { PINYIN_FIELDS, pinyinTerms, WORD_FIELDS, wordTerms } from "./fields.ts";
import { buildPostings, type Postings } from "./postings.ts";
import { type CompactIndex, createCompactIndex } from "./scoring.ts";

export interface SearchPostings {
  readonly words: Postings;
  readonly pinyin: Postings;
}

export interface SearchIndex {
  readonly words: CompactIndex;
  /** Opened at the first query that needs it. */
  pinyin(): CompactIndex;
}

/** Costs some hundred milliseconds on our content: belongs into a build step or a thread of its own. */
export function buildSearchPostings(documents: readonly SearchDocument[]): SearchPostings {
  return {
    words: buildPostings(documents.map(wordTerms), WORD_FIELDS.length),
    pinyin: buildPinyinPostings(documents),
  };
}

export function buildPinyinPostings(documents: readonly SearchDocument[]): Postings {
  return buildPostings(documents.map(pinyinTerms), PINYIN_FIELDS.length);
}

/** `pinyin` is called at most once, when it is needed. */
export function openSearchIndex(words: Postings, pinyin: () => Postings): SearchIndex {
  let opened: CompactIndex | undefined;
  return {
    words: createCompactIndex(
      words,
      WORD_FIELDS.map(({ boost }) => boost),
    ),
    pinyin() {
      opened ??= createCompactIndex(
        pinyin(),
        PINYIN_FIELDS.map(({ boost }) => boost),
      );
      return opened;
    },
  };
}
