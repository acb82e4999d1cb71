// Three nodes with data folders of their own behind the nginx of deploy/: killed one after another, and updated to a
// version with a newer schema and back, under steady talk.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { KNOWN_SCHEMAS } from "../../../src/storage/schema.ts";
import { choose } from "../../support/choose.ts";
import { type Cluster, startCluster } from "../../support/cluster.ts";
import { startTalk } from "../../support/steady-talk.ts";
import { allOf, resultOf } from "../../support/verdict.ts";
import { patchedTree } from "../mutations/patched-tree.ts";
import type { Proof, ProofResult } from "../proof.ts";

const PHASES = ["kill", "roll"] as const;
type Phase = (typeof PHASES)[number];

type ClusterOptions = {
  readonly phases: string;
  readonly nodes: number;
  readonly conversations: number;
  readonly rate: number;
  readonly kills: number;
  readonly killEvery: number;
  readonly drain: number;
  readonly timed: boolean;
};

const MOST_STOP_MS = 10_000;
/** New merchants come one after another all the time. */
const START_EVERY_MS = 200;
const NEWER = "2999-01-01-added";

/** The next version: it adds a table, says that the version of today can serve over it, and is the same otherwise. */
function nextVersion(): { readonly dir: string; remove(): void } {
  const tree = patchedTree();
  const file = "src/storage/schema.ts";
  const adds = `import type { Kysely } from "kysely";
export const readableBy = ${JSON.stringify(KNOWN_SCHEMAS.at(-1))};
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable("added_later").addColumn("id", "text", (column) => column.primaryKey()).execute();
}
`;
  writeFileSync(join(tree.dir, `src/storage/migrations/${NEWER}.ts`), adds);
  const import_ = 'import type { Tables } from "./tables/tables.ts";';
  tree.patch({
    file,
    find: import_,
    replace: `${import_}\nimport * as newer from "./migrations/${NEWER}.ts";`,
  });
  tree.patch({
    file,
    find: "export const SCHEMA_STEPS: Readonly<Record<string, SchemaStep>> = {",
    replace: `export const SCHEMA_STEPS: Readonly<Record<string, SchemaStep>> = {\n  "${NEWER}": newer,`,
  });
  return tree;
}

/** Starts chats through the proxy until told to end, and answers how each start was answered. */
function keepStarting(address: string): { end(): Promise<readonly string[]> } {
  const answers: string[] = [];
  let starting = true;
  const one = async (path: string, token?: string) => {
    const headers = {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(address + path, { method: "POST", headers, body: "{}" });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (JSON.parse(text) as { token: string }).token;
  };
  const running = (async () => {
    while (starting) {
      answers.push(
        await one("/api/chat/token")
          .then((token) => one("/v3/directline/conversations", token))
          .then(
            () => "started",
            (cause: unknown) => String(cause),
          ),
      );
      await sleep(START_EVERY_MS);
    }
  })();
  return {
    async end() {
      starting = false;
      await running;
      return answers;
    },
  };
}

async function killAll(cluster: Cluster, options: ClusterOptions): Promise<ProofResult> {
  const talk = await startTalk(() => cluster.address, { ...options, perSecond: options.rate });
  const readyMs: number[] = [];
  for (let kill = 0; kill < options.kills; kill += 1) {
    await sleep(options.killEvery * 1_000);
    readyMs.push(await cluster.kill(kill % cluster.nodes));
  }
  return resultOf("kill", { ...(await talk.end()), readyMs });
}

async function rollAll(cluster: Cluster, options: ClusterOptions): Promise<ProofResult> {
  const next = nextVersion();
  try {
    const talk = await startTalk(() => cluster.address, { ...options, perSecond: options.rate });
    const starts = keepStarting(cluster.address);
    const changes: Awaited<ReturnType<Cluster["replace"]>>[] = [];
    for (const tree of [next.dir, undefined])
      for (let node = 0; node < cluster.nodes; node += 1) changes.push(await cluster.replace(node, tree));
    const answers = await starts.end();
    const judged = await talk.end();
    const refused = answers.filter((answer) => answer !== "started");
    const slowestMs = Math.max(...changes.map(({ stoppedMs }) => stoppedMs));
    const broken = [
      ...judged.broken,
      ...(refused.length > 0
        ? [`${refused.length} of ${answers.length} chat starts refused: ${refused[0]}`]
        : []),
      ...(answers.length > 0 ? [] : ["no chat was started"]),
      ...(options.timed && slowestMs > MOST_STOP_MS
        ? [`a node took ${slowestMs.toFixed(0)} ms to stop`]
        : []),
    ];
    const { findings, figures } = resultOf("roll", {
      ...judged,
      readyMs: changes.map(({ readyMs }) => readyMs),
      broken,
    });
    const started = `${answers.length - refused.length} of ${answers.length} chats started`;
    return { findings, figures: [`${figures.join()}, ${started}, slowest stop ${slowestMs.toFixed(0)} ms`] };
  } finally {
    next.remove();
  }
}

const PLAY: Readonly<Record<Phase, typeof killAll>> = { kill: killAll, roll: rollAll };

export const proof = {
  name: "cluster",
  promise:
    "Nodes behind nginx that are killed, or updated one by one and back, lose nothing and turn no new chat away.",
  needs: ["postgresql", "nginx"],
  short: {
    seconds: 20,
    options: {
      ...{ phases: "roll", nodes: 2, conversations: 4, rate: 8 },
      ...{ kills: 2, killEvery: 1, drain: 2, timed: false },
    },
  },
  full: {
    seconds: 180,
    about: true,
    options: {
      ...{ phases: "kill,roll", nodes: 3, conversations: 50, rate: 80 },
      ...{ kills: 12, killEvery: 5, drain: 5, timed: true },
    },
  },
  options: {
    phases: "of kill, roll",
    rate: "messages a second of all together",
    killEvery: "seconds",
    drain: "seconds for which a node that is stopped serves on",
    timed: "whether it is judged how long a stop takes",
  },
  async run(options: ClusterOptions) {
    const cluster = await startCluster({ nodes: options.nodes, drainSeconds: options.drain });
    try {
      const results: ProofResult[] = [];
      for (const phase of choose(options.phases, PHASES)) results.push(await PLAY[phase](cluster, options));
      return allOf(results);
    } finally {
      await cluster.close();
    }
  },
} satisfies Proof<ClusterOptions>;
