// What a merchant is told of a pasted number, address or account.
import type { Knowledge } from "../knowledge/knowledge.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { earlierEvidence } from "./earlier-evidence.ts";
import { evidenceKey, type Finding, type Verdict, verdictOf } from "./verdict.ts";

export interface Judgement {
  readonly verdict: Verdict;
  /** Id of the provider it belongs to, or pretends to. */
  readonly provider?: string;
  /** One or two sentences for the merchant: what was found, and why that decides. */
  readonly evidence: string;
}

/**
 * The finding in the words of the content. A content from before it held these sentences says what the code said then:
 * conversations stand in it, and their transcripts replay.
 */
export function toJudgement(knowledge: Knowledge, { key, params, provider }: Finding): Judgement {
  const verdict = verdictOf(key);
  const owner = provider === undefined ? undefined : knowledge.providers.get(provider)?.name;
  const replyKey = evidenceKey(key);
  const evidence = knowledge.replies.has(replyKey)
    ? replyText(knowledge, replyKey, params)
    : earlierEvidence(knowledge.locale, { key, verdict, params, owner });
  return { verdict, evidence, ...(provider !== undefined && { provider }) };
}
