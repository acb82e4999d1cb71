// Databases as an earlier schema left them, full of odd data, on both engines; and their contents as one text.
import { copyFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { inspectFile } from "../../src/storage/engines/sqlite-inspect.ts";
import { KNOWN_SCHEMAS, MIGRATIONS } from "../../src/storage/schema.ts";
import type { Tables } from "../../src/storage/tables/tables.ts";
import type { TestPostgres } from "./postgres.ts";
import { freshDataDir } from "./start-process.ts";

type OldTables = Tables & { kysely_migration: { name: string; timestamp: string } };

/** One engine's databases, each named by its URL. */
export interface OldDatabases {
  create(): Promise<string>;
  copy(url: string): Promise<string>;
  dialect(url: string): Dialect;
  /** What the engine itself complains about. */
  damageOf(url: string): readonly string[];
  /** The copies that were kept before this one's schema changed; undefined where an operator makes them. */
  keptBefore(url: string): readonly string[] | undefined;
}

export function oldSqlites(): OldDatabases {
  const dir = freshDataDir();
  let made = 0;
  const pathOf = (url: string) => url.slice("sqlite:".length);
  const create = async () => {
    made += 1;
    return `sqlite:${join(dir, `${made}.db`)}`;
  };
  return {
    create,
    async copy(url) {
      const copy = await create();
      copyFileSync(pathOf(url), pathOf(copy));
      return copy;
    },
    dialect(url) {
      const database = new Database(pathOf(url));
      database.pragma("journal_mode = WAL");
      return new SqliteDialect({ database });
    },
    damageOf: (url) => inspectFile(pathOf(url)).damage,
    keptBefore(url) {
      const path = pathOf(url);
      const isCopy = (name: string) =>
        name.startsWith(`${basename(path)}.before-`) && !/\.(?:sha256|part)$/.test(name);
      return readdirSync(dirname(path))
        .filter(isCopy)
        .map((name) => `sqlite:${join(dirname(path), name)}`);
    },
  };
}

export function oldPostgreses(postgres: TestPostgres): OldDatabases {
  return {
    create: () => postgres.createDatabase(),
    copy: (url) => postgres.createDatabase({ like: new URL(url).pathname.slice(1) }),
    dialect: (url) => new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
    damageOf: () => [],
    keptBefore: () => undefined,
  };
}

export async function withDatabase<T>(
  databases: OldDatabases,
  url: string,
  use: (db: Kysely<OldTables>) => Promise<T>,
): Promise<T> {
  const db = new Kysely<OldTables>({ dialect: databases.dialect(url) });
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

const ODD_TEXTS = [
  "👍🏽 卡号已遮住",
  "before\u0000after",
  "x".repeat(65_536),
  "\ud800 alone",
  "'; DROP TABLE activities; --",
  "",
];
const AT = "2026-11-24T00:00:00.000Z";

/** Makes one with `conversations` conversations; client ids repeat across them, as they may. */
export async function makeOldDatabase(
  databases: OldDatabases,
  schema: string,
  conversations: number,
): Promise<string> {
  const url = await databases.create();
  await withDatabase(databases, url, async (db) => {
    const { error } = await migratorOf(db).migrateTo(schema);
    if (error) throw error;
    for (let index = 0; index < conversations; index += 1)
      await add(db, { id: `cnv_${index}`, texts: ODD_TEXTS, clientIds: true });
  });
  return url;
}

const BULK_PER_CONVERSATION = 50;

/** A SQLite file of this version's schema with so many messages of ordinary length, fifty in a conversation. */
export async function makeBulk(path: string, messages: number): Promise<void> {
  const sqlite = new Database(path);
  sqlite.pragma("journal_mode = WAL");
  const db = new Kysely<OldTables>({ dialect: new SqliteDialect({ database: sqlite }) });
  await migratorOf(db).migrateToLatest();
  sqlite.exec("BEGIN");
  for (let from = 0; from < messages; from += BULK_PER_CONVERSATION) {
    const texts = Array.from(
      { length: BULK_PER_CONVERSATION },
      (_, index) => `第 ${from + index} 条：${"换卡要先找到收单机构。".repeat(8)}`,
    );
    await add(db, { id: `cnv_${from}`, texts, clientIds: false });
  }
  sqlite.exec("COMMIT");
  await db.destroy();
}

function migratorOf(db: Kysely<OldTables>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
}

async function add(
  db: Kysely<OldTables>,
  { id, texts, clientIds }: { id: string; texts: readonly string[]; clientIds: boolean },
): Promise<void> {
  const state = JSON.stringify({ id });
  const own = { id, user_id: null, locale: "zh-CN", state, version: 1, next_seq: texts.length };
  await db
    .insertInto("conversations")
    .values({ ...own, created_at: AT, last_at: AT })
    .execute();
  const activities = texts.map((text, seq) => ({
    conversation_id: id,
    seq,
    client_activity_id: clientIds ? `same-${seq}` : null,
    body: JSON.stringify({ type: "message", id: `${id}|${seq}`, timestamp: AT, text }),
  }));
  await db.insertInto("activities").values(activities).execute();
}

/** Later versions add columns, and change none of these. */
const FIRST_COLUMNS = [
  "id",
  "user_id",
  "locale",
  "state",
  "version",
  "next_seq",
  "created_at",
  "last_at",
] as const;

/** Every row of the tables that hold merchants' data, in order. */
export function contentsOf(databases: OldDatabases, url: string): Promise<string> {
  return withDatabase(databases, url, async (db) =>
    JSON.stringify([
      await db.selectFrom("conversations").select(FIRST_COLUMNS).orderBy("id").execute(),
      await db.selectFrom("activities").selectAll().orderBy("conversation_id").orderBy("seq").execute(),
      await db.selectFrom("escalations").selectAll().orderBy("id").execute(),
      await db.selectFrom("feedback").selectAll().orderBy("id").execute(),
    ]),
  );
}

/** Whether it has all of this version's schema and the engine finds nothing wrong. */
export async function problemsOf(databases: OldDatabases, url: string): Promise<string> {
  const schemas = await withDatabase(databases, url, (db) =>
    db.selectFrom("kysely_migration").select("name").orderBy("name").execute(),
  );
  const names = schemas.map(({ name }) => name).join();
  const wrong = names === KNOWN_SCHEMAS.join() ? [] : [names];
  return [...databases.damageOf(url), ...wrong].join("; ");
}
