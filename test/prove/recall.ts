// `npm run prove:recall`: every page is found by its names, however they are typed. Exit code 1 under a floor.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { searchDocuments } from "../../bot/search/documents.ts";
import { createSearch } from "../../bot/search/search.ts";
import { type GeneratedQuery, generatedQueries } from "../support/generated-queries.ts";
import { ENGINES } from "../support/search-engines.ts";
import { REGISTERS } from "../support/search-queries.ts";

type Register = (typeof REGISTERS)[number];
export type Recall = Readonly<Record<Register, number>>;

const TOP = 3; // what a phone shows without scrolling

/**
 * The least share of queries whose page must be among the first three. Initials of different names coincide
 * (yszf is 银盛支付 and 易生支付), and a wrong character may leave a piece that stands on many pages.
 */
export const FLOORS: Recall = {
  full: 0.99,
  substring: 0.95,
  hant: 0.99,
  pinyin: 0.97,
  initials: 0.97,
  typo: 0.95,
};

/** Recall at three of the search as it is served, per register. */
export function recallOf(
  queries: readonly GeneratedQuery[],
  search: (query: string) => readonly string[],
): Recall {
  const share = (register: Register) => {
    const asked = queries.filter((query) => query.register === register);
    const found = asked.filter(({ query, keys }) =>
      search(query)
        .slice(0, TOP)
        .some((key) => keys.includes(key)),
    );
    return found.length / asked.length;
  };
  return Object.fromEntries(REGISTERS.map((register) => [register, share(register)])) as Recall;
}

/** Keys as the served search gives them. */
export function servedSearch(knowledge: Knowledge): (query: string) => string[] {
  const search = createSearch(knowledge);
  return (query) => search(query, { limit: TOP }).hits.map(({ type, id }) => `${type}/${id}`);
}

async function prove(): Promise<void> {
  const knowledge = await loadKnowledge("content");
  const documents = searchDocuments(knowledge);
  const queries = generatedQueries(documents);
  const count = (register: Register) => queries.filter((query) => query.register === register).length;
  console.log(`recall at ${TOP} over ${documents.length} pages`);
  console.log(["".padEnd(20), ...REGISTERS.map((register) => register.padStart(10))].join(""));
  console.log(
    ["queries".padEnd(20), ...REGISTERS.map((register) => String(count(register)).padStart(10))].join(""),
  );
  console.log(row("floor", FLOORS));
  const ours = recallOf(queries, servedSearch(knowledge));
  console.log(row("huanka", ours));
  for (const [name, build] of Object.entries(ENGINES)) {
    if (name !== "huanka") console.log(row(name, recallOf(queries, build(documents).search)));
  }
  const low = REGISTERS.filter((register) => ours[register] < FLOORS[register]);
  for (const register of low) console.log(`MISSED: ${register} is under its floor`);
  if (low.length > 0) process.exitCode = 1;
}

function row(name: string, recall: Recall): string {
  const figures = REGISTERS.map((register) => `${(100 * recall[register]).toFixed(1)} %`.padStart(10));
  return name.padEnd(20) + figures.join("");
}

if (import.meta.main) await prove();
