// Links that let somebody set a password, each for one use, and recovery codes; of both only digests are kept.
import type { Kysely } from "kysely";
import { AppError } from "../../base/errors.ts";
import type { Engine, GuardedQuery } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";

export interface LinkRecord {
  readonly hash: string;
  readonly staffId: string;
  readonly kind: "setup" | "invite" | "reset";
  readonly expiresAt: string;
}

export interface LinkStore {
  /** An earlier link of the same account stops working. */
  add(link: LinkRecord): Promise<void>;
  /** One that is alive and was not used. */
  find(hash: string, at: string): Promise<LinkRecord | undefined>;
  /** Statements that use it up and give the account these recovery codes, for the batch that sets the password. */
  using(link: LinkRecord, codes: readonly string[], at: string): Promise<readonly GuardedQuery[]>;
  /** Uses a recovery code up. False when there is none. */
  useCode(staffId: string, hash: string, at: string): Promise<boolean>;
}

export function createLinkStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): LinkStore {
  return {
    async add({ hash, staffId, kind, expiresAt }) {
      await db.deleteFrom("staff_links").where("staff_id", "=", staffId).execute();
      const query = db
        .insertInto("staff_links")
        .values({ hash, staff_id: staffId, kind, expires_at: expiresAt, used_at: null })
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { link: outcome });
    },

    async find(hash, at) {
      const row = await db
        .selectFrom("staff_links")
        .selectAll()
        .where("hash", "=", hash)
        .where("used_at", "is", null)
        .where("expires_at", ">", at)
        .executeTakeFirst();
      return row && { hash, staffId: row.staff_id, kind: row.kind, expiresAt: row.expires_at };
    },

    async using({ hash, staffId }, codes, at) {
      const link = db
        .updateTable("staff_links")
        .set({ used_at: at })
        .where("hash", "=", hash)
        .where("used_at", "is", null)
        .compile();
      const old = await db
        .selectFrom("recovery_codes")
        .select("hash")
        .where("staff_id", "=", staffId)
        .execute();
      const dropped = db.deleteFrom("recovery_codes").where("staff_id", "=", staffId).compile();
      const given = db
        .insertInto("recovery_codes")
        .values(codes.map((code) => ({ staff_id: staffId, hash: code, used_at: null })))
        .compile();
      return [
        { query: link, rows: 1 },
        { query: dropped, rows: old.length },
        { query: given, rows: codes.length },
      ];
    },

    async useCode(staffId, hash, at) {
      const query = db
        .updateTable("recovery_codes")
        .set({ used_at: at })
        .where("staff_id", "=", staffId)
        .where("hash", "=", hash)
        .where("used_at", "is", null)
        .compile();
      return (await engine.commitBatch([{ query, rows: 1 }])) === "committed";
    },
  };
}
