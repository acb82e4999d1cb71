// The check of `huanka doctor` of the releases: whether what lies in the content folder is what merchants are told.
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { type Dialect, Kysely, SqliteDialect } from "kysely";
import { ContentError } from "../../../bot/reading/content-error.ts";
import type { Config } from "../../base/config.ts";
import { generationOf, placeOf, releaseWith, shortHash } from "../../served/content-heads.ts";
import { readFolderNow } from "../../served/read-folder-now.ts";
import { fileOf } from "../../storage/engines/sqlite-file.ts";
import { createHeadStore, type Heads, type Release } from "../../storage/head-store.ts";
import type { Tables } from "../../storage/tables/tables.ts";
import { type Finding, messageOf, ok, warning } from "./doctor-checks.ts";

/** Only warnings: what is served then passed every check, and nobody is turned away. */
export async function checkRelease({ databaseUrl, contentDir, preview }: Config): Promise<Finding> {
  if (preview) return ok("none with PREVIEW: the folder is served as it is saved");
  try {
    const releases = await releasesIn(databaseUrl);
    if (releases.length === 0) return ok("none yet: the first start enters what the folder holds");
    const loaded = await readFolderNow(contentDir);
    return compare(new Map(loaded.map(({ knowledge }) => [knowledge.locale, knowledge.hash])), releases);
  } catch (error) {
    if (error instanceof ContentError)
      return warning(`the folder is broken, so the newest release goes on being served: see content above`);
    return warning(`cannot be compared with the folder: ${messageOf(error).replaceAll("\n", " ")}`);
  }
}

function compare(folder: Heads, releases: readonly Release[]): Finding {
  const served = generationOf(releases);
  const place = placeOf(folder, releases);
  if (place === "current") return ok(`the folder holds what is served, generation ${served}`);
  if (place === "new")
    return warning(
      `the folder is newer than what is served, generation ${served}: a running server takes it up within seconds, ` +
        "else the next start. If a running one does not, its log says why: content refused.",
    );
  const head = releases.at(-1)?.heads;
  const left = [...folder].flatMap(([locale, hash]) =>
    head?.get(locale) !== hash && releaseWith(releases, hash) ? [hash] : [],
  );
  const hash = left[0] ?? [...folder.values()][0] ?? "";
  return warning(
    `the folder holds generation ${releaseWith(releases, hash)?.generation}, and generation ${served} is served from the database. ` +
      `Update the folder, or go back to what it holds: npx huanka content release ${shortHash(hash)}`,
  );
}

/** None where no server started yet. */
async function releasesIn(databaseUrl: string): Promise<readonly Release[]> {
  if (!databaseUrl.startsWith("sqlite:")) {
    const { openPostgres } = await import("../../storage/engines/postgres.ts");
    const engine = await openPostgres(databaseUrl, "poll");
    try {
      return await allIn(engine.dialect);
    } finally {
      await engine.close();
    }
  }
  const path = fileOf(databaseUrl);
  if (!existsSync(path)) return [];
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return await allIn(new SqliteDialect({ database }));
  } finally {
    database.close();
  }
}

async function allIn(dialect: Dialect): Promise<readonly Release[]> {
  const db = new Kysely<Tables>({ dialect });
  const tables = await db.introspection.getTables();
  return tables.some(({ name }) => name === "content_heads") ? createHeadStore(db).all() : [];
}
