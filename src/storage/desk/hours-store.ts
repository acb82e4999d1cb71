// The desk's hours. All queues keep the same ones.
import type { CompiledQuery, Kysely } from "kysely";
import { AppError } from "../../base/errors.ts";
import type { Hours } from "../../desk/rules/hours.ts";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";

export interface HoursStore {
  /** Undefined for a queue that is always open. */
  of(queueId: string): Promise<Hours | undefined>;
  /** Those of the desk. Undefined while none were set. */
  get(): Promise<Hours | undefined>;
  /** For every queue; undefined is always open. Durable when it resolves. */
  set(hours: Hours | undefined): Promise<void>;
}

const ID = "desk";

export function createHoursStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): HoursStore {
  const kept = () =>
    db
      .selectFrom("desk_hours")
      .innerJoin("queues", "queues.hours_id", "desk_hours.id")
      .select(["workday", "restday", "exceptions"]);

  return {
    async of(queueId) {
      const row = await kept().where("queues.id", "=", queueId).executeTakeFirst();
      return row && toHours(row);
    },

    async get() {
      const row = await kept().limit(1).executeTakeFirst();
      return row && toHours(row);
    },

    async set(hours) {
      const all = await db.selectFrom("queues").select("id").execute();
      const queues = db
        .updateTable("queues")
        .set({ hours_id: hours ? ID : null })
        .compile();
      const outcome = await engine.commitBatch([
        ...(hours ? [{ query: stored(db, hours), rows: 1 }] : []),
        { query: queues, rows: all.length },
      ]);
      if (outcome !== "committed") throw new AppError("overloaded", { hours: outcome });
    },
  };
}

function stored(db: Kysely<Tables>, { workday, restday, exceptions }: Hours): CompiledQuery {
  const columns = {
    workday: JSON.stringify(workday),
    restday: JSON.stringify(restday),
    exceptions: JSON.stringify(exceptions),
  };
  return db
    .insertInto("desk_hours")
    .values({ id: ID, title: ID, ...columns })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
    .compile();
}

function toHours(row: Pick<Tables["desk_hours"], "workday" | "restday" | "exceptions">): Hours {
  return {
    workday: JSON.parse(row.workday),
    restday: JSON.parse(row.restday),
    exceptions: JSON.parse(row.exceptions),
  };
}
