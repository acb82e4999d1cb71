// Every page is found by its names, however they are typed.
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { searchDocuments } from "../../../bot/search/documents.ts";
import { createSearch } from "../../../bot/search/search.ts";
import { createReadSearch } from "../../../bot/understanding/read-search.ts";
import { type GeneratedQuery, generatedQueries } from "../../support/generated-queries.ts";
import { realContent } from "../../support/real-content.ts";
import { ENGINES } from "../../support/search-engines.ts";
import { REGISTERS } from "../../support/search-queries.ts";
import type { Proof } from "../proof.ts";

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
  const search = createReadSearch(knowledge, createSearch(knowledge));
  return (query) => search(query, { limit: TOP }).hits.map(({ type, id }) => `${type}/${id}`);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function row(name: string, recall: Recall): string {
  return `${name}: ${REGISTERS.map((register) => `${register} ${percent(recall[register])}`).join(", ")}`;
}

export const proof = {
  name: "recall",
  promise: "Every page is found by its names among the first three, in whatever way they are typed.",
  short: { seconds: 4, options: { beside: false } },
  full: { seconds: 10, options: { beside: true } },
  options: { beside: "whether other search libraries are measured beside it" },
  async run({ beside }: { beside: boolean }) {
    const knowledge = await realContent();
    const documents = searchDocuments(knowledge);
    const queries = generatedQueries(documents);
    const asked = new Set(queries.flatMap(({ register, keys }) => (register === "full" ? keys : [])));
    const ours = recallOf(queries, servedSearch(knowledge));
    const count = (register: Register) => queries.filter((query) => query.register === register).length;
    const others = beside ? Object.entries(ENGINES).filter(([name]) => name !== "huanka") : [];
    return {
      findings: [
        ...documents
          .filter(({ key }) => !asked.has(key))
          .map(({ key }) => `${key} is never asked for by its name`),
        // A share that is no number is below every floor.
        ...REGISTERS.filter((register) => !(ours[register] >= FLOORS[register])).map(
          (register) => `${register} is under its floor of ${percent(FLOORS[register])}`,
        ),
      ],
      figures: [
        `recall at ${TOP} over ${documents.length} pages, ${queries.length} queries (${REGISTERS.map((register) => `${register} ${count(register)}`).join(", ")})`,
        row("floor", FLOORS),
        row("huanka", ours),
        ...others.map(([name, build]) => row(name, recallOf(queries, build(documents).search))),
      ],
    };
  },
} satisfies Proof<{ beside: boolean }>;
