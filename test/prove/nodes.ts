// `npm run prove:nodes`: two nodes over one PostgreSQL (R4, R5, R11): messages at once and repeated, one node is killed,
// one goes deaf, commits overtake each other, NOTIFY does nothing. `--phases count,kill,deaf,hole,silent` chooses;
// `--messages 250` is a long run of some minutes.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startTwoNodes, type TwoNodes } from "../support/two-nodes.ts";
import { holds, type Verdict, verdictLine } from "../support/verdict.ts";
import { countAcross } from "./nodes/count-across.ts";
import { type AcrossVerdict, talkAcross } from "./nodes/talk-across.ts";

const PHASES = ["count", "kill", "deaf", "hole", "silent"] as const;
export type PhaseName = (typeof PHASES)[number];

export interface NodesLoad {
  readonly conversations: number;
  readonly messages: number;
  readonly killEveryMs: number;
  /** Share of the inserts that are held back before their commit, so that later ones overtake them. */
  readonly holeShare: number;
  readonly holeSeconds: number;
}

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
      talkAcross({ ...crossing, mostMs: WITHOUT_NEWS_MS, trouble: (isOver) => deafen(nodes, isOver) }),
    hole: async () => {
      await holdBackInserts(nodes, load);
      const verdict = await talkAcross({ ...crossing, mostMs: WITH_NEWS_MS, trouble: async () => [] });
      await nodes.inDatabase("DROP TRIGGER hold_back ON activities");
      return verdict;
    },
    silent: async () => {
      await silenceNotify(nodes);
      return talkAcross({ ...crossing, mostMs: WITHOUT_NEWS_MS, trouble: async () => [] });
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
  await nodes.inDatabase(
    `CREATE OR REPLACE FUNCTION hold_back() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF random() < ${holeShare} THEN PERFORM pg_sleep(${holeSeconds}); END IF;
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

if (import.meta.main) {
  const option = (fallback: string) => ({ type: "string", default: fallback }) as const;
  const { values } = parseArgs({
    options: {
      phases: option(PHASES.join()),
      conversations: option("50"),
      messages: option("100"),
      "kill-every": option("10"),
      "hole-share": option("0.01"),
      "hole-seconds": option("3"),
    },
  });
  const phases = PHASES.filter((phase) => values.phases.split(",").includes(phase));
  const load: NodesLoad = {
    conversations: Number(values.conversations),
    messages: Number(values.messages),
    killEveryMs: Number(values["kill-every"]) * 1_000,
    holeShare: Number(values["hole-share"]),
    holeSeconds: Number(values["hole-seconds"]),
  };
  if (phases.length === 0 || Object.values(load).some((value) => !(value > 0)))
    throw new Error(`--phases of ${PHASES.join()}; all others numbers above 0`);
  process.exitCode = 0;
  for (const [phase, verdict] of await proveNodes(phases, load)) {
    console.log(verdictLine(`nodes, ${phase}`, verdict));
    if (verdict.deliveryP99 !== undefined)
      console.log(
        `  to a reader at the other node: p99 ${verdict.deliveryP99.toFixed(0)} ms after the acknowledgement`,
      );
    if (!holds(verdict)) process.exitCode = 1;
  }
}
