// Accounts of the people at the desk.
import type { Kysely, Selectable } from "kysely";
import { AppError } from "../../base/errors.ts";
import type { Role } from "../../desk/rules/policy.ts";
import type { Engine, GuardedQuery } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";

export interface StaffRecord {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly status: "invited" | "active" | "disabled";
  readonly availability: "online" | "away";
  readonly seenAt: string | undefined;
  /** Rises with role, password and state. */
  readonly version: number;
  readonly queues: readonly string[];
}

/** What proves that somebody is who they say; read where they sign in and nowhere else. */
export interface StaffProof {
  readonly id: string;
  readonly password: string | undefined;
  readonly totp: string | undefined;
  readonly totpStep: number;
}

export interface StaffStore {
  /** False when the login is taken. */
  add(draft: { id: string; login: string; name: string; role: Role; at: string }): Promise<boolean>;
  find(id: string): Promise<StaffRecord | undefined>;
  findAll(ids: readonly string[]): Promise<readonly StaffRecord[]>;
  findByLogin(login: string): Promise<StaffRecord | undefined>;
  list(): Promise<readonly StaffRecord[]>;
  proofOf(id: string): Promise<StaffProof | undefined>;
  /** Whether anybody can answer: an agent or a lead who is active. */
  isStaffed(): Promise<boolean>;
  /** Changes and raises the version, which ends their sessions. False when somebody else changed it meanwhile. */
  change(record: StaffRecord, changes: StaffChanges, more?: readonly GuardedQuery[]): Promise<boolean>;
  /** Uses the code of a step up. False when it was used before. */
  useStep(id: string, step: number): Promise<boolean>;
  setAvailability(id: string, availability: StaffRecord["availability"], at: string): Promise<void>;
  /** A sign of life. */
  touch(id: string, at: string): Promise<void>;
}

export type StaffChanges = Partial<
  Pick<Selectable<Tables["staff"]>, "role" | "status" | "password" | "totp" | "name">
>;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createStaffStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): StaffStore {
  async function read(where: { ids?: readonly string[]; login?: string }): Promise<readonly StaffRecord[]> {
    if (where.ids?.length === 0) return [];
    let query = db.selectFrom("staff").selectAll().orderBy("created_at").orderBy("id");
    if (where.ids !== undefined) query = query.where("id", "in", where.ids);
    if (where.login !== undefined) query = query.where("login", "=", where.login);
    const rows = await query.execute();
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const queues = await db.selectFrom("staff_queues").selectAll().where("staff_id", "in", ids).execute();
    return rows.map((row) => ({
      ...{ id: row.id, login: row.login, name: row.name, role: row.role, status: row.status },
      ...{ availability: row.availability, seenAt: row.seen_at ?? undefined, version: row.version },
      queues: queues.filter(({ staff_id }) => staff_id === row.id).map(({ queue_id }) => queue_id),
    }));
  }

  return {
    async add({ id, login, name, role, at }) {
      const row = db
        .insertInto("staff")
        .values({
          ...{ id, login, name, role, password: null, totp: null, totp_step: 0, status: "invited" },
          ...{ availability: "online", seen_at: null, version: 1, created_at: at },
        })
        .compile();
      const queues = await db.selectFrom("queues").select("id").execute();
      const own = queues.map((queue) => ({
        query: db.insertInto("staff_queues").values({ staff_id: id, queue_id: queue.id }).compile(),
        rows: 1,
      }));
      return (await engine.commitBatch([{ query: row, rows: 1 }, ...own])) === "committed";
    },

    find: async (id) => (await read({ ids: [id] }))[0],
    findAll: (ids) => read({ ids }),
    findByLogin: async (login) => (await read({ login }))[0],
    list: () => read({}),

    async proofOf(id) {
      const row = await db.selectFrom("staff").selectAll().where("id", "=", id).executeTakeFirst();
      return (
        row && {
          id,
          password: row.password ?? undefined,
          totp: row.totp ?? undefined,
          totpStep: row.totp_step,
        }
      );
    },

    async isStaffed() {
      const row = await db
        .selectFrom("staff")
        .select("id")
        .where("status", "=", "active")
        .where("role", "in", ["agent", "lead"])
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async change({ id, version }, changes, more = []) {
      const query = db
        .updateTable("staff")
        .set({ ...changes, version: version + 1 })
        .where("id", "=", id)
        .where("version", "=", version)
        .compile();
      return (await engine.commitBatch([{ query, rows: 1 }, ...more])) === "committed";
    },

    async useStep(id, step) {
      const query = db
        .updateTable("staff")
        .set({ totp_step: step })
        .where("id", "=", id)
        .where("totp_step", "<", step)
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (typeof outcome !== "string") throw new AppError("internal", { staff: id, ...outcome });
      return outcome === "committed";
    },

    async setAvailability(id, availability, at) {
      const own = db.updateTable("staff").where("id", "=", id);
      await own.set({ availability, seen_at: at }).execute();
    },

    async touch(id, at) {
      await db.updateTable("staff").set({ seen_at: at }).where("id", "=", id).execute();
    },
  };
}
