// What `huanka cluster demo` does: PostgreSQL, three nodes with folders of their own, and one address before them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { StartError } from "../../base/errors.ts";
import { ensureBrowserBundles } from "../../build/build-browser.ts";
import { serveLocalPostgres } from "./local-postgres.ts";
import { startRoundRobin } from "./round-robin.ts";

const NODES = ["a", "b", "c"];
const PROGRAM = resolve(import.meta.dirname, "../huanka.js");
const DEFAULT_PORT = 3978;

interface Node {
  readonly address: string;
  readonly child: ChildProcess;
}

/** Resolves once it was told to stop and all of it has ended. Throws StartError where something does not start. */
export async function playClusterDemo(): Promise<void> {
  await ensureBrowserBundles();
  const folder = mkdtempSync(join(tmpdir(), "huanka-cluster-"));
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const postgres = await serveLocalPostgres(
    mkdtempSync(join(tmpdir(), "huanka-postgres-")),
    await freePort(),
  );
  const nodes: Node[] = [];
  try {
    // One after the other: the first makes the schema.
    for (const name of NODES) nodes.push(await startNode(postgres.url, join(folder, name)));
    const ports = nodes.map(({ address }) => Number(new URL(address).port));
    const front = await startRoundRobin(ports, Number(process.env.PORT ?? DEFAULT_PORT)).catch(
      (cause: unknown) => {
        throw new StartError(`The address before the nodes cannot be taken: ${String(cause)}. Set PORT.`);
      },
    );
    console.log(`
three nodes of huanka over one PostgreSQL, on throw-away data in ${folder}

  all of them     http://127.0.0.1:${front.port}/
${nodes.map(({ address, child }, index) => `  node ${NODES[index]}          ${address}/   kill -9 ${child.pid}`).join("\n")}
  the database    ${postgres.url}

End a node in the middle of a chat: the chat goes on. Ctrl+C stops all.`);
    await stopped;
    front.close();
  } finally {
    for (const { child } of nodes) child.kill("SIGTERM");
    await Promise.all(
      nodes.map(({ child }) => (child.exitCode ?? child.signalCode) === null && once(child, "exit")),
    );
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startNode(databaseUrl: string, dataDir: string): Promise<Node> {
  const child = spawn(process.execPath, ["--disable-proto=throw", PROGRAM, "start"], {
    // Not told by the terminal's Ctrl+C: they are stopped in order.
    detached: true,
    env: { LOG_LEVEL: "warn", ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.pipe(process.stderr);
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /huanka listening on (http:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stdout.resume();
    return { address, child };
  }
  throw new StartError("A node did not start; what it said stands above.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
