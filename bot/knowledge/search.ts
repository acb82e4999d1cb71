// Full-text search over the help center. lunr keeps the index; how Chinese is cut into terms is ours.
import lunr from "lunr";
import { normalise } from "../understanding/normalise.ts";
import { type Token, tokenise } from "../understanding/tokens.ts";
import { excerptAround } from "./excerpt.ts";
import type { Knowledge } from "./knowledge.ts";
import { isLatinOnly, type PinyinTerm, pinyinTerms, splitSyllables } from "./pinyin.ts";
import { type SearchDocument, searchDocuments } from "./search-documents.ts";
import type { SearchHit } from "./search-hit.ts";

export type { SearchHit };

export interface SearchOptions {
  readonly limit?: number;
  /** Leaves out other providers and the steps of other classes. */
  readonly provider?: string;
}

export type Search = (query: string, options?: SearchOptions) => { normalised: string; hits: SearchHit[] };

const DEFAULT_LIMIT = 10;
const EXCERPT_LENGTH = 80;
/** A title says what a page is about; the questions are many words for the same. */
const FIELD_BOOSTS = { title: 2, questions: 1, body: 1, pinyin: 1 } as const;
type Field = keyof typeof FIELD_BOOSTS;
/** Short texts are told apart by characters, long ones by pairs of them (measured, see docs/adr). */
const TOKEN_BOOSTS: Readonly<Record<Exclude<Field, "pinyin">, Readonly<Record<Token["kind"], number>>>> = {
  title: { char: 1, bigram: 0.5, word: 1 },
  questions: { char: 1, bigram: 0.5, word: 1 },
  body: { char: 0.2, bigram: 1, word: 1 },
};
/** Up to four characters are a keyword rather than a question: there the pair is the word. */
const KEYWORD_LENGTH = 4;
const KEYWORD_BIGRAM_BOOST = 1;
const PINYIN_BOOSTS: Readonly<Record<PinyinTerm["kind"], number>> = {
  syllable: 0.3,
  syllables: 1,
  initials: 1,
};
/** Longer queries say nothing new and cost time. */
const LONGEST_QUERY = 200;

/**
 * Indexes the content once and answers queries from memory. A query is folded like the content, so script, width and
 * case do not matter; it is never read as a query language. Equal scores come in order of content.
 */
export function createSearch(knowledge: Knowledge): Search {
  const documents = new Map(searchDocuments(knowledge).map((document) => [document.key, document]));
  const syllables = new Set<string>();
  const index = buildIndex([...documents.values()], syllables);
  const order = new Map([...documents.keys()].map((key, position) => [key, position]));

  return (query, { limit = DEFAULT_LIMIT, provider } = {}) => {
    const normalised = normalise(query.slice(0, LONGEST_QUERY));
    const tokens = tokenise(normalised);
    if (tokens.length === 0) return { normalised, hits: [] };
    const providerClass = provider === undefined ? undefined : knowledge.providers.get(provider)?.class;
    const hits = index
      .query((clauses) => {
        addTokens(clauses, tokens);
        if (isLatinOnly(normalised)) addPinyin(clauses, tokens, syllables);
      })
      .flatMap(({ ref, score }) => {
        const document = documents.get(ref);
        return document && isFor(document, provider, providerClass) ? [{ document, score }] : [];
      })
      .sort((a, b) => b.score - a.score || position(a.document) - position(b.document))
      .slice(0, limit)
      .map(({ document, score }) => toHit(document, { score, tokens }));
    return { normalised, hits };
  };

  function position({ key }: SearchDocument): number {
    return order.get(key) ?? 0;
  }
}

function buildIndex(documents: readonly SearchDocument[], syllables: Set<string>): lunr.Index {
  const builder = new lunr.Builder();
  // Each field arrives as a list of finished terms; lunr's own trimmer and stemmer would empty Chinese words.
  builder.tokenizer = ((terms: readonly string[]) => terms.map((term) => new lunr.Token(term, {}))) as never;
  builder.ref("key");
  for (const [field, boost] of Object.entries(FIELD_BOOSTS)) builder.field(field, { boost });
  for (const { key, title, names, questions, body } of documents) {
    const typed = names.flatMap((name) => pinyinTerms(normalise(name)));
    for (const { term, kind } of typed) if (kind === "syllable") syllables.add(term);
    builder.add({
      key,
      title: termsOf(title),
      questions: questions.flatMap(termsOf),
      body: termsOf(body),
      pinyin: typed.map(({ term }) => term),
    });
  }
  return builder.build();
}

function termsOf(text: string): string[] {
  return tokenise(normalise(text)).map(({ term }) => term);
}

function addTokens(clauses: lunr.Query, tokens: readonly Token[]): void {
  const isKeyword = tokens.filter(({ kind }) => kind === "char").length <= KEYWORD_LENGTH;
  for (const { term, kind } of tokens) {
    for (const [field, boosts] of Object.entries(TOKEN_BOOSTS)) {
      const boost = isKeyword && kind === "bigram" ? KEYWORD_BIGRAM_BOOST : boosts[kind];
      clauses.term(term, { fields: [field], boost, usePipeline: false });
    }
  }
}

function addPinyin(clauses: lunr.Query, tokens: readonly Token[], syllables: ReadonlySet<string>): void {
  const typed = tokens.map(({ term }) => term);
  const split = typed.flatMap((word) => splitSyllables(word, syllables));
  const add = (term: string, kind: PinyinTerm["kind"]) =>
    clauses.term(term, { fields: ["pinyin"], boost: PINYIN_BOOSTS[kind], usePipeline: false });
  for (const word of typed) add(word, "syllables");
  for (const [at, syllable] of split.entries()) {
    add(syllable, "syllable");
    const next = split[at + 1];
    if (next !== undefined) add(syllable + next, "syllables");
  }
}

function isFor(document: SearchDocument, provider?: string, providerClass?: string): boolean {
  if (provider === undefined) return true;
  if (document.type === "provider") return document.id === provider;
  return document.providerClass === undefined || document.providerClass === providerClass;
}

function toHit(document: SearchDocument, found: { score: number; tokens: readonly Token[] }): SearchHit {
  const { id, type, title, url, topics, provider, body } = document;
  return {
    ...{ id, type, title, url, topics },
    ...(provider !== undefined && { provider }),
    score: Math.round(found.score * 1000) / 1000,
    excerpt: excerptAround(body, found.tokens, EXCERPT_LENGTH),
  };
}
