// Two nodes of the real program over one PostgreSQL and one token key, each of which can be killed and started again.
import pg from "pg";
import { startPostgres, type TestPostgres } from "./postgres.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "./start-process.ts";

export type NodeName = "a" | "b";

export interface TwoNodes {
  readonly postgres: TestPostgres;
  /** Of the database and the folder that both use. */
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Runs SQL in the database that the nodes use. */
  inDatabase(sql: string): Promise<void>;
  address(node: NodeName): string;
  /** The other node on each call, as a proxy without stickiness does. */
  eitherAddress(): string;
  /** kill -9, and the same node again on the same port. Answers its milliseconds to ready. */
  killAndRestart(node: NodeName): Promise<number>;
  /** PostgreSQL's processes for a node; its one that listens for news, or all. */
  backends(node: NodeName, which: "listening" | "all"): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** What the connection that listens says last: it announces too. */
const LISTENING = "AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%')";

/** `through`: leads the nodes to the database by another way, with settings of their own. */
export async function startTwoNodes(
  through?: (postgres: TestPostgres) => Promise<{
    urlOf(databaseUrl: string): string;
    readonly settings: Readonly<Record<string, string>>;
    stop(): Promise<void>;
  }>,
): Promise<TwoNodes> {
  const postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  const way = await through?.(postgres);
  const dataDir = freshDataDir();
  const start = (node: NodeName, port = "0") =>
    startProcess({
      DATA_DIR: dataDir,
      DATABASE_URL: `${way?.urlOf(databaseUrl) ?? databaseUrl}?application_name=node-${node}`,
      RATE_LIMIT: "off",
      PORT: port,
      ...way?.settings,
    });
  // One after the other: the first migrates.
  const running: Record<NodeName, RunningProcess> = { a: await start("a"), b: await start("b") };
  let turn = 0;
  const address = (node: NodeName) => running[node].address;
  return {
    ...{ postgres, databaseUrl, dataDir },
    address,
    async inDatabase(sql) {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      await client.query(sql);
      await client.end();
    },
    eitherAddress() {
      turn += 1;
      return address(turn % 2 === 0 ? "a" : "b");
    },
    async killAndRestart(node) {
      const { port } = new URL(address(node));
      await stopProcess(running[node], "SIGKILL");
      running[node] = await start(node, port);
      return running[node].readyMs;
    },
    async backends(node, which) {
      const sql = `SELECT pid FROM pg_stat_activity WHERE application_name = $1 ${which === "all" ? "" : LISTENING}`;
      return (await postgres.query(sql, [`node-${node}`])).map(({ pid }) => Number(pid));
    },
    async close() {
      await Promise.all([stopProcess(running.a, "SIGKILL"), stopProcess(running.b, "SIGKILL")]);
      await way?.stop();
      await postgres.stop();
    },
  };
}
