// The two ways an installation is backed up, as an operator does it: our command for SQLite, pg_dump for PostgreSQL.
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresEnv, type TestPostgres } from "./postgres.ts";
import { runHuanka } from "./run-huanka.ts";
import { freshDataDir } from "./start-process.ts";

type Environment = Readonly<Record<string, string>>;

export interface Backups {
  /** Of the service that is backed up. */
  readonly live: Environment;
  /** Where copies go. */
  readonly folder: string;
  take(file: string): Promise<void>;
  /** Puts a copy back into an empty place, and answers the environment of a service on it. */
  restore(file: string): Promise<Environment>;
  /** What is wrong with the files themselves, in words. */
  faultsOf(files: readonly string[]): Promise<readonly string[]>;
}

const OTHERS = 0o077;
const LONGEST_DUMP_MS = 60_000;

export function sqliteBackups(): Backups {
  const live = { DATA_DIR: freshDataDir() };
  const command = (name: string, file: string, env: Environment = {}) =>
    runHuanka(["backup", name, file], env);
  const insist = async (done: ReturnType<typeof command>) => {
    const { code, output } = await done;
    if (code !== 0) throw new Error(output);
  };
  return {
    live,
    folder: freshFolder(),
    take: (file) => insist(command("write", file, live)),
    async restore(file) {
      const env = { DATA_DIR: freshDataDir() };
      await insist(command("restore", file, env));
      return env;
    },
    async faultsOf(files) {
      const faults: string[] = [];
      for (const file of files) {
        const { code, output } = await command("verify", file);
        if (code !== 0) faults.push(output);
        for (const path of [file, `${file}.sha256`])
          if (statSync(path).mode & OTHERS) faults.push(`${path} can be read by others`);
        if ((await command("verify", damagedCopy(file))).code === 0)
          faults.push(`one flipped byte of ${file} is not noticed`);
      }
      return faults;
    },
  };
}

export async function postgresBackups(postgres: TestPostgres): Promise<Backups> {
  const run = (command: string, args: readonly string[]) =>
    promisify(execFile)(command, args, { timeout: LONGEST_DUMP_MS, env: postgresEnv() });
  const live = { DATA_DIR: freshDataDir(), DATABASE_URL: await postgres.createDatabase() };
  return {
    live,
    folder: freshFolder(),
    take: async (file) => void (await run("pg_dump", ["-Fc", "-f", file, live.DATABASE_URL])),
    async restore(file) {
      const url = await postgres.createDatabase();
      await run("pg_restore", ["-e", "-d", url, file]);
      return { DATA_DIR: freshDataDir(), DATABASE_URL: url };
    },
    // The files are pg_dump's own to vouch for.
    faultsOf: async () => [],
  };
}

function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), "huanka-backups-"));
}

/** The copy with one byte in its middle flipped, and the checksum of the whole one. */
function damagedCopy(file: string): string {
  const damaged = `${file}-damaged`;
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(damaged, bytes);
  copyFileSync(`${file}.sha256`, `${damaged}.sha256`);
  return damaged;
}
