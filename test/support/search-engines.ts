// Search engines behind one face, so that bench and proof ask each the same: ours, lunr's scorer, and four libraries.
import { create, insertMultiple, save, search as searchOrama } from "@orama/orama";
import { Charset, Document } from "flexsearch";
import lunr from "lunr";
import MiniSearch from "minisearch";
import type { SearchDocument } from "../../bot/search/documents.ts";
import { PINYIN_FIELDS, pinyinTerms, WORD_FIELDS, wordTerms } from "../../bot/search/fields.ts";
import { buildPostings, lunrBuilder } from "../../bot/search/postings.ts";
import { encodePostings } from "../../bot/search/postings-file.ts";
import { wordClauses } from "../../bot/search/query.ts";
import { bestDocuments, createCompactIndex } from "../../bot/search/scoring.ts";
import { normalise } from "../../bot/text/normalise.ts";
import { tokenise } from "../../bot/text/tokens.ts";

export interface Engine {
  /** Keys, best first, at most ten. */
  search(query: string): string[];
  /** The index as it would be shipped; the second file, if any, apart. */
  files(): (string | Uint8Array)[];
}

type Build = (documents: readonly SearchDocument[]) => Engine;

const MOST = 10;
const plainFields = ({ key, title, questions, body }: SearchDocument) => ({
  ...{ id: key, title, body },
  questions: questions.join("\n"),
});
/** What a user of these libraries arrives at after reading that Chinese has no blanks: pairs of characters and words. */
const pairs = (text: string) =>
  tokenise(normalise(text)).flatMap(({ term, kind }) => (kind === "char" ? [] : [term]));

export const ENGINES: Readonly<Record<string, Build>> = {
  huanka(documents) {
    const postings = buildPostings(documents.map(wordTerms), WORD_FIELDS.length);
    const index = createCompactIndex(
      postings,
      WORD_FIELDS.map(({ boost }) => boost),
    );
    const scores = new Float64Array(documents.length);
    return {
      search(query) {
        const normalised = normalise(query);
        scores.fill(0);
        index.addScores(scores, wordClauses(tokenise(normalised), normalised));
        return bestDocuments(scores, MOST).map(({ document }) => documents[document]?.key ?? "");
      },
      files() {
        const spoken = buildPostings(documents.map(pinyinTerms), PINYIN_FIELDS.length);
        return [encodePostings(postings), encodePostings(spoken)];
      },
    };
  },
  "lunr, our tokens"(documents) {
    const index = lunrOracle(documents);
    return {
      search: (query) =>
        askLunr(index, query)
          .slice(0, MOST)
          .map(({ ref }) => ref),
      files: () => [JSON.stringify(index)],
    };
  },
  "lunr, as it is"(documents) {
    const index = lunr(function () {
      this.ref("key");
      for (const { name } of WORD_FIELDS.slice(0, 3)) this.field(name);
      for (const { key, title, questions, body } of documents) {
        this.add({ key, title, questions: questions.join(" "), body });
      }
    });
    const words = (query: string) => query.replace(/[^\p{L}\p{N}\s]/gu, " "); // its query language would throw
    return {
      search: (query) =>
        index
          .search(words(query))
          .slice(0, MOST)
          .map(({ ref }) => ref),
      files: () => [JSON.stringify(index)],
    };
  },
  "MiniSearch, pairs"(documents) {
    const index = new MiniSearch({
      fields: ["title", "questions", "body"],
      tokenize: pairs,
      searchOptions: { boost: { title: 2 } },
    });
    index.addAll(documents.map(plainFields));
    return {
      search: (query) =>
        index
          .search(query)
          .slice(0, MOST)
          .map(({ id }) => String(id)),
      files: () => [JSON.stringify(index)],
    };
  },
  "FlexSearch, CJK"(documents) {
    const index = new Document({
      document: { id: "id", index: ["title", "questions", "body"] },
      encoder: Charset.CJK,
    });
    for (const document of documents) index.add(plainFields(document));
    return {
      search: (query) =>
        index.search(query, { limit: MOST, suggest: true, merge: true }).map(({ id }) => String(id)),
      files() {
        const parts: string[] = [];
        index.export((_name, data) => void parts.push(String(data)));
        return [parts.join("\n")];
      },
    };
  },
  "Orama, pairs"(documents) {
    const index = create({
      schema: { id: "string", title: "string", questions: "string", body: "string" },
      components: {
        tokenizer: { language: "english", normalizationCache: new Map(), tokenize: pairs },
      },
    });
    void insertMultiple(index, documents.map(plainFields)); // done when it returns: nothing in it waits
    return {
      search(query) {
        const found = searchOrama(index, {
          term: query,
          properties: ["title", "questions", "body"],
          boost: { title: 2 },
          limit: MOST,
        });
        if ("then" in found) throw new Error("Orama answered later: its hooks are expected to be none");
        return found.hits.map(({ document }) => document.id);
      },
      files: () => [JSON.stringify(save(index))],
    };
  },
};

/** The index as lunr itself builds and scores it, over our terms. */
export function lunrOracle(documents: readonly SearchDocument[]): lunr.Index {
  const builder = lunrBuilder(WORD_FIELDS);
  for (const document of documents) {
    const terms = wordTerms(document);
    const fields = Object.fromEntries(WORD_FIELDS.map(({ name }, field) => [name, terms[field] ?? []]));
    builder.add({ key: document.key, ...fields });
  }
  return builder.build();
}

/** Our query, asked of lunr. */
export function askLunr(index: lunr.Index, query: string): lunr.Index.Result[] {
  const normalised = normalise(query);
  return index.query((clauses) => {
    for (const { term, field, boost } of wordClauses(tokenise(normalised), normalised)) {
      clauses.term(term, { fields: [WORD_FIELDS[field]?.name ?? ""], boost, usePipeline: false });
    }
  });
}
