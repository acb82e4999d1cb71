// Reads the decisions that a person is needed; they are written with the turn that made them.
import type { Kysely } from "kysely";
import type { Tables } from "./tables/tables.ts";

export interface EscalationRecord {
  readonly id: string;
  readonly conversationId: string;
  /** Sequence of the merchant's activity that led to it. */
  readonly seq: number;
  readonly reason: string;
  readonly provider: string | undefined;
  readonly step: string | undefined;
  readonly createdAt: string;
}

export interface EscalationStore {
  /** Oldest first. */
  list(conversationId: string): Promise<readonly EscalationRecord[]>;
}

export function createEscalationStore(db: Kysely<Tables>): EscalationStore {
  return {
    async list(conversationId) {
      const rows = await db
        .selectFrom("escalations")
        .selectAll()
        .where("conversation_id", "=", conversationId)
        .orderBy("seq")
        .execute();
      return rows.map((row) => ({
        id: row.id,
        conversationId: row.conversation_id,
        seq: row.seq,
        reason: row.reason,
        provider: row.provider ?? undefined,
        step: row.step ?? undefined,
        createdAt: row.created_at,
      }));
    },
  };
}
