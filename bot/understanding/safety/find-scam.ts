// Recognises that somebody is being cheated, and by which of the known scams: what is at stake is somebody's money, so the
// matcher is told of it, and a notice that reads like a known fraud gets more than a verdict on its number.
import { ScamId } from "../../knowledge/scam.ts";
import { firstHeard, type Rules } from "../../rules/heard-rules.ts";

export interface FoundScam {
  /** Which of content/scams.yml, when it can be told. */
  readonly scam: ScamId | undefined;
}

/**
 * The scam a normalised message tells of, or undefined. The first rule decides: what names the scam is written before
 * what only says that there is one.
 */
export function findScam(rules: Rules, normalised: string): FoundScam | undefined {
  const rule = firstHeard(rules, "scam", normalised);
  return rule && { scam: ScamId.safeParse(rule.about).data };
}
