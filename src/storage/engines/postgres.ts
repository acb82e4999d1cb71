// PostgreSQL for several nodes: a Kysely dialect, batches as one exchange each, and news between nodes.
import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import pg from "pg";
import { StartError } from "../../base/errors.ts";
import { createDriver, type EngineConnection } from "./driver.ts";
import type { BatchOutcome, Engine, GuardedQuery, Wake } from "./engine.ts";
import { isAnswer, takenKey, toAppError } from "./postgres-errors.ts";
import { exchange, holdable, isConflict } from "./postgres-exchange.ts";
import { NO_NOTICES, openNotices } from "./postgres-notices.ts";

/** Ten writers keep a small server busy; more connections only queue inside it. */
const POOL_MAX = 10;
/** A post has to be answered within 5 s, also when the server or the network hangs. */
const ANSWER_MS = 4_000;
const CONNECT_MS = 3_000;
/** A node that vanished in the middle of a batch holds its conversation no longer than this. */
const ABANDONED_MS = 10_000;

/**
 * Connects to a `postgres://` URL. With `poll` it neither tells other nodes nor listens to them. Throws StartError when the server cannot be reached, or would
 * acknowledge a commit that a power cut can still take back.
 */
export async function openPostgres(databaseUrl: string, wake: Wake = "notify"): Promise<Engine> {
  const config = {
    connectionString: databaseUrl,
    application_name: "huanka",
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    statement_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: ABANDONED_MS,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...config, max: POOL_MAX });
  pool.on("error", () => {}); // an idle connection was lost; the next query opens another or reports it
  const patient = new pg.Pool({ ...config, query_timeout: undefined, max: 1 });
  patient.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {})); // likewise between two queries of a batch
  try {
    await refuseUnsafe(pool);
    const notices = wake === "poll" ? NO_NOTICES : await openNotices(config, pool);
    return {
      dialect: dialectOver(pool, "begin"),
      forSteps: dialectOver(patient, "begin; set local statement_timeout = 0"),
      commitBatch: (queries) => commitBatch(pool, queries),
      announce: notices.announce,
      onAnnounced: notices.onAnnounced,
      async eraseTraces() {
        // Autovacuum frees the rows; what the server's own log keeps is the operator's to decide.
      },
      // A dump of a shared server is its operator's; all steps are one transaction, so that a failure changes nothing.
      keepCopy: async () => undefined,
      async estimateRows(table) {
        const known = "SELECT reltuples AS rows FROM pg_class WHERE oid = to_regclass($1)";
        const { rows } = await pool.query<{ rows: number }>(known, [table]);
        return Number(rows[0]?.rows ?? 0);
      },
      waiting: () => pool.waitingCount,
      isListening: notices.isListening,
      hears: notices.hears,
      close: async () => {
        await notices.close();
        await patient.end();
        await pool.end();
      },
    };
  } catch (error) {
    await patient.end();
    await pool.end();
    throw error instanceof StartError ? error : explainConnecting(databaseUrl, error);
  }
}

function dialectOver(pool: pg.Pool, begin: string): Dialect {
  return {
    createDriver: () => createDriver({ begin, connect: () => connectForKysely(pool) }),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}

async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  return await pool.connect().catch((error: unknown) => {
    throw toAppError(error);
  });
}

async function connect(pool: pg.Pool): Promise<EngineConnection> {
  const client = await connected(pool);
  let broken = false;
  return {
    async run(sql, parameters) {
      try {
        const { rows, rowCount } = await client.query(sql, parameters.map(holdable));
        return { rows, changes: rowCount ?? 0 };
      } catch (error) {
        broken ||= !isAnswer(error);
        throw error;
      }
    },
    release: () => client.release(broken),
  };
}

async function connectForKysely(pool: pg.Pool): Promise<EngineConnection> {
  const { run, release } = await connect(pool);
  const rethrow = (error: unknown): never => {
    throw toAppError(error);
  };
  return { run: (sql, parameters) => run(sql, parameters).catch(rethrow), release };
}

async function commitBatch(pool: pg.Pool, queries: readonly GuardedQuery[]): Promise<BatchOutcome> {
  const client = await connected(pool);
  let broken = false;
  try {
    await exchange(client, queries);
    return "committed";
  } catch (error) {
    broken = !isAnswer(error);
    if (isConflict(error)) return "conflict";
    const constraint = takenKey(error);
    if (constraint !== undefined) return { constraint };
    throw toAppError(error);
  } finally {
    client.release(broken);
  }
}

async function refuseUnsafe(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'server_encoding')",
  );
  const settings = new Map(rows.map((row) => [row.name, row.setting]));
  const allowed = { fsync: ["on"], synchronous_commit: ["on", "remote_apply"], server_encoding: ["UTF8"] };
  const wrong = Object.entries(allowed).filter(
    ([name, values]) => !values.includes(settings.get(name) ?? ""),
  );
  if (wrong.length === 0) return;
  const lines = wrong.map(
    ([name, values]) => `  ${name} = ${settings.get(name)}; it has to be ${values.join(" or ")}`,
  );
  throw new StartError(
    `PostgreSQL is set up so that saved messages could be lost or damaged:\n${lines.join("\n")}\n` +
      "Change it in postgresql.conf or with ALTER ROLE … SET, then start again. (server_encoding is chosen when the database is made.)",
  );
}

/** Names the server without user and password. */
function explainConnecting(databaseUrl: string, error: unknown): StartError {
  const url = URL.parse(databaseUrl);
  const why = error instanceof Error ? error.message || String(error) : String(error);
  return new StartError(
    `PostgreSQL at ${url?.host || "the local socket"}${url?.pathname ?? ""} cannot be used: ${why}\n` +
      "Check that it runs and that DATABASE_URL names its host, port, database, user and password.",
    { cause: error },
  );
}
