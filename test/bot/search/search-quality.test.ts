// The search on queries that people would type; its marks hold on the part that nothing was tuned on.
import { describe, expect, it } from "vitest";
import { createSearch } from "../../../bot/search/search.ts";
import { realContent } from "../../support/real-content.ts";
import { type LabelledQuery, REGISTERS, readSearchQueries } from "../../support/search-queries.ts";

const FEWEST_QUERIES = 240;
const HIT_AT_1 = 0.85;
const HIT_AT_3 = 0.95;

const knowledge = await realContent();
const search = createSearch(knowledge);
const queries = readSearchQueries();
const heldOut = queries.filter(({ isHeldOut }) => isHeldOut);

function share(asked: readonly LabelledQuery[], top: number): number {
  const found = asked.filter(({ query, ids }) =>
    search(query, { limit: top }).hits.some(({ id }) => ids.includes(id)),
  );
  return found.length / asked.length;
}

describe("the hand-written queries", () => {
  it("are many, each once, and expect pages there are", () => {
    expect(queries.length).toBeGreaterThanOrEqual(FEWEST_QUERIES);
    expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
    const { articles, faqs, providers, guides } = knowledge;
    const pages = new Set([articles, faqs, providers, guides].flatMap((kind) => [...kind.keys()]));
    expect(queries.flatMap(({ ids }) => ids).filter((id) => !pages.has(id))).toEqual([]);
  });

  it("find their page first, and among the first three, on the part held out", () => {
    expect(share(heldOut, 1)).toBeGreaterThanOrEqual(HIT_AT_1);
    expect(share(heldOut, 3)).toBeGreaterThanOrEqual(HIT_AT_3);
  });

  it.each(REGISTERS)("find their page in the register %s, held out or not", (register) => {
    const asked = queries.filter((query) => query.register === register);
    expect(share(asked, 1)).toBeGreaterThanOrEqual(HIT_AT_1);
    expect(share(asked, 3)).toBeGreaterThanOrEqual(HIT_AT_3);
  });
});

it.each([
  ["950", "lakala"],
  ["952", "jlpay"],
  ["4007208888", "shengpay"],
  ["(400)7208888", "shengpay"],
  ["400.720.8888", "shengpay"],
  ["+864007208888", "shengpay"],
  ["02195016", "lakala"],
  ["D0", "settlement-days"],
])("a number is found by a beginning, and however a phone or a person writes it: %s", (query, id) => {
  expect(search(query, { limit: 3 }).hits.map((hit) => hit.id)).toContain(id);
});
