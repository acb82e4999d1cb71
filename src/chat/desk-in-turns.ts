// What the turn pipeline asks of the desk; it knows nothing of tickets itself. The desk, above it, supplies the answers.
import type { DeskView, Effect } from "../../bot/ports.ts";
import type { OwnerState } from "../desk/rules/owner.ts";
import type { Placed } from "../desk/rules/packet.ts";
import type { ConversationRecord } from "../storage/conversation-store.ts";
import type { GuardedQuery } from "../storage/engines/engine.ts";

/** A turn as it is about to be committed. */
export interface TurnAtDesk {
  readonly record: ConversationRecord;
  readonly placed: readonly Placed[];
  /** Earlier activities as they are stored anew. */
  readonly rewrites: readonly Placed[];
  readonly effects: readonly Effect[];
  /** What the bot knew of the queue in this turn. */
  readonly view: DeskView | undefined;
  /** The bot's state after it. */
  readonly state: unknown;
  readonly at: string;
}

export interface DeskInTurns {
  /**
   * The merchant's place in the queue: where they wait, or would wait from this turn on. Undefined where nobody stands
   * behind the bot. `at`: of the turn.
   */
  viewFor(
    record: ConversationRecord,
    turn: { readonly effects: readonly Effect[]; readonly at: string },
  ): Promise<DeskView | undefined>;
  /** What the desk writes with a turn. Nothing, for a conversation that was never about a ticket and calls nobody. */
  written(turn: TurnAtDesk): Promise<{ owner?: OwnerState; desk?: readonly GuardedQuery[] }>;
}
