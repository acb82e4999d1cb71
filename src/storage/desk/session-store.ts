// Sessions of members of staff. Of the cookie only its digest is kept.
import type { Kysely } from "kysely";
import { AppError } from "../../base/errors.ts";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";

export interface SessionRecord {
  readonly hash: string;
  readonly staffId: string;
  /** The account's version when it began: a session of another version is over. */
  readonly staffVersion: number;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  /** Until when a second proof was given. */
  readonly elevatedUntil: string | undefined;
  readonly label: string;
}

export interface SessionStore {
  add(session: SessionRecord): Promise<void>;
  findAll(hashes: readonly string[]): Promise<readonly SessionRecord[]>;
  list(staffId: string): Promise<readonly SessionRecord[]>;
  touch(hash: string, at: string): Promise<void>;
  elevate(hash: string, until: string): Promise<void>;
  /** Durable when it resolves; false when there was none of this account. */
  remove(hash: string, staffId: string): Promise<boolean>;
  removeExpired(at: string): Promise<void>;
}

export function createSessionStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): SessionStore {
  return {
    async add({ hash, staffId, staffVersion, createdAt, seenAt, expiresAt, elevatedUntil, label }) {
      const query = db
        .insertInto("staff_sessions")
        .values({
          ...{ hash, staff_id: staffId, staff_version: staffVersion, created_at: createdAt },
          ...{ seen_at: seenAt, expires_at: expiresAt, elevated_until: elevatedUntil ?? null, label },
        })
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { session: outcome });
    },

    async findAll(hashes) {
      if (hashes.length === 0) return [];
      const rows = await db.selectFrom("staff_sessions").selectAll().where("hash", "in", hashes).execute();
      return rows.map(toSession);
    },

    async list(staffId) {
      const rows = await db
        .selectFrom("staff_sessions")
        .selectAll()
        .where("staff_id", "=", staffId)
        .orderBy("created_at")
        .execute();
      return rows.map(toSession);
    },

    async touch(hash, at) {
      await db.updateTable("staff_sessions").set({ seen_at: at }).where("hash", "=", hash).execute();
    },

    async elevate(hash, until) {
      await db
        .updateTable("staff_sessions")
        .set({ elevated_until: until })
        .where("hash", "=", hash)
        .execute();
    },

    async remove(hash, staffId) {
      const query = db
        .deleteFrom("staff_sessions")
        .where("hash", "=", hash)
        .where("staff_id", "=", staffId)
        .compile();
      return (await engine.commitBatch([{ query, rows: 1 }])) === "committed";
    },

    async removeExpired(at) {
      await db.deleteFrom("staff_sessions").where("expires_at", "<", at).execute();
    },
  };
}

function toSession(row: {
  hash: string;
  staff_id: string;
  staff_version: number;
  created_at: string;
  seen_at: string;
  expires_at: string;
  elevated_until: string | null;
  label: string;
}): SessionRecord {
  return {
    ...{ hash: row.hash, staffId: row.staff_id, staffVersion: row.staff_version, label: row.label },
    ...{ createdAt: row.created_at, seenAt: row.seen_at, expiresAt: row.expires_at },
    elevatedUntil: row.elevated_until ?? undefined,
  };
}
