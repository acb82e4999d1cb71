// What has already happened to somebody who is being cheated: it decides what to do first.
import { z } from "zod";
import { firstHeard, type Rules } from "../../rules/heard-rules.ts";

/** In rising order of haste: nothing given yet, secrets given, terminal or settlement card in other hands, money gone. */
export const Harm = z.enum(["none", "secrets", "terminal", "money"]);
export type Harm = z.infer<typeof Harm>;

/**
 * What a normalised message says has happened, or undefined when it does not say. The first rule decides: where money is
 * gone, whatever else was given is said on the way.
 */
export function harmOf(rules: Rules, normalised: string): Harm | undefined {
  return Harm.safeParse(firstHeard(rules, "harm", normalised)?.about).data;
}
