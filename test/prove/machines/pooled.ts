// Nodes whose connections to PostgreSQL are lent by PgBouncer for one transaction at a time, set up as operators are told.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startPgbouncer, toldLimits } from "../../support/pgbouncer.ts";
import { startPostgres } from "../../support/postgres.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { requestOnce } from "../../support/single-request.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { startTwoNodes } from "../../support/two-nodes.ts";
import { allOf, resultOf } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";
import { talkAcross } from "../turns/nodes/talk-across.ts";

/** Fewer than one node alone would open, so that they are lent from hand to hand. */
const CONNECTIONS = 3;
/** A look every two seconds. */
const MOST_MS = 3_000;
const LOOK_MS = 100;

type PooledOptions = {
  readonly conversations: number;
  readonly messages: number;
  readonly killEvery: number;
  readonly timed: boolean;
};

/** As operators are told to: each looks for what the other committed. */
async function talkThrough(options: PooledOptions): Promise<ProofResult> {
  const nodes = await startTwoNodes(async ({ port }) => ({
    ...(await startPgbouncer(port, CONNECTIONS)),
    settings: { DATABASE_WAKE: "poll" },
  }));
  const { conversations, messages, killEvery, timed } = options;
  const crossing = { conversations, messages, readerAt: () => nodes.address("a") };
  const acked = conversations * messages;
  try {
    const calm = await talkAcross({
      ...{ ...crossing, ...(timed && { mostMs: MOST_MS }) },
      merchantAt: () => nodes.address("b"),
      trouble: async () => [],
    });
    const killed = await talkAcross({
      ...{ ...crossing, merchantAt: nodes.eitherAddress },
      async trouble(isOver) {
        const readyMs: number[] = [];
        for (let kill = 0; !isOver(); kill += 1) {
          await sleep(killEvery * 1_000);
          if (!isOver()) readyMs.push(await nodes.killAndRestart(kill % 2 === 0 ? "a" : "b"));
        }
        return readyMs;
      },
    });
    const told = `at the other node p99 ${calm.deliveryP99.toFixed(0)} ms`;
    const { findings, figures } = resultOf("poll", calm, { acked });
    return allOf([
      { findings, figures: figures.map((line) => `${line}, ${told}`) },
      resultOf("kill", killed, { acked }),
    ]);
  } finally {
    await nodes.close();
  }
}

/** As they are told not to: LISTEN is taken and nothing is ever heard, which the node finds out and the doctor too. */
async function listenThrough(): Promise<ProofResult> {
  const postgres = await startPostgres();
  const pooler = await startPgbouncer(postgres.port, CONNECTIONS);
  const direct = await postgres.createDatabase();
  const env = { DATA_DIR: freshDataDir(), PORT: "0" };
  const saysOf = async (databaseUrl: string) =>
    (await runHuanka(["doctor"], { ...env, DATABASE_URL: databaseUrl })).output;
  const findings: string[] = [];
  try {
    const running = await startProcess({ ...env, DATABASE_URL: pooler.urlOf(direct) });
    const isDeaf = async () =>
      /^huanka_notices_listening 0$/m.test((await requestOnce(`${running.address}/metrics`)).text);
    while (!(await isDeaf())) await sleep(LOOK_MS);
    await stopProcess(running);
    if (!/^warning +database .*DATABASE_WAKE=poll/m.test(await saysOf(pooler.urlOf(direct))))
      findings.push("the doctor does not say that a node behind the pooler is deaf");
    findings.push(...(await unlimited(pooler.urlOf(direct))));
    if (!/^ok +database .*hear each other/m.test(await saysOf(direct)))
      findings.push("the doctor does not say that a node without a pooler hears the others");
    return { findings, figures: ["notify behind the pooler: found deaf by the node and by the doctor"] };
  } finally {
    await pooler.stop();
    await postgres.stop();
  }
}

/** Which limits that a role was given do not hold behind the pooler, in words. */
async function unlimited(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const findings: string[] = [];
  for (const sql of toldLimits()) {
    const [, name = "", value = ""] = /SET (\w+) = '(\w+)'/.exec(sql) ?? [];
    const { rows } = await client.query(`SHOW ${name}`);
    if (rows[0]?.[name] !== value)
      findings.push(`${sql} gives ${name} = ${rows[0]?.[name]} behind the pooler`);
  }
  await client.end();
  return findings;
}

export const proof = {
  name: "pooled",
  promise:
    "Two nodes behind PgBouncer in transaction mode lose, double and disorder nothing, and one that cannot hear says so.",
  needs: ["postgresql", "pgbouncer"],
  short: { seconds: 30, options: { conversations: 8, messages: 5, killEvery: 2, timed: false } },
  full: {
    seconds: 120,
    about: true,
    options: { conversations: 30, messages: 40, killEvery: 5, timed: true },
  },
  options: {
    killEvery: "seconds",
    timed: "whether it is judged how soon a message is told at the other node",
  },
  run: async (options: PooledOptions) => allOf([await talkThrough(options), await listenThrough()]),
} satisfies Proof<PooledOptions>;
