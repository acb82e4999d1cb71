// PostgreSQL in trouble under load (R10): crashed, connections cut, processes that stand still, a network that swallows
// everything, no connection left.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { choose } from "../../support/choose.ts";
import { limitMs, PATIENCE_MS } from "../../support/patience.ts";
import { openChat, postOnce } from "../../support/plain-client.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { startTalk } from "../../support/steady-talk.ts";
import { startTcpProxy, type TcpProxy } from "../../support/tcp-proxy.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const TROUBLES = ["crash", "cut", "freeze", "hole", "full"] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface PostgresLoad {
  readonly conversations: number;
  /** Of all conversations together. */
  readonly perSecond: number;
  readonly holdMs: number;
  readonly timed: boolean;
}

export interface TroubleFigures {
  readonly trouble: Trouble;
  /** From the end of the trouble to the first acknowledged message, and until news are listened for again. */
  readonly backMs: number;
  readonly listeningMs: number;
  /** PostgreSQL's count of our connections after that. */
  readonly connections: number;
}

export interface PostgresVerdict extends Verdict {
  readonly figures: readonly TroubleFigures[];
}

const MOST_BACK_MS = 5_000;
/** The pool's ten, the one that listens, and one to spare. */
const MOST_CONNECTIONS = 12;
const CALM_MS = 1_000; // before each trouble
const LOOK_MS = 50;
const SETTLE_MS = 1_000; // given up connections need a moment to end on the server
/** Only the connections of the node under test. */
const OURS = "application_name = 'huanka'";

interface Stage {
  readonly postgres: TestPostgres;
  readonly proxy: TcpProxy;
  readonly address: string;
}

/** Each trouble holds for a time, then ends by itself; crash and cut are over at once. */
const PLAY: Record<Trouble, (stage: Stage, holdMs: number) => Promise<void>> = {
  crash: ({ postgres }) => postgres.crash(),

  async cut({ postgres }) {
    await postgres.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS}`);
  },

  async freeze({ postgres }, holdMs) {
    const pids = (await postgres.query(`SELECT pid FROM pg_stat_activity WHERE ${OURS}`)).map(({ pid }) =>
      Number(pid),
    );
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    await sleep(holdMs);
    for (const pid of pids) process.kill(pid, "SIGCONT");
  },

  async hole({ proxy }, holdMs) {
    proxy.swallow();
    await sleep(holdMs);
    proxy.pass();
  },

  async full({ postgres }, holdMs) {
    const others = await takeAllConnections(postgres);
    await postgres.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${OURS}`);
    others.push(...(await takeAllConnections(postgres)));
    await sleep(holdMs);
    await Promise.all(others.map((client) => client.end()));
  },
};

export async function provePostgres(
  troubles: readonly Trouble[],
  load: PostgresLoad,
): Promise<PostgresVerdict> {
  const postgres = await startPostgres(["max_connections=30", "superuser_reserved_connections=3"]);
  const proxy = await startTcpProxy(postgres.port);
  const role = "CREATE ROLE merchant_chat LOGIN";
  await postgres.query(role); // a superuser would get the reserved connections
  const direct = new URL(await postgres.createDatabase({ owner: "merchant_chat" }));
  const databaseUrl = `postgres://merchant_chat@127.0.0.1:${proxy.port}${direct.pathname}`;
  const running = await startProcess({
    DATA_DIR: freshDataDir(),
    DATABASE_URL: databaseUrl,
    RATE_LIMIT: "off",
  });
  const stage: Stage = { postgres, proxy, address: running.address };
  try {
    const steady = await startTalk(() => running.address, load);
    const figures: TroubleFigures[] = [];
    for (const trouble of troubles) {
      await sleep(CALM_MS);
      figures.push(await suffer(stage, trouble, load.holdMs));
    }
    await sleep(CALM_MS);
    const judged = await steady.end();
    const broken = [
      ...judged.broken,
      ...(running.child.exitCode === null ? [] : ["the program ended"]),
      ...figures.flatMap((figure) => missed(figure, limitMs(MOST_BACK_MS, load))),
    ];
    return { ...judged, readyMs: [], broken, figures };
  } finally {
    await stopProcess(running, "SIGKILL");
    await proxy.close();
    await postgres.stop();
  }
}

