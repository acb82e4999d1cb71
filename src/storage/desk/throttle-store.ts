// How often something was tried, counted for all nodes and over restarts.
import { type Kysely, sql } from "kysely";
import type { Tables } from "../tables/tables.ts";

export interface ThrottleStore {
  /** Counts one more try and answers how many there were in this window, and when it ends. */
  count(key: string, window: { now: Date; seconds: number }): Promise<{ points: number; resetAt: string }>;
  /** Forgets a key: it was who they said. */
  forget(key: string): Promise<void>;
  /** Forgets whose window was over before `at`: who tried, and from where, is kept no longer than it counts. */
  dropOver(at: string): Promise<void>;
}

export function createThrottleStore(db: Kysely<Tables>): ThrottleStore {
  return {
    async count(key, { now, seconds }) {
      const at = now.toISOString();
      const resetAt = new Date(now.getTime() + seconds * 1_000).toISOString();
      // One statement, so that tries made at once are all counted.
      const row = await db
        .insertInto("throttle")
        .values({ key, points: 1, reset_at: resetAt })
        .onConflict((conflict) =>
          conflict.column("key").doUpdateSet({
            points: sql<number>`case when throttle.reset_at <= ${at} then 1 else throttle.points + 1 end`,
            reset_at: sql<string>`case when throttle.reset_at <= ${at} then ${resetAt} else throttle.reset_at end`,
          }),
        )
        .returning(["points", "reset_at"])
        .executeTakeFirstOrThrow();
      return { points: row.points, resetAt: row.reset_at };
    },

    async forget(key) {
      await db.deleteFrom("throttle").where("key", "=", key).execute();
    },

    async dropOver(at) {
      await db.deleteFrom("throttle").where("reset_at", "<=", at).execute();
    },
  };
}
