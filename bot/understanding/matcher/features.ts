// What the matcher sees of a message: characters, bigrams, words, how it begins and ends, and its concepts.

import { tokenise } from "../../text/tokens.ts";
import { findScam } from "../safety/scam-rules.ts";
import { findConcepts } from "./concepts.ts";

const BIGRAM_WEIGHT = 0.7;
const EDGE_WEIGHT = 0.5;
const CONCEPT_WEIGHT = 1.5; // 1 to 2 were equal in cross-validation; 0.5 loses a point

export interface Features {
  /** Term → weight of everything written in the message. */
  readonly written: ReadonlyMap<string, number>;
  /** Term → weight of what we conclude from it; these do not count as known words. */
  readonly concluded: ReadonlyMap<string, number>;
}

/** Terms of different kinds never collide: edges carry `^` or `$`, concepts `#`. */
export function featuresOf(normalised: string): Features {
  const written = new Map<string, number>();
  for (const { term, kind } of tokenise(normalised)) {
    written.set(term, (written.get(term) ?? 0) + (kind === "bigram" ? BIGRAM_WEIGHT : 1));
  }
  const concluded = new Map(findConcepts(normalised).map((concept) => [`#${concept}`, CONCEPT_WEIGHT]));
  if (findScam(normalised)) concluded.set("#scam", CONCEPT_WEIGHT);
  const characters = [...normalised.replace(/[\s\p{P}\p{S}]/gu, "")];
  const [first] = characters;
  const last = characters.at(-1);
  if (first !== undefined) concluded.set(`^${first}`, EDGE_WEIGHT);
  if (last !== undefined) concluded.set(`${last}$`, EDGE_WEIGHT);
  return { written, concluded };
}
