// What a message cannot mean where it is said, whatever it is like.
import type { IntentId } from "../../knowledge/intent.ts";
import { AFTER_SCAM, RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules } from "../../rules/heard-rules.ts";
import { findScam } from "./find-scam.ts";

interface Where {
  /** Answered or offered before, and said not to be meant. */
  readonly refused?: readonly IntentId[];
  /** Steps are walked. */
  readonly inGuide?: boolean;
  /** Whose terminal it is. */
  readonly provider?: string;
}

/**
 * Besides what was refused: no fraud where a merchant tells, in the steps of a known company, what its own app wants of
 * them, and nobody else is spoken of; and no failed step where it is asked whether something will do, 「…行不行」.
 */
export function notMeant(rules: Rules, normalised: string, where: Where): readonly IntentId[] {
  const { refused = [], inGuide, provider } = where;
  const isAtWork = inGuide === true && provider !== undefined;
  const calm = isAtWork && isOwnDoing(rules, normalised) ? (["report_scam", AFTER_SCAM] as const) : [];
  const going = hears(rules, RULES.asksWhetherFit, normalised) ? (["flow_stuck"] as const) : [];
  return [...refused, ...calm, ...going];
}

/** What the company's own app wants of them, with nobody else in it and like no known fraud. */
export function isOwnDoing(rules: Rules, normalised: string): boolean {
  return hears(rules, RULES.inOwnApp, normalised) && findScam(rules, normalised) === undefined;
}
