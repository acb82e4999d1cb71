// Builders for stored turns: valid by default, the same on every run.

import type { Activity } from "../../src/base/wire.ts";
import type { ConversationStore } from "../../src/storage/conversation-store.ts";
import type { TurnCommit } from "../../src/storage/turn-commit.ts";

const START_MS = Date.UTC(2026, 10, 24);
export const CREATED_AT = new Date(START_MS).toISOString();

/** The activity with this sequence; its timestamp is that many milliseconds after CREATED_AT. */
export function anActivity(conversationId: string, seq: number, text = `text ${seq}`): Activity {
  return {
    type: "message",
    id: `${conversationId}|${String(seq).padStart(7, "0")}`,
    timestamp: new Date(START_MS + seq + 1).toISOString(),
    channelId: "directline",
    conversation: { id: conversationId },
    from: { id: "usr_merchant", role: "user" },
    text,
  };
}

/** A first turn of one message and one reply, unless told otherwise. */
export function aTurn(conversationId: string, changes: Partial<TurnCommit> = {}): TurnCommit {
  const firstSeq = changes.firstSeq ?? 0;
  return {
    conversationId,
    expectedVersion: 0,
    firstSeq,
    activities: [anActivity(conversationId, firstSeq), anActivity(conversationId, firstSeq + 1)],
    clientActivityId: undefined,
    state: { counter: 1 },
    effects: [],
    ...changes,
  };
}

/** Adds one to the counter in the state as the turn pipeline does: load, run, commit, again after a conflict. */
export async function countOne(
  store: ConversationStore,
  conversationId: string,
  clientActivityId: string,
): Promise<"committed" | "duplicate"> {
  for (;;) {
    const record = await store.find(conversationId);
    if (!record) throw new Error(`no conversation ${conversationId}`);
    const counter = (record.state as { counter: number } | undefined)?.counter ?? 0;
    const outcome = await store.commit(
      aTurn(conversationId, {
        expectedVersion: record.version,
        firstSeq: record.nextSeq,
        clientActivityId,
        state: { counter: counter + 1 },
      }),
    );
    if (outcome.kind !== "conflict") return outcome.kind;
  }
}
