// 「不是骗子」「没人骗我」: whoever says that there is no fraud is taken at their word, until they tell of one.
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, type Rules, ruleOf } from "../../rules/heard-rules.ts";
import { clausesOrWhole } from "../../text/pauses.ts";
import { findScam } from "./find-scam.ts";
import { harmOf } from "./scam-harm.ts";

const LEAST_LEFT = 4; // letters; fewer left of the clause that denies ask nothing of their own

/** What a normalised message says beside denying a fraud, and "" where it says no more; undefined where it denies none. */
export function besideDenial(rules: Rules, normalised: string): string | undefined {
  if (!hears(rules, RULES.fraudDenied, normalised)) return undefined;
  return clausesOrWhole(normalised)
    .map((clause) => withoutDenial(rules, clause))
    .filter((clause) => clause !== "")
    .join(" ");
}

function withoutDenial(rules: Rules, clause: string): string {
  if (!hears(rules, RULES.fraudDenied, clause)) return clause;
  const left = ruleOf(rules, RULES.fraudDenied)?.without(clause) ?? "";
  return left.replace(/[^\p{L}\p{N}]/gu, "").length < LEAST_LEFT ? "" : left.trim();
}

/** What raises the alarm anew after a denial: a fraud that can be named, or something given away. */
export function tellsOfFraud(rules: Rules, normalised: string): boolean {
  const harm = harmOf(rules, normalised);
  return findScam(rules, normalised) !== undefined || (harm !== undefined && harm !== "none");
}
