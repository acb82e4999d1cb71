// A name with little beside it: whose terminal it is, and what is asked about it.
import type { IntentId } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import type { Decision } from "./decide.ts";
import { canBeFollowed } from "./followed.ts";
import type { Named } from "./named.ts";
import type { Mention } from "./names/mention-role.ts";

interface Around {
  readonly lastIntent?: IntentId;
  readonly inGuide?: boolean;
  /** Whether words ask nothing when they are read alone. */
  readonly saysNothing: (rest: string) => boolean;
}

const SURE_OF_A_NAME = 0.9; // a provider's name alone: almost always its card is to be changed

/** A provider's name and little else: its card is to be changed, or the last question is asked for it. */
export function recogniseByName(
  rules: Rules,
  { normalised, mentions, provider, unlistedText }: Named,
  context: Around,
): Pick<Decision, "intent" | "rule" | "confidence"> | undefined {
  if (provider === undefined && unlistedText === undefined) return undefined;
  const names = unlistedText === undefined ? mentions : [...mentions, { text: unlistedText }];
  const rest = names.reduce((text, name) => text.replace(name.text, ""), normalised);
  const isAlone = hears(rules, RULES.nameAlone, rest) || isFew(rest, mentions, context.saysNothing);
  if (!isAlone) return undefined;
  return { ...aboutNamed(rules, normalised, context), confidence: SURE_OF_A_NAME };
}

/** A name alone asks for the card to be changed; after an answer, 「那盛付通呢」 asks the same once more. */
function aboutNamed(
  rules: Rules,
  normalised: string,
  { lastIntent, inGuide }: Around,
): Pick<Decision, "intent" | "rule"> {
  const switches = inGuide === true && hears(rules, RULES.switches, normalised);
  const asksAbout = hears(rules, RULES.asksAbout, normalised) && !switches;
  return lastIntent !== undefined && canBeFollowed(lastIntent) && asksAbout
    ? { intent: lastIntent, rule: RULES.asksAbout }
    : { intent: "rebind_howto", rule: RULES.nameAlone };
}

/** Words that ask and steer nothing: beside a name they leave it the name alone. */
export function asksNothing({ zone, intent }: Decision): boolean {
  return zone !== "answer" || intent === "acknowledge" || intent === "chitchat";
}

const LONGEST_BESIDE_A_NAME = 4; // characters; more words beside a name are a sentence of their own

/** Whether the few words beside a name say nothing when they are read alone: 「不对 是盛付通」. */
function isFew(rest: string, mentions: readonly Mention[], saysNothing: (rest: string) => boolean): boolean {
  const isShort = lettersOf(rest).length <= LONGEST_BESIDE_A_NAME && /\p{Script=Han}/u.test(rest);
  return isShort && !mentions.some(({ role }) => role === "card" || role === "denied") && saysNothing(rest);
}

/** Letters and digits only. */
export function lettersOf(plain: string): string {
  return plain.replace(/[^\p{L}\p{N}]/gu, "");
}
