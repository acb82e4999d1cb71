// Brings a database to this version's schema: forward only, one transaction, on both engines.
import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { StartError } from "../base/errors.ts";
import type { Engine } from "./engines/engine.ts";
import * as conversations from "./migrations/2026-11-24-conversations.ts";
import * as resumeCodes from "./migrations/2026-11-24-resume-codes.ts";
import * as snapshots from "./migrations/2026-11-24-snapshots.ts";
import * as timedJobs from "./migrations/2026-11-24-timed-jobs.ts";
import * as desk from "./migrations/2026-11-29-desk.ts";
import * as safety from "./migrations/2026-11-29-safety.ts";
import type { Tables } from "./tables/tables.ts";

/** Every migration by its dated name; the order of the names is the order they run in. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "2026-11-24-conversations": conversations,
  "2026-11-24-resume-codes": resumeCodes,
  "2026-11-24-snapshots": snapshots,
  "2026-11-24-timed-jobs": timedJobs,
  "2026-11-29-desk": desk,
  "2026-11-29-safety": safety,
};

/** The names in the order they run in: what `huanka doctor` compares a database with. */
export const KNOWN_SCHEMAS: readonly string[] = Object.keys(MIGRATIONS).sort();

/**
 * Runs the missing migrations, all or none of them. Where there are data already, a copy is kept first; answers where.
 * Throws StartError when the database was made by a newer version, when it cannot be copied, and when a migration fails.
 */
export async function migrate(
  db: Kysely<Tables>,
  engine: Pick<Engine, "keepCopy">,
): Promise<{ copy: string | undefined }> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const had = await schemasOf(db);
  refuseNewer(had);
  const missing = KNOWN_SCHEMAS.filter((name) => !had.includes(name)).at(-1);
  const copy = had.length > 0 && missing !== undefined ? await engine.keepCopy(missing) : undefined;
  const { error } = await migrator.migrateToLatest();
  if (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The database could not be brought up to date, and was left as it was: ${why}\n` +
        "Read the reason above; if another program uses the database, stop it, then start again.",
      { cause: error },
    );
  }
  return { copy };
}

/** Names of the migrations it has, oldest first. */
async function schemasOf(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}

function refuseNewer(schemas: readonly string[]): void {
  const unknown = schemas.filter((name) => !(name in MIGRATIONS));
  if (unknown.length === 0) return;
  throw new StartError(
    `The database has schema ${unknown.at(-1)}, but this version of huanka knows schemas up to ` +
      `${Object.keys(MIGRATIONS).at(-1)} only.\n` +
      "Start the newer version that made it, or restore a backup from before the update.",
  );
}
