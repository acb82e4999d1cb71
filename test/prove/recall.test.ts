// The short form of `npm run prove:recall`: the served search on the real content, without the libraries beside it.
import { expect, it } from "vitest";
import { loadKnowledge } from "../../bot/load.ts";
import { searchDocuments } from "../../bot/search/documents.ts";
import { generatedQueries } from "../support/generated-queries.ts";
import { REGISTERS } from "../support/search-queries.ts";
import { FLOORS, recallOf, servedSearch } from "./recall.ts";

const knowledge = await loadKnowledge("content");
const queries = generatedQueries(searchDocuments(knowledge));
const recall = recallOf(queries, servedSearch(knowledge));

it("asks for every page by its name", () => {
  const asked = new Set(queries.flatMap(({ register, keys }) => (register === "full" ? keys : [])));
  expect(searchDocuments(knowledge).filter(({ key }) => !asked.has(key))).toEqual([]);
});

it.each(REGISTERS)("finds pages by their names in the register %s", (register) => {
  expect(recall[register]).toBeGreaterThanOrEqual(FLOORS[register]);
});
