// Nodes of the real program over one PostgreSQL, each with its own data folder as on a machine of its own, behind nginx.
import { freePort } from "./free-port.ts";
import { startNginx } from "./nginx.ts";
import { startPostgres } from "./postgres.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "./start-process.ts";

export interface Cluster {
  /** Of the proxy. */
  readonly address: string;
  readonly nodes: number;
  /** kill -9, and the same node again on the same port. Answers its milliseconds to ready. */
  kill(node: number): Promise<number>;
  /** SIGTERM, and then the node as another tree has it, where one is given. */
  replace(node: number, tree?: string): Promise<{ readonly stoppedMs: number; readonly readyMs: number }>;
  close(): Promise<void>;
}

export async function startCluster({
  nodes,
  drainSeconds,
}: {
  nodes: number;
  drainSeconds: number;
}): Promise<Cluster> {
  const postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  const places: { readonly port: number; readonly dataDir: string }[] = [];
  for (let node = 0; node < nodes; node += 1)
    places.push({ port: await freePort(), dataDir: freshDataDir() });
  const running = new Map<number, RunningProcess>();
  const start = async (node: number, tree?: string) => {
    const { port, dataDir } = places[node] ?? { port: 0, dataDir: "" };
    const env = {
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      RATE_LIMIT: "off",
      TRUST_PROXY: "1",
      DRAIN_SECONDS: String(drainSeconds),
    };
    const started = await startProcess(env, tree === undefined ? [] : ["env", `--chdir=${tree}`]);
    running.set(node, started);
    return started.readyMs;
  };
  const stop = async (node: number, signal: NodeJS.Signals) => {
    const found = running.get(node);
    if (found) await stopProcess(found, signal);
  };
  // One after the other: the first migrates.
  for (let node = 0; node < nodes; node += 1) await start(node);
  const nginx = await startNginx({ nodes: places.map(({ port }) => port), drainSeconds });
  return {
    address: nginx.address,
    nodes,
    async kill(node) {
      await stop(node, "SIGKILL");
      return start(node);
    },
    async replace(node, tree) {
      const began = performance.now();
      await stop(node, "SIGTERM");
      const stoppedMs = performance.now() - began;
      return { stoppedMs, readyMs: await start(node, tree) };
    },
    async close() {
      await nginx.stop();
      for (let node = 0; node < nodes; node += 1) await stop(node, "SIGKILL");
      await postgres.stop();
    },
  };
}
