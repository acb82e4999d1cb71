// The check of `huanka doctor` of the database: sound, of a schema that is known, keeping what it promised, and heard.
import { existsSync } from "node:fs";
import { Kysely } from "kysely";
import type { Config } from "../../base/config.ts";
import type { Engine } from "../../storage/engines/engine.ts";
import { fileOf } from "../../storage/engines/sqlite-file.ts";
import { inspectFile } from "../../storage/engines/sqlite-inspect.ts";
import { DEAF } from "../../storage/open-store.ts";
import { createRetentionStore } from "../../storage/retention-store.ts";
import { KNOWN_SCHEMAS, unreadableSchemas } from "../../storage/schema.ts";
import type { Tables } from "../../storage/tables/tables.ts";
import { type Finding, messageOf, ok, problem, warning } from "./doctor-checks.ts";

const DAY_MS = 24 * 3_600_000;

export async function checkDatabase(config: Config): Promise<Finding> {
  const { databaseUrl } = config;
  if (!databaseUrl.startsWith("sqlite:")) return checkPostgres(config);
  const path = fileOf(databaseUrl);
  if (!existsSync(path)) return ok(`${path} will be made at the first start`);
  const { damage, schemas, readers, retainedAt } = inspectFile(path);
  if (damage.length > 0) {
    return problem(
      `${path} is damaged: ${damage.join("; ")}. Stop huanka, move the file away, restore a backup.`,
    );
  }
  const unreadable = unreadableSchemas(schemas, readers);
  if (unreadable.length > 0) {
    return problem(
      `${path} has schema ${unreadable.at(-1)}, this version knows up to ${KNOWN_SCHEMAS.at(-1)}. Start the newer version.`,
    );
  }
  const missing = KNOWN_SCHEMAS.filter((name) => !schemas.includes(name)).length;
  if (missing > 0) {
    return warning(
      `${path} is sound; ${missing} schema steps are missing. The next start runs them: back up first.`,
    );
  }
  return (
    lateness(path, retainedAt ? new Date(retainedAt) : undefined) ??
    ok(`${path} is sound, schema ${schemas.at(-1)}`)
  );
}

/** Asks as a node would. Its schema is checked at each start. */
async function checkPostgres({ databaseUrl, databaseWake }: Config): Promise<Finding> {
  const { openPostgres } = await import("../../storage/engines/postgres.ts");
  try {
    const engine = await openPostgres(databaseUrl, databaseWake);
    try {
      const late = lateness("PostgreSQL", await retainedIn(engine));
      if (late) return late;
      if ((await engine.hears()) === false) return warning(`${DEAF}.`);
    } finally {
      await engine.close();
    }
    const told = databaseWake === "poll" ? "nodes look for each other's news" : "nodes hear each other";
    return ok(
      `PostgreSQL answers and keeps what it acknowledges, ${told}; its schema is checked at each start`,
    );
  } catch (error) {
    return problem(messageOf(error).replaceAll("\n", " "));
  }
}

/** Undefined in a database that no server started on yet. */
async function retainedIn(engine: Engine): Promise<Date | undefined> {
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const tables = await db.introspection.getTables();
  const isMade = tables.some(({ name }) => name === "job_beats");
  return isMade ? createRetentionStore(db, engine).lastDone() : undefined;
}

/** The promise that transcripts go after so many days, where it was not kept; undefined before the first run. */
function lateness(where: string, retainedAt: Date | undefined): Finding | undefined {
  const lateDays = retainedAt ? Math.floor((Date.now() - retainedAt.getTime()) / DAY_MS) : 0;
  if (lateDays < 1) return undefined;
  return problem(
    `${where}: old conversations have not been deleted for ${lateDays} days. Look at the clock, then run: npx huanka retention run`,
  );
}