async function suffer(stage: Stage, trouble: Trouble, holdMs: number): Promise<TroubleFigures> {
  await PLAY[trouble](stage, holdMs);
  const endedAt = performance.now();
  const [backMs, listeningMs] = await Promise.all([
    until(() => canPost(stage.address)).then(() => performance.now() - endedAt),
    until(() => isListening(stage.postgres)).then(() => performance.now() - endedAt),
  ]);
  await sleep(SETTLE_MS);
  const rows = await stage.postgres.query(`SELECT count(*) AS open FROM pg_stat_activity WHERE ${OURS}`);
  return { trouble, backMs, listeningMs, connections: Number(rows[0]?.open) };
}

function missed({ trouble, backMs, listeningMs, connections }: TroubleFigures, mostBackMs: number): string[] {
  return [
    ...(backMs <= mostBackMs ? [] : [`${trouble}: back after ${backMs.toFixed(0)} ms`]),
    ...(listeningMs <= mostBackMs ? [] : [`${trouble}: listens after ${listeningMs.toFixed(0)} ms`]),
    ...(connections <= MOST_CONNECTIONS ? [] : [`${trouble}: ${connections} connections`]),
  ];
}

/** Opens a conversation and has a message acknowledged. */
async function canPost(address: string): Promise<boolean> {
  try {
    const chat = await openChat(address);
    return (await postOnce(address, chat, { text: "重复" })).status === 200;
  } catch {
    return false;
  }
}

async function isListening(postgres: TestPostgres): Promise<boolean> {
  const news = `${OURS} AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%')`;
  return (await postgres.query(`SELECT pid FROM pg_stat_activity WHERE ${news}`)).length > 0;
}

/** Until the server refuses one more to those without special rights. */
async function takeAllConnections(postgres: TestPostgres): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client(`postgres://merchant_chat@127.0.0.1:${postgres.port}/postgres`);
    client.on("error", () => undefined);
    try {
      await client.connect();
    } catch {
      return taken;
    }
    taken.push(client);
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline && !(await isSo())) await sleep(LOOK_MS);
}

function figureLines({ figures }: PostgresVerdict): string[] {
  return figures.map(
    ({ trouble, backMs, listeningMs, connections }) =>
      `${trouble}: serves after ${backMs.toFixed(0)} ms, listens after ${listeningMs.toFixed(0)} ms, ${connections} connections`,
  );
}

type PostgresOptions = {
  readonly troubles: string;
  readonly conversations: number;
  readonly rate: number;
  readonly hold: number;
  readonly timed: boolean;
};

export const proof = {
  name: "postgres",
  promise:
    "Whatever happens to PostgreSQL, the service is back five seconds after it, with nothing lost and no connection too many.",
  needs: ["postgresql"],
  short: {
    seconds: 18,
    options: { troubles: TROUBLES.join(), conversations: 10, rate: 40, hold: 0.5, timed: false },
  },
  full: {
    seconds: 75,
    options: { troubles: TROUBLES.join(), conversations: 25, rate: 50, hold: 15, timed: true },
  },
  options: {
    troubles: `of ${TROUBLES.join(", ")}`,
    rate: "messages a second of all together",
    hold: "seconds that each trouble lasts",
    timed: "whether it is judged how soon the service is back",
  },
  async run({ troubles, conversations, rate, hold, timed }: PostgresOptions) {
    const load = { conversations, perSecond: rate, holdMs: hold * 1_000, timed };
    const verdict = await provePostgres(choose(troubles, TROUBLES), load);
    const { findings, figures } = resultOf("postgres", verdict);
    return { findings, figures: [...figures, ...figureLines(verdict)] };
  },
} satisfies Proof<PostgresOptions>;
