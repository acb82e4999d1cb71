// Brings a database to this version's schema: forward only, one transaction, on both engines. The version before can
// go on serving over it, so that nodes are updated one by one, and back.
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
import * as sharedSchema from "./migrations/2026-11-29-shared-schema.ts";
import * as tiedChannels from "./migrations/2026-11-29-tied-channels.ts";
import * as waitingLines from "./migrations/2026-11-29-waiting-lines.ts";
import * as whyNot from "./migrations/2026-11-29-why-not.ts";
import * as shortRows from "./migrations/2026-11-30-short-rows.ts";
import * as staffedHours from "./migrations/2026-11-30-staffed-hours.ts";
import * as whichContent from "./migrations/2026-11-30-which-content.ts";
import * as withoutReplies from "./migrations/2026-11-30-without-replies.ts";
import * as withoutTimes from "./migrations/2026-11-30-without-times.ts";
import type { Tables } from "./tables/tables.ts";

/** The first schema that keeps who can read it; versions from before serve over their own schema only. */
const KEEPS_READERS = "2026-11-29-shared-schema";

export interface SchemaStep extends Pick<Migration, "up"> {
  /**
   * The oldest schema whose versions can serve over this one. A step adds what is new, and the one that takes away what
   * was replaced comes a version later, with the name of the step that added.
   */
  readonly readableBy?: string;
}

/** Every migration by its dated name; the order of the names is the order they run in. */
export const SCHEMA_STEPS: Readonly<Record<string, SchemaStep>> = {
  "2026-11-24-conversations": conversations,
  "2026-11-24-resume-codes": resumeCodes,
  "2026-11-24-snapshots": snapshots,
  "2026-11-24-timed-jobs": timedJobs,
  "2026-11-29-desk": desk,
  "2026-11-29-safety": safety,
  [KEEPS_READERS]: sharedSchema,
  "2026-11-29-tied-channels": tiedChannels,
  "2026-11-29-waiting-lines": waitingLines,
  "2026-11-29-why-not": whyNot,
  "2026-11-30-short-rows": shortRows,
  "2026-11-30-staffed-hours": staffedHours,
  "2026-11-30-which-content": whichContent,
  "2026-11-30-without-replies": withoutReplies,
  "2026-11-30-without-times": withoutTimes,
};

/** As the migrator runs them: each writes down who can read it. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = Object.fromEntries(
  Object.entries(SCHEMA_STEPS).map(([schema, { up, readableBy }]) => [
    schema,
    {
      async up(db: Kysely<Pick<Tables, "schema_readers">>) {
        await up(db);
        if (readableBy !== undefined)
          await db.insertInto("schema_readers").values({ schema, readable_by: readableBy }).execute();
      },
    },
  ]),
);

/** The names in the order they run in: what `huanka doctor` compares a database with. */
export const KNOWN_SCHEMAS: readonly string[] = Object.keys(MIGRATIONS).sort();

/**
 * Runs the missing migrations, all or none of them. Where there are data already, a copy is kept first; answers where.
 * A newer schema that names this version as its reader is left as it is; answers its name.
 * Throws StartError when a newer version made it unreadable, when it cannot be copied, and when a migration fails.
 */
export async function migrate(
  db: Kysely<Tables>,
  engine: Pick<Engine, "keepCopy">,
): Promise<{ copy?: string | undefined; newer?: string }> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const had = await schemasOf(db);
  const newer = had.filter((name) => !(name in MIGRATIONS)).at(-1);
  if (newer !== undefined) {
    refuseUnreadable(had, await readersOf(db, had));
    return { newer };
  }
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

async function readersOf(db: Kysely<Tables>, had: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (!had.includes(KEEPS_READERS)) return new Map();
  const rows = await db.selectFrom("schema_readers").selectAll().execute();
  return new Map(rows.map(({ schema, readable_by }) => [schema, readable_by]));
}

/** The steps of a database that this version neither knows nor may serve over, given what each says of its readers. */
export function unreadableSchemas(
  had: readonly string[],
  readers: ReadonlyMap<string, string>,
): readonly string[] {
  const unknown = had.filter((name) => !(name in MIGRATIONS));
  // Two versions that came from different ones: neither is the other's past.
  if (unknown.length > 0 && KNOWN_SCHEMAS.some((name) => !had.includes(name))) return unknown;
  return unknown.filter((name) => !((readers.get(name) ?? "") in MIGRATIONS));
}

function refuseUnreadable(had: readonly string[], readers: ReadonlyMap<string, string>): void {
  const unreadable = unreadableSchemas(had, readers);
  if (unreadable.length === 0) return;
  throw new StartError(
    `The database has schema ${unreadable.at(-1)}, but this version of huanka knows schemas up to ` +
      `${KNOWN_SCHEMAS.at(-1)} only.\n` +
      "Start the newer version that made it, or restore a backup from before the update.",
  );
}
