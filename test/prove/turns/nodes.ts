// Two nodes over one PostgreSQL (R4, R5, R11): messages at once and repeated, one node is killed, one goes deaf, commits
// overtake each other, NOTIFY does nothing.
import { setTimeout as sleep } from "node:timers/promises";
import { choose } from "../../support/choose.ts";
import { startTwoNodes, type TwoNodes } from "../../support/two-nodes.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";
import { countAcross } from "./nodes/count-across.ts";
import { type AcrossVerdict, talkAcross } from "./nodes/talk-across.ts";

const PHASES = ["count", "kill", "deaf", "hole", "silent"] as const;
export type PhaseName = (typeof PHASES)[number];

export type NodesLoad = {
  readonly conversations: number;
  readonly messages: number;
  readonly killEveryMs: number;
  /** Share of the inserts that are held back before their commit, every so many, so that later ones overtake them. */
  readonly holeShare: number;
  readonly holeSeconds: number;
  /** Judge how soon the other node tells; for a machine that does nothing else. */
  readonly timed: boolean;
};

const WITH_NEWS_MS = 500;
const WITHOUT_NEWS_MS = 3_000;
const MOST_AT_ONCE = 50; // into each conversation
const COPIES = 4; // of each message that is counted, two at either node
const DEAF_EVERY_MS = 200; // more often than a node connects again

/** Plays the phases in turn on fresh conversations. */
export async function proveNodes(
  phases: readonly PhaseName[],
  load: NodesLoad,
): Promise<ReadonlyMap<PhaseName, Verdict & Partial<AcrossVerdict>>> {
  const nodes = await startTwoNodes();
  const { conversations, messages } = load;
  const within = (mostMs: number) => (load.timed ? { mostMs } : {});
  const size = { conversations, messages };
  const crossing = { ...size, merchantAt: () => nodes.address("b"), readerAt: () => nodes.address("a") };
  const play: Record<PhaseName, () => Promise<Verdict & Partial<AcrossVerdict>>> = {
    count: async () =>
      countAcross(await nodes.postgres.createDatabase(), {
        conversations,
        messages: Math.min(messages, MOST_AT_ONCE),
        copies: COPIES,
      }),
    kill: () =>
      talkAcross({
        ...crossing,
        merchantAt: nodes.eitherAddress,
        trouble: (isOver) => killInTurn(nodes, load.killEveryMs, isOver),
      }),
    deaf: () =>
      talkAcross({ ...crossing, ...within(WITHOUT_NEWS_MS), trouble: (isOver) => deafen(nodes, isOver) }),
    hole: async () => {
      await holdBackInserts(nodes, load);
      const verdict = await talkAcross({ ...crossing, ...within(WITH_NEWS_MS), trouble: async () => [] });
      await nodes.inDatabase("DROP TRIGGER hold_back ON activities");
      return verdict;
    },
    silent: async () => {
      await silenceNotify(nodes);
      return talkAcross({ ...crossing, ...within(WITHOUT_NEWS_MS), trouble: async () => [] });
    },
  };
  try {
    const verdicts = new Map<PhaseName, Verdict & Partial<AcrossVerdict>>();
    for (const phase of phases) verdicts.set(phase, await play[phase]());
    return verdicts;
  } finally {
    await nodes.close();
  }
}

async function killInTurn(
  nodes: TwoNodes,
  everyMs: number,
  isOver: () => boolean,
): Promise<readonly number[]> {
  const readyMs: number[] = [];
  for (let kill = 0; !isOver(); kill += 1) {
    await sleep(everyMs);
    if (!isOver()) readyMs.push(await nodes.killAndRestart(kill % 2 === 0 ? "a" : "b"));
  }
  return readyMs;
}

/** Node a's connection for news is cut whenever there is one. */
async function deafen(nodes: TwoNodes, isOver: () => boolean): Promise<readonly number[]> {
  while (!isOver()) {
    for (const pid of await nodes.backends("a", "listening"))
      await nodes.postgres.query("SELECT pg_terminate_backend($1)", [pid]);
    await sleep(DEAF_EVERY_MS);
  }
  return [];
}

async function holdBackInserts(nodes: TwoNodes, { holeShare, holeSeconds }: NodesLoad): Promise<void> {
  await nodes.inDatabase("CREATE SEQUENCE IF NOT EXISTS inserts");
  await nodes.inDatabase(
    `CREATE OR REPLACE FUNCTION hold_back() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF nextval('inserts') % ${Math.round(1 / holeShare)} = 0 THEN PERFORM pg_sleep(${holeSeconds}); END IF;
       RETURN NEW;
     END $$`,
  );
  await nodes.inDatabase(
    "CREATE TRIGGER hold_back BEFORE INSERT ON activities FOR EACH ROW EXECUTE FUNCTION hold_back()",
  );
}

/** A function of the same name that comes first and does nothing; sessions find it once they begin anew. */
async function silenceNotify(nodes: TwoNodes): Promise<void> {
  await nodes.inDatabase(
    "CREATE OR REPLACE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS ''",
  );
  await nodes.inDatabase(
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$",
  );
  for (const node of ["a", "b"] as const)
    for (const pid of await nodes.backends(node, "all"))
      await nodes.postgres.query("SELECT pg_terminate_backend($1)", [pid]);
}

type NodesOptions = Pick<NodesLoad, "conversations" | "messages" | "holeShare" | "holeSeconds" | "timed"> & {
  readonly phases: string;
  readonly killEvery: number;
};

export const proof = {
  name: "nodes",
  promise:
    "Two nodes over one PostgreSQL lose, double and disorder nothing, and what one takes the other tells.",
  needs: ["postgresql"],
  short: {
    seconds: 30,
    options: {
      phases: "count,kill,deaf,hole,silent",
      conversations: 8,
      messages: 5,
      killEvery: 2,
      holeShare: 0.1,
      holeSeconds: 0.5,
      timed: false,
    },
  },
  full: {
    seconds: 240,
    about: true,
    options: {
      phases: "count,kill,deaf,hole,silent",
      conversations: 50,
      messages: 100,
      killEvery: 10,
      holeShare: 0.01,
      holeSeconds: 3,
      timed: true,
    },
  },
  options: {
    phases: "of count, kill, deaf, hole, silent",
    killEvery: "seconds",
    holeShare: "of the inserts that are held back before their commit",
    timed: "whether it is judged how soon a message is told at the other node",
  },
  async run({ phases, killEvery, ...load }: NodesOptions) {
    const chosen = choose(phases, PHASES);
    const results: ProofResult[] = [];
    for (const [phase, verdict] of await proveNodes(chosen, { ...load, killEveryMs: killEvery * 1_000 })) {
      const { findings, figures } = resultOf(phase, verdict, { acked: ackedIn(phase, load) });
      const p99 = verdict.deliveryP99?.toFixed(0);
      results.push({
        findings,
        figures:
          p99 === undefined ? figures : figures.map((line) => `${line}, at the other node p99 ${p99} ms`),
      });
    }
    return allOf(results);
  },
} satisfies Proof<NodesOptions>;

function ackedIn(
  phase: PhaseName,
  { conversations, messages }: Pick<NodesLoad, "conversations" | "messages">,
): number {
  return conversations * (phase === "count" ? Math.min(messages, MOST_AT_ONCE) : messages);
}
