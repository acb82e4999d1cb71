// Changes each fact in memory, renders everything, and compares what differs with what is listed.
import type { Fact } from "../../../bot/knowledge/fact.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { placeKey } from "../../../src/facts/place.ts";
import { allPlaces, changesBetween, whereShown, withValue } from "../../../src/facts/shown-facts.ts";
import { realContent } from "../../support/real-content.ts";
import type { Proof } from "../proof.ts";

const DAY = "2026-11-24";

export interface FactsProof {
  readonly facts: number;
  /** Places that differ, summed over all facts. */
  readonly places: number;
  /** Listed but equal, different but not listed, or said by the bot without naming the fact. */
  readonly mismatches: readonly string[];
}

/** Every fact, or every `step`-th. */
export function proveFacts(knowledge: Knowledge, step = 1): FactsProof {
  const before = allPlaces(knowledge, DAY);
  const listed = whereShown(knowledge, DAY);
  const facts = [...knowledge.facts.values()].filter((_, index) => index % step === 0);
  const results = facts.map((fact) => {
    const after = allPlaces(withValue(knowledge, fact.id, anotherValue(fact)), DAY);
    const changes = changesBetween(before, after);
    const differ = new Set(changes.map(({ place }) => placeKey(place)));
    const expected = new Set((listed.get(fact.id) ?? []).map(placeKey));
    const silent = changes.filter(({ place }) => place.facts && !place.facts.includes(fact.id));
    return {
      places: differ.size,
      mismatches: [
        ...[...expected]
          .filter((key) => !differ.has(key))
          .map((key) => `${fact.id}: listed, but equal: ${key}`),
        ...[...differ]
          .filter((key) => !expected.has(key))
          .map((key) => `${fact.id}: differs, but not listed: ${key}`),
        ...silent.map(({ place }) => `${fact.id}: said without naming the fact: ${placeKey(place)}`),
      ],
    };
  });
  return {
    facts: facts.length,
    places: results.reduce((sum, { places }) => sum + places, 0),
    mismatches: results.flatMap(({ mismatches }) => mismatches),
  };
}

/** Of the form its kind has, so that it is linked and judged as the true one is. */
function anotherValue({ kind, value }: Fact): string {
  if (kind === "phone") return "95999";
  return kind === "website" ? "www.another-value.cn" : `${value}（改过）`;
}

export const proof = {
  name: "facts",
  promise: "For every fact, exactly the pages and replies are listed that differ once its value changes.",
  short: { seconds: 8, options: { every: 9 } },
  full: { seconds: 60, options: { every: 1 } },
  options: { every: "of so many facts one is changed" },
  async run({ every }: { every: number }) {
    const knowledge = await realContent();
    const { facts, places, mismatches } = proveFacts(knowledge, every);
    const expected = Math.ceil(knowledge.facts.size / every);
    return {
      findings: [
        ...mismatches,
        ...(facts === expected && places > facts
          ? []
          : [`${facts} facts of ${expected} at ${places} places`]),
      ],
      figures: [`${facts} facts changed, ${places} places differ, ${mismatches.length} mismatches`],
    };
  },
} satisfies Proof<{ every: number }>;
