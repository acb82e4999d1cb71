// PgBouncer in transaction mode before a PostgreSQL, set up as docs/operators.md says.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { unprivilegedAccount } from "../../src/cli/demo/local-postgres.ts";
import { freePort } from "./free-port.ts";

const DOCUMENT = "docs/operators.md";
/** Where Debian keeps it, off the PATH of those who are not root. */
const BESIDE_PATH = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];
const LOOK_MS = 50;

/** Throws a sentence that says what to install. */
export function findPgbouncer(): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...BESIDE_PATH];
  const found = folders.map((folder) => join(folder, "pgbouncer")).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    "This proof needs PgBouncer. Install it, on Debian: apt-get install pgbouncer; macOS: brew install pgbouncer",
  );
}

/** The settings that operators are told, as they stand there. Throws when they do not any more. */
export function toldSettings(): string {
  const block = /```ini\n([\s\S]*?)```/.exec(readFileSync(DOCUMENT, "utf8"))?.[1];
  if (!block?.includes("pool_mode = transaction"))
    throw new Error(`${DOCUMENT} no longer has PgBouncer's settings`);
  return block;
}

/** What they are told to run in the database once, as it stands there. Throws when it does not any more. */
export function toldLimits(): readonly string[] {
  const told = [...readFileSync(DOCUMENT, "utf8").matchAll(/`(ALTER ROLE huanka SET (\w+) = '\w+')`/g)];
  if (told.length === 0) throw new Error(`${DOCUMENT} no longer says how the role is limited`);
  return told.map(([, sql = ""]) => sql);
}

export interface Pgbouncer {
  /** The same database through the pooler. */
  urlOf(databaseUrl: string): string;
  stop(): Promise<void>;
}

/** `connections`: so few of the server's own are lent to everybody. */
export async function startPgbouncer(databasePort: number, connections: number): Promise<Pgbouncer> {
  const dir = mkdtempSync(join(tmpdir(), "huanka-pgbouncer-"));
  const account = unprivilegedAccount();
  const port = await freePort();
  const file = join(dir, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]
* = host=127.0.0.1 port=${databasePort}
[pgbouncer]
${toldSettings()}
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(dir, "users")}
default_pool_size = ${connections}
`,
  );
  writeFileSync(join(dir, "users"), '"huanka" ""\n');
  if (account)
    for (const owned of [dir, file, join(dir, "users")]) chownSync(owned, account.uid, account.gid);
  await limitRole(`postgres://huanka@127.0.0.1:${databasePort}/postgres`);
  const child = spawn(findPgbouncer(), [file], { ...account, cwd: dir, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(String(chunk)));
  const ended = once(child, "exit");
  const urlOf = (databaseUrl: string) => {
    const url = new URL(databaseUrl);
    url.port = String(port);
    return url.href;
  };
  while (!(await answers(urlOf("postgres://huanka@127.0.0.1:1/postgres")))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said.join("")}`);
    await sleep(LOOK_MS);
  }
  return {
    urlOf,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(dir, { recursive: true });
    },
  };
}

async function limitRole(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const sql of toldLimits()) await client.query(sql);
  await client.end();
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
