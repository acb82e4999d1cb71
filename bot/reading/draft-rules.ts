// The rules of a draft and the lists that they share.
import { compileRules, type Rules } from "../rules/heard-rules.ts";
import type { Lists } from "../rules/pattern.ts";
import type { Draft } from "./draft.ts";

/** The lists of `rules/words.yml`, by name. */
export function listsOf({ words }: Draft): Lists {
  return new Map(words.flatMap(({ yaml }) => Object.entries(yaml.value)));
}

/** Compiled; the draft must have passed the checks. */
export function rulesOf(draft: Draft): Rules {
  return compileRules(
    draft.rules.map(({ yaml }) => yaml.value),
    listsOf(draft),
  );
}
