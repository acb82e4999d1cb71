// The desk's events by number, read from where somebody left off, and the one number that all of them share.
import type { Kysely } from "kysely";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { event } from "./ticket-statements.ts";

export interface DeskEventRow {
  readonly seq: number;
  readonly kind: string;
  readonly ticketId: string;
}

export interface EventStore {
  /** The number of the latest event. Read before rows, it can only be too low, never too high. */
  clock(): Promise<number>;
  /** Those after `seq`, in order, at most `limit`; undefined where events after it are no longer kept. */
  after(seq: number, limit: number): Promise<readonly DeskEventRow[] | undefined>;
  /** Drops those from before `at`, and answers how many went. */
  dropBefore(at: string): Promise<number>;
  /** Tells of a ticket whose row did not change: a note, a draft. Durable when it resolves. */
  tell(ticketId: string, kind: string, at: string): Promise<void>;
}

export function createEventStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): EventStore {
  return {
    async clock() {
      const { seq } = await db.selectFrom("desk_clock").select("seq").executeTakeFirstOrThrow();
      return seq;
    },

    async after(seq, limit) {
      const rows = await db
        .selectFrom("desk_events")
        .select(["seq", "kind", "ticket_id"])
        .where("seq", ">", seq)
        .orderBy("seq")
        .limit(limit)
        .execute();
      const [first] = rows;
      const isWhole = first ? first.seq === seq + 1 : (await this.clock()) === seq;
      if (!isWhole) return undefined;
      return rows.map(({ ticket_id, ...row }) => ({ ...row, ticketId: ticket_id }));
    },

    async dropBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom("desk_events")
        .where("at", "<", at)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },

    async tell(ticketId, kind, at) {
      await engine.commitBatch(event(db, ticketId, kind, at));
    },
  };
}
