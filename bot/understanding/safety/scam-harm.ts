// What has already happened to somebody who is being cheated: it decides what to do first.
import { z } from "zod";
import { RULES } from "../../knowledge/own-ids.ts";
import { firstHeard, hears, type Rules } from "../../rules/heard-rules.ts";

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

/** What is known to have happened, and what was known before money was said to be gone. */
export interface KnownHarm {
  readonly harm?: Harm | undefined;
  readonly lesserHarm?: Harm | undefined;
}

/**
 * What is known after one more message. Whoever gave something and names what they did not give has given it all the same;
 * whoever says that the other got nothing, or that no money is gone, takes back what we had understood.
 */
export function harmAfter(rules: Rules, { harm, lesserHarm }: KnownHarm, normalised: string): KnownHarm {
  const told = harmOf(rules, normalised);
  if (harm === "money" && told !== "money" && hears(rules, RULES.moneySafe, normalised)) {
    const left = lesserHarm ?? "none";
    return { harm: told === undefined || told === "none" ? left : told };
  }
  if (harm === "secrets" && (told ?? "none") === "none" && hears(rules, RULES.gaveNothing, normalised))
    return { harm: "none" };
  if (told === "none") return { harm: harm ?? told, lesserHarm };
  if (told === undefined || told === harm) return { harm, lesserHarm };
  return { harm: told, lesserHarm: told === "money" ? harm : lesserHarm };
}
