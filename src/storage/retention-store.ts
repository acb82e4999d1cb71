// What the retention job asks of storage: when it last ran, and which conversations have been silent for how long.
import type { ExpressionBuilder, Kysely } from "kysely";
import type { Tables } from "./tables/tables.ts";

const JOB = "retention";

export interface RetentionStore {
  /** Notes that the job runs at `now` and answers when it ran before; undefined the first time. */
  beat(now: Date): Promise<Date | undefined>;
  /** How many conversations there are, and how many of them are over and were silent since `before` (ISO time). */
  count(before: string): Promise<{ all: number; old: number }>;
  /** Ids of those, longest silent first. Where a ticket is open or pending, somebody is still to be answered. */
  listOld(before: string, limit: number): Promise<readonly string[]>;
}

export function createRetentionStore(db: Kysely<Tables>): RetentionStore {
  return {
    async beat(now) {
      const row = await db
        .selectFrom("job_beats")
        .select("beat_at")
        .where("job", "=", JOB)
        .executeTakeFirst();
      const beatAt = now.toISOString();
      await db
        .insertInto("job_beats")
        .values({ job: JOB, beat_at: beatAt })
        .onConflict((conflict) => conflict.column("job").doUpdateSet({ beat_at: beatAt }))
        .execute();
      return row && new Date(row.beat_at);
    },

    async count(before) {
      const { all, old } = await db
        .selectFrom("conversations")
        .select((row) => [
          row.fn.countAll<number>().as("all"),
          row.fn
            .countAll<number>()
            .filterWhere("last_at", "<", before)
            .filterWhere((of) => isOver(of))
            .as("old"),
        ])
        .executeTakeFirstOrThrow();
      return { all: Number(all), old: Number(old) };
    },

    async listOld(before, limit) {
      const rows = await db
        .selectFrom("conversations")
        .select("id")
        .where("last_at", "<", before)
        .where((of) => isOver(of))
        .orderBy("last_at")
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

function isOver(row: ExpressionBuilder<Tables, "conversations">) {
  const live = row
    .selectFrom("tickets")
    .select("tickets.id")
    .whereRef("tickets.conversation_id", "=", "conversations.id")
    .where("tickets.status", "in", ["open", "pending"]);
  return row.not(row.exists(live));
}
