// What was just spoken of, or asked by us, lends some of its likelihood to what a message says next.
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import type { Matched } from "./matcher.ts";

/** What a message follows. */
export interface Spoken {
  /** What the last answer was about. */
  readonly lastIntent?: IntentId;
  /** What the answer before is told together with: the questions its page leads to. */
  readonly related?: readonly IntentId[];
  /** What the question that waits for an answer is about: 「在哪看」 while we asked whose terminal it is. */
  readonly open?: IntentId;
  /** The merchant's case, told before and not over: a death, a shop taken over. */
  readonly standing?: IntentId;
}

/** In spoken length; a longer message says by itself what it is about. */
export const FEW_WORDS = 12;
/** What an answer lends to its own matter and to what its page leads to, in margins; see docs/adr. */
const SAME_MATTER = 0.45;
const SAME_MATTER_OF_FEW_WORDS = 0.6;
const NEAR_MATTER = 0.2;

const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}'’]*/gu;
const WORD_IN_CHARACTERS = 2;

/** How much is said: in Chinese the characters, and a word in Latin letters says about as much as two of them. */
export function spokenLength(plain: string): number {
  const words = plain.match(LATIN_WORD)?.length ?? 0;
  const rest = plain.replace(LATIN_WORD, "").replace(/[\s\p{P}\p{S}]+/gu, "");
  return rest.length + words * WORD_IN_CHARACTERS;
}

/**
 * The ranking with what was just spoken of, or asked by us, brought nearer. Steps are no matter of their own: while they
 * run, a case that stands is what is spoken of, and beside another answer it is still near.
 */
export function leant(plain: string, ranked: Matched["ranked"], spoken: Spoken): Matched["ranked"] {
  const { lastIntent, related = [], open, standing } = spoken;
  const same = spokenLength(plain) <= FEW_WORDS ? SAME_MATTER_OF_FEW_WORDS : SAME_MATTER;
  const last = lastIntent !== undefined && !isRebind(lastIntent) ? lastIntent : undefined;
  const about = last ?? standing;
  const lent = (intent: IntentId) => {
    if (intent === about || intent === open) return same;
    return intent === standing || related.includes(intent) ? NEAR_MATTER : 0;
  };
  return ranked
    .filter(({ intent }) => intent !== "illegal_request" || lastIntent === intent)
    .map(({ intent, margin }) => ({ intent, margin: margin + lent(intent) }))
    .sort((a, b) => b.margin - a.margin);
}

/** What is near enough to be meant by what is not sure by itself. */
export function isNear(intent: IntentId, { lastIntent, related = [], open, standing }: Spoken): boolean {
  return [lastIntent, open, standing, ...related].includes(intent) && !isRebind(intent);
}
