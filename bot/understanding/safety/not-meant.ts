// What a message cannot mean where it is said, whatever it is like.
import type { IntentId } from "../../knowledge/intent.ts";
import { AFTER_SCAM, OWNER_DIED, RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules } from "../../rules/heard-rules.ts";
import { findScam } from "./find-scam.ts";

interface Where {
  /** Answered or offered before, and said not to be meant. */
  readonly refused?: readonly IntentId[];
  /** Steps are walked; undefined where there is no talk, as in a search. */
  readonly inGuide?: boolean;
  /** A fraud is spoken of. */
  readonly inFraud?: boolean;
  /** Whose terminal it is. */
  readonly provider?: string;
  readonly lastIntent?: IntentId;
}

/**
 * Besides what was refused: no fraud where a merchant tells, of a known company and in its steps or in no talk of fraud, what
 * its own app wants of them, and nobody else is spoken of; no failed step where it is asked whether something will do,
 * 「…行不行」; where the number of a known company is asked for, not whose it is; and in a talk nobody's death where none is told:
 * to be taken for dead hurts more than any answer helps.
 */
export function notMeant(rules: Rules, normalised: string, where: Where): readonly IntentId[] {
  const { refused = [], inGuide, provider, inFraud, lastIntent } = where;
  const isAtWork = provider !== undefined && (inGuide === true || inFraud !== true);
  const calm = isAtWork && isOwnDoing(rules, normalised) ? (["report_scam", AFTER_SCAM] as const) : [];
  const going = hears(rules, RULES.asksWhetherFit, normalised) ? (["flow_stuck"] as const) : [];
  const isKnown = provider !== undefined && hears(rules, RULES.asksForLine, normalised);
  const whose = isKnown ? (["faq_payment_codes", "faq_whose_terminal"] as const) : [];
  const isFollowed = inGuide === undefined || lastIntent === OWNER_DIED;
  const death = isFollowed || hears(rules, RULES.deathTold, normalised) ? [] : [OWNER_DIED];
  return [...refused, ...calm, ...going, ...whose, ...death];
}

/** What the company's own app wants of them, with nobody else in it and like no known fraud. */
export function isOwnDoing(rules: Rules, normalised: string): boolean {
  return hears(rules, RULES.inOwnApp, normalised) && findScam(rules, normalised) === undefined;
}
