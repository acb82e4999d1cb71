// What the replies of a turn are about, so that the next message can be read with it.
import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Reply } from "../say/reply.ts";
import type { Said } from "../say/turn-context.ts";
import { isRemembered } from "../understanding/followed.ts";
import { ANSWER_FROM } from "../understanding/matcher/confidence.ts";

/** The matter of the last reply that has one; undefined leaves what was spoken of before. */
export function matterOf(knowledge: Knowledge, said: readonly Said[]): IntentId | undefined {
  return said.map(({ reply }) => matterOfReply(knowledge, reply)).findLast((matter) => matter !== undefined);
}

const LEAST_LIKELY = 0.1; // less likely nobody meant it

/** What else the message may have asked that these replies answer, likeliest first. */
export function otherMeanings(said: readonly Said[]): IntentId[] {
  const why = said.findLast(({ reply }) => reply.why.alternatives !== undefined)?.reply.why;
  return (why?.alternatives ?? [])
    .filter(({ intent, confidence }) => isRemembered(intent) && confidence >= LEAST_LIKELY)
    .map(({ intent }) => intent);
}

/**
 * What a reply is about: what was meant, or the question of its page where a button or a trouble led there. What was only
 * guessed while something else decided is nothing that was spoken of, and no fraud is where none was answered.
 */
function matterOfReply({ faqs }: Knowledge, { key, why }: Reply): IntentId | undefined {
  const { intent, confidence = 1 } = why;
  if (key === "did-you-mean" || (intent === "report_scam" && !key.startsWith("scam"))) return undefined;
  if (intent !== undefined && isRemembered(intent) && confidence >= ANSWER_FROM) return intent;
  const page = /^faq:(.+)$/.exec(key)?.[1];
  return page === undefined ? undefined : faqs.get(page)?.intent;
}
