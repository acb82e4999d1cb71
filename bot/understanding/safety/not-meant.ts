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
  /** A fraud is spoken of. */
  readonly inFraud?: boolean;
  /** Whose terminal it is. */
  readonly provider?: string;
}

/**
 * Besides what was refused: no fraud where a merchant tells, of a known company and in its steps or in no talk of fraud, what
 * its own app wants of them, and nobody else is spoken of; no failed step where it is asked whether something will do, 「…行不行」; and where the
 * number of a known company is asked for, not whose it is.
 */
export function notMeant(rules: Rules, normalised: string, where: Where): readonly IntentId[] {
  const { refused = [], inGuide, provider, inFraud } = where;
  const isAtWork = provider !== undefined && (inGuide === true || inFraud !== true);
  const calm = isAtWork && isOwnDoing(rules, normalised) ? (["report_scam", AFTER_SCAM] as const) : [];
  const going = hears(rules, RULES.asksWhetherFit, normalised) ? (["flow_stuck"] as const) : [];
  const isKnown = provider !== undefined && hears(rules, RULES.asksForLine, normalised);
  const whose = isKnown ? (["faq_payment_codes", "faq_whose_terminal"] as const) : [];
  return [...refused, ...calm, ...going, ...whose];
}

/** What the company's own app wants of them, with nobody else in it and like no known fraud. */
export function isOwnDoing(rules: Rules, normalised: string): boolean {
  return hears(rules, RULES.inOwnApp, normalised) && findScam(rules, normalised) === undefined;
}
