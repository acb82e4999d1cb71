// The turn pipeline every channel uses: mask, order, run the bot, commit, wake readers.
import type { ReturnedBy, SecretKind } from "../../bot/ports.ts";
import type { Activity, ActivitySet } from "../base/wire.ts";
import type { OwnerState } from "../desk/rules/owner.ts";
import type { ConversationRecord, FoundConversation } from "../storage/conversation-store.ts";
import type { GuardedQuery, Via } from "../storage/engines/engine.ts";
import type { ClientId } from "../storage/turn-commit.ts";

/** What a channel may pass on from a client; everything else is the server's to set. */
export interface IncomingActivity {
  readonly type: "message" | "event" | "endOfConversation";
  readonly text?: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly locale?: string;
  readonly channelData?: Readonly<Record<string, unknown>> & {
    /** Kinds of secrets that the client covered before sending: they are warned of as if they were found here. */
    readonly covered?: readonly SecretKind[];
  };
  readonly from?: { readonly id?: string; readonly name?: string };
  readonly [key: string]: unknown;
}

/** What somebody at the desk says in a conversation, or an event of theirs; the server puts its own fields on it. */
export interface DeskActivity {
  readonly type: "message" | "event";
  readonly from: Activity["from"];
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly channelData?: Readonly<Record<string, unknown>>;
}

export interface Deed {
  /** The same id of the same person is done once. */
  readonly clientId?: ClientId;
  /** The conversation as it was read a moment ago: decided on first, where nobody is before it in line. */
  readonly found?: FoundConversation;
  /**
   * Decides on the conversation as it is now, at this time; asked again when somebody else was quicker. Throws what
   * refuses it.
   */
  plan(record: ConversationRecord, at: string): Promise<DeedPlan>;
}

export interface DeedPlan {
  /** At least one. */
  readonly say: readonly DeskActivity[];
  /** Who speaks from now on, where that changes. */
  readonly owner?: OwnerState;
  /** Written in the same commit. */
  readonly queries: readonly GuardedQuery[];
  /** The bot speaks again: it says so after `say`. */
  readonly returned?: ReturnedBy;
}

/** What the service itself may say in a conversation: keys in replies.yml. */
export type NoticeKey = "notice.nearly-full" | "notice.opened-elsewhere";

export interface Conversations {
  /** Makes an empty conversation and answers its id. The bot has not spoken yet. */
  open(draft: { locale: string; userId?: string }): Promise<string>;
  /** Runs the greeting once; `created` is false when it ran before. Throws AppError `conversation-not-found`. */
  start(id: string, options?: { locale?: string }): Promise<{ created: boolean }>;
  /**
   * Masks, runs the turn and commits it; resolves when it is durable. The same client id answers the same
   * activity id and runs nothing. Throws AppError `conversation-not-found`, `conversation-full` and `overloaded`.
   */
  post(id: string, activity: IncomingActivity): Promise<{ activityId: string }>;
  /**
   * A deed of the desk, in order with the merchant's messages and committed like them; answers the id of what was said
   * first. Throws AppError `conversation-not-found` and `overloaded`, and what the plan throws.
   */
  act(id: string, deed: Deed): Promise<{ activityId: string }>;
  /** Everything from the watermark on (absent, empty or garbage: from the start), paged. */
  read(id: string, watermark?: string): Promise<ActivitySet & { watermark: string }>;
  /** The watermarks of those that exist, as `read` answers them at their end. */
  watermarks(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Deletes it with everything about it, after the turns under way. Throws AppError `conversation-not-found`, and
   * `deletion-promised` or `deletion-failed` where nothing can be written now.
   */
  remove(id: string): Promise<void>;
  /** A sign that somebody at the desk is writing, for whoever reads along on this node; never stored. */
  showTyping(id: string, from: Activity["from"]): void;
  /** Calls back after each commit, when it is deleted and for typing; a hint only: readers read by watermark. */
  subscribe(id: string, listener: (ephemeral?: Activity, via?: Via) => void): () => void;
}
