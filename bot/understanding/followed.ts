// Which meanings a next message may lean on.
import type { IntentId } from "../knowledge/intent.ts";

/** What an answer of ours was about, so that a next question may lean on it. */
export function canBeFollowed(intent: IntentId): boolean {
  return /^(?:rebind|faq|verify|contact)_/.test(intent);
}

const REMEMBERED: readonly IntentId[] = ["report_scam", "illegal_request", "sensitive_data"];

/** What the conversation remembers of its last answer. */
export function isRemembered(intent: IntentId): boolean {
  return canBeFollowed(intent) || REMEMBERED.includes(intent);
}
