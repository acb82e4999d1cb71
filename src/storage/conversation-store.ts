// The record of conversations: what the turn pipeline asks of storage. One contract suite over every engine.
import type { Effect } from "../../bot/ports.ts";
import type { Activity } from "../base/wire.ts";

export interface ConversationRecord {
  readonly id: string;
  readonly userId: string | undefined;
  readonly locale: string;
  /** The bot's plain state, or undefined before the first turn. */
  readonly state: unknown;
  /** Rises by one with each commit; compared and swapped. 0 before the first. */
  readonly version: number;
  /** Count of durable activities = the next sequence number = the watermark. */
  readonly nextSeq: number;
  readonly createdAt: string;
  /** Timestamp of the last committed activity; later ones must be greater. */
  readonly lastAt: string;
}

/** One turn's whole effect: the merchant's activity, the replies, the new state and the effects. */
export interface TurnCommit {
  readonly conversationId: string;
  readonly expectedVersion: number;
  /** In order; the first has sequence `firstSeq`, each id is already `<conversation>|<sequence>`. */
  readonly firstSeq: number;
  readonly activities: readonly Activity[];
  /** Idempotency key of the merchant's activity, if the client sent one. */
  readonly clientActivityId: string | undefined;
  /** The bot's new state. Absent: the turn failed, and the state before it stays. */
  readonly state?: unknown;
  readonly effects: readonly Effect[];
  /** The content snapshot of this turn, where it is another than that of the turn before. */
  readonly newContent?: string | undefined;
  /** Earlier activities stored anew under their sequence: a later message showed that they held part of a secret. */
  readonly rewrites?: readonly { readonly seq: number; readonly activity: Activity }[];
}

export type CommitOutcome =
  | { readonly kind: "committed" }
  /** Somebody else committed first: load again and run the turn again. */
  | { readonly kind: "conflict" }
  /** The same client id is stored already; its turn has run. */
  | { readonly kind: "duplicate"; readonly activityId: string };

export interface ConversationStore {
  create(draft: { id: string; userId?: string; locale: string; createdAt: string }): Promise<void>;
  find(id: string): Promise<ConversationRecord | undefined>;
  /** The activity stored under this client id, if any. */
  findActivityId(conversationId: string, clientActivityId: string): Promise<string | undefined>;
  /** Durable with everything it holds when it resolves to `committed`. */
  commit(turn: TurnCommit): Promise<CommitOutcome>;
  /** Activities with sequence ≥ `fromSeq`, in order, at most `limit`. */
  list(conversationId: string, fromSeq: number, limit: number): Promise<readonly Activity[]>;
  /** The watermarks of those of the given conversations that exist, in one look. */
  watermarks(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Deletes it with everything about it, durably. False when there is none. */
  delete(id: string): Promise<boolean>;
  /** Deletes likewise those that were silent since `before` (ISO time), and answers how many went. */
  deleteSilent(ids: readonly string[], before: string): Promise<number>;
  /** Ids of conversations in their own order, after the given one (empty: from the first), at most `limit`. */
  listIds(after: string, limit: number): Promise<readonly string[]>;
}
