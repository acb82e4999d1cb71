// What the matcher sees of a message: characters, bigrams, words, how it begins and ends, and its concepts.

import { heardIn, type Rules } from "../../rules/heard-rules.ts";
import { tokenise } from "../../text/tokens.ts";
import { findScam } from "../safety/find-scam.ts";

const BIGRAM_WEIGHT = 0.7;
const EDGE_WEIGHT = 0.5;
const CONCEPT_WEIGHT = 1.5; // 1 to 2 were equal in cross-validation; 0.5 loses a point

export interface Features {
  /** Term → weight of everything written in the message. */
  readonly written: ReadonlyMap<string, number>;
  /** Term → weight of what we conclude from it; these do not count as known words. */
  readonly concluded: ReadonlyMap<string, number>;
}

/** What merchants say in many ways: one phrasing of an utterance teaches all others. */
const CONCEPT = "concept";
/** The rules by which a message is seen, greeting and thanks aside: a model trained by some reads by the same. */
export const FEATURE_MATTERS: readonly string[] = [CONCEPT, "scam", "politeness"];

/** Terms of different kinds never collide: edges carry `^` or `$`, concepts `#`. */
export function featuresOf(normalised: string, rules: Rules): Features {
  const written = new Map<string, number>();
  for (const { term, kind } of tokenise(normalised)) {
    written.set(term, (written.get(term) ?? 0) + (kind === "bigram" ? BIGRAM_WEIGHT : 1));
  }
  const concepts = heardIn(rules, CONCEPT, normalised).map((id) => `#${id.slice(CONCEPT.length + 1)}`);
  const concluded = new Map(concepts.map((concept) => [concept, CONCEPT_WEIGHT]));
  if (findScam(rules, normalised)) concluded.set("#scam", CONCEPT_WEIGHT);
  const characters = [...normalised.replace(/[\s\p{P}\p{S}]/gu, "")];
  const [first] = characters;
  const last = characters.at(-1);
  if (first !== undefined) concluded.set(`^${first}`, EDGE_WEIGHT);
  if (last !== undefined) concluded.set(`${last}$`, EDGE_WEIGHT);
  return { written, concluded };
}
