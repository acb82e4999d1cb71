// A throw-away PostgreSQL server for tests: made in a temporary folder, on a free port, never as root.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { findPostgresBin, makeCluster } from "../../src/cli/demo/local-postgres.ts";
import { freePort } from "./free-port.ts";

const START_TRIES = 600;
const RETRY_MS = 100;

export interface TestPostgres {
  /** Makes an empty database, of another role or as a copy of another one if they are named, and answers its URL. */
  createDatabase(options?: { owner?: string; like?: string }): Promise<string>;
  /** Runs SQL as the superuser in the first database. */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  readonly port: number;
  /** Ends every process of the server at once, as `pg_ctl restart -m immediate` does, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** `settings` are `name=value` of postgresql.conf. Throws a sentence that says what to install. */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const bin = findPostgresBin();
  const folder = mkdtempSync(join(tmpdir(), "huanka-postgres-"));
  const { account, data } = makeCluster(folder);

  const port = await freePort();
  const options = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
  const start = () => {
    const child = spawn(join(bin, "postgres"), [...options, ...settings.flatMap((one) => ["-c", one])], {
      ...account,
      cwd: folder,
      stdio: "ignore",
    });
    return { child, exited: once(child, "exit") };
  };
  let server = start();
  const killWithUs = (): void => void server.child.kill("SIGQUIT");
  process.once("exit", killWithUs);

  const url = (database: string): string => `postgres://huanka@127.0.0.1:${port}/${database}`;
  const pool = new pg.Pool({ connectionString: url("postgres"), max: 2 });
  pool.on("error", () => {});
  await untilReady(pool);
  let databases = 0;
  return {
    async createDatabase({ owner = "huanka", like = "template1" } = {}) {
      databases += 1;
      await pool.query(`CREATE DATABASE test_${databases} OWNER ${owner} TEMPLATE ${like}`);
      return url(`test_${databases}`);
    },
    query: async (sql, parameters = []) => (await pool.query(sql, [...parameters])).rows,
    port,
    async crash() {
      server.child.kill("SIGQUIT");
      await server.exited;
      server = start();
      await untilReady(pool);
    },
    async stop() {
      await pool.end();
      server.child.kill("SIGQUIT");
      await server.exited;
      process.off("exit", killWithUs);
      rmSync(folder, { recursive: true });
    },
  };
}

/** The environment in which pg_dump and its kin are found. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [findPostgresBin(), process.env.PATH].join(delimiter) };
}

async function untilReady(pool: pg.Pool): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await pool.query("SELECT 1");
      return;
    } catch (error) {
      if (tries === START_TRIES) throw error;
      await pause(RETRY_MS);
    }
  }
}
