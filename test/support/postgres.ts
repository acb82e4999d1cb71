// A throw-away PostgreSQL server for tests: made in a temporary folder, on a free port, never as root.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./free-port.ts";

/** Where Debian and Homebrew keep one version beside another, off the PATH. */
const VERSIONS = [
  "/usr/lib/postgresql/*/bin",
  "/opt/homebrew/opt/postgresql@*/bin",
  "/usr/local/opt/postgresql@*/bin",
];
/** PostgreSQL refuses to run as root; any account without rights will do. */
const UNPRIVILEGED = ["postgres", "nobody"];
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
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "huanka", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(bin, "initdb"), initdb, { ...account, cwd: folder, stdio: "pipe" });

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

/** The folder of initdb and postgres. Throws a sentence that says what to install. */
export function findPostgresBin(): string {
  const versionOf = (folder: string) => Number(/\d+(?=\/bin$)/.exec(folder)?.[0]);
  const newestFirst = globSync(VERSIONS).sort((a, b) => versionOf(b) - versionOf(a));
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...newestFirst];
  const found = folders.find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
  if (found) return found;
  throw new Error(
    "These tests need PostgreSQL's programs initdb and postgres. Install them " +
      "(Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) or put their folder on PATH.",
  );
}

/** The environment in which pg_dump and its kin are found. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [findPostgresBin(), process.env.PATH].join(delimiter) };
}

function unprivilegedAccount(): { uid: number; gid: number } {
  for (const name of UNPRIVILEGED) {
    try {
      const id = (flag: string): number => Number(execFileSync("id", [flag, name], { stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // No such account here; try the next.
    }
  }
  throw new Error(
    "PostgreSQL does not run as root. Run the tests as another user, or add the user postgres.",
  );
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
