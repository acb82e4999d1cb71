// What the retention job asks of storage: whose turn it is to run, when it last did its work, and which conversations
// have been silent for how long. Nothing here grows with the number of all conversations.
import { type ExpressionBuilder, type Kysely, sql } from "kysely";
import type { Engine } from "./engines/engine.ts";
import { hourOf } from "./rows/hour-of.ts";
import type { Tables } from "./tables/tables.ts";

/** When a node last looked, and when old conversations were last known to be gone. */
const [LOOKED, DONE] = ["retention", "retention-done"] as const;
/** Below this the engine's own estimate is not needed. */
const COUNTED = 100_000;

export interface RetentionStore {
  /**
   * Takes the run at `now` for this node, unless another had it since `notSince`; a beat in the future is of a clock that
   * was wrong. Answers when the run before was, undefined the first time; nothing when the run is another's.
   */
  claim(now: Date, notSince: Date): Promise<{ readonly previous: Date | undefined } | undefined>;
  /** Notes that at `now` nothing older than promised is left. */
  noteDone(now: Date): Promise<void>;
  /** When that was last so; undefined before the first run. */
  lastDone(): Promise<Date | undefined>;
  /** How many conversations there are: exact below a hundred thousand, else as the engine estimates it. */
  all(): Promise<number>;
  /** How many of them are over and were silent since `before` (ISO time); `most` when there are more. */
  old(before: string, most: number): Promise<number>;
  /** Ids of those, longest silent first, to the hour. Where a ticket is open or pending, somebody is still to be answered. */
  listOld(before: string, limit: number): Promise<readonly string[]>;
}

export function createRetentionStore(
  db: Kysely<Tables>,
  engine: Pick<Engine, "estimateRows">,
): RetentionStore {
  const beatOf = async (job: string) => {
    const row = await db.selectFrom("job_beats").select("beat_at").where("job", "=", job).executeTakeFirst();
    return row && new Date(row.beat_at);
  };
  const oldOnes = (before: string) =>
    db
      .selectFrom("conversations")
      .where("last_hour", "<=", hourOf(before))
      .where("last_at", "<", before)
      .where((of) => isOver(of));

  return {
    async claim(now, notSince) {
      const beat_at = now.toISOString();
      const previous = await beatOf(LOOKED);
      if (!previous) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto("job_beats")
          .values({ job: LOOKED, beat_at })
          .onConflict((conflict) => conflict.column("job").doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 0n ? undefined : { previous };
      }
      if (previous > notSince && previous <= now) return undefined;
      const { numUpdatedRows } = await db
        .updateTable("job_beats")
        .set({ beat_at })
        .where("job", "=", LOOKED)
        .where("beat_at", "=", previous.toISOString())
        .executeTakeFirst();
      return numUpdatedRows === 0n ? undefined : { previous };
    },

    async noteDone(now) {
      const beat_at = now.toISOString();
      await db
        .insertInto("job_beats")
        .values({ job: DONE, beat_at })
        .onConflict((conflict) => conflict.column("job").doUpdateSet({ beat_at }))
        .execute();
    },

    lastDone: () => beatOf(DONE),

    async all() {
      const some = db.selectFrom("conversations").select("id").limit(COUNTED).as("some");
      const counted = await countOf(
        db.selectFrom(some).select(({ fn }) => fn.countAll<number>().as("count")),
      );
      return counted < COUNTED ? counted : Math.max(counted, await engine.estimateRows("conversations"));
    },

    old: (before, most) =>
      countOf(
        db
          .selectFrom(oldOnes(before).select("id").limit(most).as("some"))
          .select(({ fn }) => fn.countAll<number>().as("count")),
      ),

    async listOld(before, limit) {
      const rows = await oldOnes(before).select("id").orderBy("last_hour").limit(limit).execute();
      return rows.map(({ id }) => id);
    },
  };
}

async function countOf(query: { executeTakeFirstOrThrow(): Promise<{ count: number }> }): Promise<number> {
  return Number((await query.executeTakeFirstOrThrow()).count);
}

function isOver(row: ExpressionBuilder<Tables, "conversations">) {
  const live = row
    .selectFrom("tickets")
    .select(sql`1`.as("one"))
    .whereRef("tickets.conversation_id", "=", "conversations.id")
    .where("tickets.status", "in", ["open", "pending"]);
  return row.not(row.exists(live));
}
