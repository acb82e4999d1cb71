// Messages that only make sense after the last answer: 「那要多久」, 「要带啥」, 「那盛付通呢」.
import type { IntentId } from "../knowledge/intent.ts";

const LONGEST = 12; // characters; a longer message says by itself what it is about
const LEADS_ON = /^(?:那么?|然后|还有|另外|所以|这个|那个)+(?=.)|(?:呢|啊|呀|哦)+$/g;
const SMALLEST = 2; // characters that must be left to ask anything

/** What an answer of ours was about, so that a next question may lean on it. */
export function canBeFollowed(intent: IntentId): boolean {
  return /^(?:rebind|faq|verify|contact)_/.test(intent);
}

/**
 * The question written out with what it is about, to be recognised again: 「那要多久」 → 「换卡要多久」. Undefined when
 * the message is long or names the card itself.
 */
export function writtenOut(normalised: string): string | undefined {
  if (normalised.length > LONGEST || /卡|换|绑/.test(normalised)) return undefined;
  const bare = normalised.replace(/[\s\p{P}\p{S}]+/gu, "").replace(LEADS_ON, "");
  return [...bare].length >= SMALLEST ? `换卡${bare}` : undefined;
}
