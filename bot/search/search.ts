// Full-text search over the help center: the best pages for a query, with the passage that answers it.

import type { Knowledge } from "../knowledge/knowledge.ts";
import { localeOf } from "../knowledge/locale.ts";
import { excerptAround, excerptOfAnswer } from "../text/excerpt.ts";
import { type Token, tokenise } from "../text/tokens.ts";
import { type SearchDocument, searchDocuments } from "./documents.ts";
import { searchable, WORD_FIELD, wholeTerm } from "./fields.ts";

import type { NearTitle, SearchHit } from "./hit.ts";
import { buildSearchPostings, openSearchIndex, type SearchIndex } from "./index-pair.ts";
import { createMisspelt, createNameSounds } from "./misspelt.ts";
import { createNearTitles } from "./near-titles.ts";
import { holdsStrange, isJunk, partsToSound, pinyinClauses, wordClauses } from "./query.ts";
import { bestDocuments } from "./scoring.ts";

export interface SearchOptions {
  readonly limit?: number;
  /** Leaves out other providers and the steps of other classes. */
  readonly provider?: string;
  /** The query as it is to be understood, where that is another: pinyin and initials in characters. Both are looked for. */
  readonly read?: string;
  /** The place of a page that matches, from its share of the best page's score, 0 to 1; nothing else decides then. */
  readonly rank?: (page: SearchDocument, share: number) => number;
}

export interface SearchAnswer {
  readonly normalised: string;
  /** How many pages answer the query; `hits` are the best of them. */
  readonly total: number;
  /** The query is a name or a question of ours, as it is, with one slip in it, or in pinyin. */
  readonly named: boolean;
  readonly hits: SearchHit[];
  /** Titles that look or sound alike; only where nothing was found. */
  readonly near: NearTitle[];
}

export type Search = (query: string, options?: SearchOptions) => SearchAnswer;

const DEFAULT_LIMIT = 10;
/** Characters that fill two lines on a phone. */
const EXCERPT_LENGTH = { "zh-CN": 80, en: 160 } as const;
/** A page with less than this share of the best one's score shares a character or two with the query. */
const FAR_BEHIND = 0.15;
/** Longer queries say nothing new and cost time. */
const LONGEST_QUERY = 200;

/** Builds the index at once and searches it. What serves readers opens a built one instead: `openSearch`. */
export function createSearch(knowledge: Knowledge): Search {
  const { words, pinyin } = buildSearchPostings(searchDocuments(knowledge));
  return openSearch(
    knowledge,
    openSearchIndex(words, () => pinyin),
  );
}

/**
 * Answers queries from an index that was built from this very content. A query is folded like the content, so script,
 * width and case do not matter. Equal scores come in order of content. Never throws for any text.
 */
export function openSearch(knowledge: Knowledge, index: SearchIndex): Search {
  const documents = searchDocuments(knowledge);
  if (documents.length !== index.words.documentCount) {
    throw new Error("this search index was built from other content");
  }
  const scores = new Float64Array(documents.length);
  const nearTitles = createNearTitles(documents);
  const misspelt = createMisspelt(documents);
  const soundsLikeName = createNameSounds(documents);

  return (query, { limit = DEFAULT_LIMIT, provider, read, rank } = {}) => {
    const normalised = searchable(query.slice(0, LONGEST_QUERY));
    const tokens = tokenise(normalised);
    const providerClass = provider === undefined ? undefined : knowledge.providers.get(provider)?.class;
    scores.fill(0);
    addScores(scores, tokens, normalised);
    const readTokens = read === undefined || read === normalised ? [] : tokenise(read);
    if (read !== undefined && readTokens.length > 0) addScores(scores, readTokens, read);
    if (rank) rankAgain(rank);
    const found = answering(scores, (document) => {
      const candidate = documents[document];
      return candidate !== undefined && isFor(candidate, provider, providerClass);
    });
    const hits = bestDocuments(found, limit).flatMap(({ document, score }) => {
      const page = documents[document];
      const length = EXCERPT_LENGTH[localeOf(knowledge.locale)];
      return page ? [toHit(page, { score, tokens: [...tokens, ...readTokens], length })] : [];
    });
    const total = found.reduce((count, score) => (score > 0 ? count + 1 : count), 0);
    const named = meansName(tokens, normalised);
    return { normalised, total, named, hits, near: hits.length > 0 ? [] : nearTitles(normalised) };
  };

  function meansName(tokens: readonly Token[], normalised: string): boolean {
    if (index.words.has(wholeTerm(normalised)) || soundsLikeName(normalised)) return true;
    return holdsStrange(tokens, index.words) && misspelt(normalised).length > 0;
  }

  function rankAgain(rank: NonNullable<SearchOptions["rank"]>): void {
    const most = Math.max(...scores) || 1;
    for (const [at, page] of documents.entries()) {
      const score = scores[at] ?? 0;
      if (score > 0) scores[at] = rank(page, score / most);
    }
  }

  function addScores(into: Float64Array, tokens: readonly Token[], normalised: string): void {
    const meant = holdsStrange(tokens, index.words) ? misspelt(normalised) : [];
    const clauses = meant.map((term) => ({ term, field: WORD_FIELD.whole, boost: 1 }));
    if (!isJunk(tokens, index.words) || clauses.length > 0) {
      index.words.addScores(into, [...wordClauses(tokens, normalised), ...clauses]);
    }
    const parts = partsToSound(normalised, tokens, index.words);
    if (parts.length === 0) return;
    const pinyin = index.pinyin();
    pinyin.addScores(into, pinyinClauses(parts, pinyin));
  }
}

/** The scores of those that may be shown and are near the best of them; zero for all others. */
function answering(scores: Float64Array, accepts: (document: number) => boolean): Float64Array {
  const accepted = scores.map((score, document) => (score > 0 && accepts(document) ? score : 0));
  const least = FAR_BEHIND * Math.max(...accepted);
  return accepted.map((score) => (score < least ? 0 : score));
}

function isFor(document: SearchDocument, provider?: string, providerClass?: string): boolean {
  if (provider === undefined) return true;
  if (document.type === "provider") return document.id === provider;
  return document.providerClass === undefined || document.providerClass === providerClass;
}

function toHit(
  document: SearchDocument,
  found: { score: number; tokens: readonly Token[]; length: number },
): SearchHit {
  const { id, type, title, url, topics, provider, prose } = document;
  const excerptOf = type === "faq" || type === "article" ? excerptOfAnswer : excerptAround;
  return {
    ...{ id, type, title, url, topics },
    ...(provider !== undefined && { provider }),
    score: Math.round(found.score * 1000) / 1000,
    excerpt: excerptOf(prose, found.tokens, found.length),
  };
}
