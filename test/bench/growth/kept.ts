// Where a bench of growth keeps its messages, and how many bytes that takes, on either engine.
import { copyFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../support/postgres.ts";

export interface Kept {
  /** Bytes a message. PostgreSQL keeps 28 bytes more beside each row, and the version of a conversation before its last. */
  readonly marks: { readonly stored: number; readonly logged?: number };
  readonly url: string;
  /** Bytes of the database while nobody has it open. */
  stored(): Promise<number>;
  /** Bytes of the log that a standby or an archive gets; undefined where the engine does not tell. */
  logged(): Promise<number | undefined>;
  /** Answers the URL of a second database that holds the same, while nobody has it open. */
  copy(): Promise<string>;
  close(): Promise<void>;
}

export const ENGINES: Readonly<Record<string, () => Promise<Kept>>> = {
  async sqlite() {
    const dir = await mkdtemp(join(tmpdir(), "huanka-growth-"));
    const [file, second] = [join(dir, "huanka.db"), join(dir, "second.db")];
    return {
      marks: { stored: 1_900 },
      url: `sqlite:${file}`,
      stored: async () => statSync(file).size,
      logged: async () => undefined,
      async copy() {
        copyFileSync(file, second);
        return `sqlite:${second}`;
      },
      close: () => rm(dir, { recursive: true, force: true }),
    };
  },
  async postgres() {
    // A checkpoint comes when it is asked for, however long the bench takes: after one, each page is logged whole once.
    const server = await startPostgres(["checkpoint_timeout=1h", "max_wal_size=20GB"]);
    const url = await server.createDatabase();
    const name = new URL(url).pathname.slice(1);
    const number = async (sql: string, parameters: readonly unknown[] = []) =>
      Number((await server.query(sql, parameters))[0]?.value);
    return {
      marks: { stored: 2_000, logged: 3_000 },
      url,
      stored: () => number("SELECT pg_database_size($1) AS value", [name]),
      logged: () => number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS value"),
      copy: () => server.createDatabase({ like: name }),
      close: server.stop,
    };
  },
};
