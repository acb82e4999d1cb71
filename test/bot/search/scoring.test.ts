// The compact index held to its oracle: what lunr's own index answers to the same terms, document by document.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchDocuments } from "../../../bot/search/documents.ts";
import { WORD_FIELDS, wordTerms } from "../../../bot/search/fields.ts";
import { buildPostings } from "../../../bot/search/postings.ts";
import { decodePostings, encodePostings } from "../../../bot/search/postings-file.ts";
import { wordClauses } from "../../../bot/search/query.ts";
import { bestDocuments, createCompactIndex } from "../../../bot/search/scoring.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { tokenise } from "../../../bot/text/tokens.ts";
import { realContent } from "../../support/real-content.ts";
import { askLunr, lunrOracle } from "../../support/search-engines.ts";
import { readSearchQueries } from "../../support/search-queries.ts";
import { syntheticCorpus } from "../../support/synthetic-corpus.ts";

const knowledge = await realContent();
const documents = searchDocuments(knowledge);
const postings = buildPostings(documents.map(wordTerms), WORD_FIELDS.length);
const index = createCompactIndex(
  postings,
  WORD_FIELDS.map(({ boost }) => boost),
);
const oracle = lunrOracle(documents);
/** lunr adds in another order, which moves the last bits of a sum. */
const DECIMALS = 9;

interface Ranked {
  readonly key: string | undefined;
  readonly score: number;
}

function ours(query: string): Ranked[] {
  const normalised = normalise(query);
  const scores = new Float64Array(documents.length);
  index.addScores(scores, wordClauses(tokenise(normalised), normalised));
  const ranked = bestDocuments(scores, documents.length);
  return ranked.map(({ document, score }) => ({ key: documents[document]?.key, score }));
}

const place = new Map(documents.map(({ key }, at) => [key, at]));

/** The same documents with the same scores, ours best first and what is equal in order of content. */
function expectSame(query: string): void {
  const [found, expected] = [ours(query), new Map(lunrRanks(query).map(({ key, score }) => [key, score]))];
  const placeOf = ({ key }: Ranked) => place.get(key ?? "") ?? 0;
  const bestFirst = found.toSorted((a, b) => b.score - a.score || placeOf(a) - placeOf(b));
  expect(found, query).toEqual(bestFirst);
  expect(new Set(found.map(({ key }) => key)), query).toEqual(new Set(expected.keys()));
  for (const { key, score } of found)
    expect(score, `${query}: ${key}`).toBeCloseTo(expected.get(key) ?? Number.NaN, DECIMALS);
}

function lunrRanks(query: string): Ranked[] {
  return askLunr(oracle, query)
    .map(({ ref, score }) => ({ key: ref, score }))
    .filter(({ score }) => score > 0);
}

/** The two sums lie on either side of where nine decimals are rounded. */
const ROUNDED_APART = ["兴业银行", "机身标签、签购单或合同上写着“浦发银行”或 SPDB，由浦发", "只改那一处，再"];

describe("the compact index", () => {
  it("ranks and scores every document exactly as lunr does, for every hand-written query", () => {
    for (const { query } of readSearchQueries()) expectSame(query);
  });

  it("does so for any mixture of what stands in the content", () => {
    const pieces = documents.flatMap(({ title, body }) => [title, body.slice(0, 30), body.slice(40, 47)]);
    const query = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(query, (parts) => expectSame(parts.join(" "))),
      { numRuns: 50, examples: [[ROUNDED_APART]] },
    );
  });

  it("counts the same however many documents lunr holds at a time", () => {
    const { documents: many, queries } = syntheticCorpus(knowledge, {
      shape: "short",
      size: 1_200,
      queries: 20,
    });
    const counted = buildPostings(many.map(wordTerms), WORD_FIELDS.length);
    const sliced = createCompactIndex(
      counted,
      WORD_FIELDS.map(({ boost }) => boost),
    );
    const whole = lunrOracle(many);
    for (const { query } of queries) {
      const scores = new Float64Array(many.length);
      sliced.addScores(scores, wordClauses(tokenise(normalise(query)), normalise(query)));
      const expected = askLunr(whole, query)[0]?.score ?? Number.NaN;
      expect(Math.max(...scores), query).toBeCloseTo(expected, DECIMALS);
    }
  });
});

describe("the index file", () => {
  it("brings back what was written", () => {
    expect(decodePostings(encodePostings(postings))).toEqual(postings);
    const empty = buildPostings([], WORD_FIELDS.length);
    expect(decodePostings(encodePostings(empty))).toEqual(empty);
  });

  it("refuses a file that is cut short, grown or foreign, and never reads on without end", () => {
    const bytes = encodePostings(postings);
    expect(() => decodePostings(bytes.subarray(0, bytes.length - 1))).toThrow("cut short");
    expect(() => decodePostings(Uint8Array.from([...bytes, 0]))).toThrow("cut short");
    expect(() => decodePostings(new TextEncoder().encode("{}"))).toThrow("no search index");
    expect(() => decodePostings(bytes.subarray(0, 5))).toThrow();
  });
});

describe("the choice of the best", () => {
  it("is what sorting all of them gives", () => {
    const scores = fc.array(fc.nat({ max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 12 }), fc.nat({ max: 3 }), (values, limit, refused) => {
        const accepts = (document: number) => document % 4 !== refused;
        const expected = values
          .map((score, document) => ({ document, score }))
          .filter(({ document, score }) => score > 0 && accepts(document))
          .sort((a, b) => b.score - a.score || a.document - b.document)
          .slice(0, limit);
        expect(bestDocuments(Float64Array.from(values), limit, accepts)).toEqual(expected);
      }),
    );
  });
});
