// The audit's rows: appended behind the known end, or not at all, so that the chain has no fork.
import type { Kysely } from "kysely";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";

export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  /** JSON, as it was hashed. */
  readonly data: string;
  readonly prev: string;
  readonly hash: string;
}

export interface AuditStore {
  head(): Promise<{ seq: number; hash: string }>;
  /** False when somebody else appended meanwhile. Durable when it answers true. */
  append(behind: { seq: number; hash: string }, rows: readonly AuditRow[]): Promise<boolean>;
  /** In order, after `seq`. */
  list(after: number, limit: number): Promise<readonly AuditRow[]>;
  /** The newest first, below `before`; from the end where that is 0. */
  listBack(before: number, limit: number): Promise<readonly AuditRow[]>;
}

export function createAuditStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): AuditStore {
  return {
    async head() {
      const { seq, hash } = await db
        .selectFrom("audit_head")
        .select(["seq", "hash"])
        .executeTakeFirstOrThrow();
      return { seq, hash };
    },

    async append(behind, rows) {
      const last = rows.at(-1);
      if (!last) return true;
      const head = db
        .updateTable("audit_head")
        .set({ seq: last.seq, hash: last.hash })
        .where("seq", "=", behind.seq)
        .where("hash", "=", behind.hash)
        .compile();
      const entries = db
        .insertInto("audit")
        .values([...rows])
        .compile();
      const batch = [
        { query: head, rows: 1 },
        { query: entries, rows: rows.length },
      ];
      return (await engine.commitBatch(batch)) === "committed";
    },

    async list(after, limit) {
      return db
        .selectFrom("audit")
        .selectAll()
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(limit)
        .execute();
    },

    async listBack(before, limit) {
      const all = db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(limit);
      return (before === 0 ? all : all.where("seq", "<", before)).execute();
    },
  };
}
