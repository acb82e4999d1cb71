// One result of a search, as the bot, the pages and the browser see it. Types only, so that the browser may read it.
import type { IntentId } from "../knowledge/intent.ts";

export interface SearchHit {
  readonly id: string;
  readonly type: "article" | "faq" | "provider" | "guide";
  readonly title: string;
  readonly url: string;
  readonly topics: readonly IntentId[];
  readonly provider?: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
  /** Plain text around the match. */
  readonly excerpt: string;
}

/** A page to offer where nothing was found. */
export interface NearTitle {
  readonly title: string;
  readonly url: string;
}
