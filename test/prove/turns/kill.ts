// kill -9 in the middle of many conversations (R1).
import { setTimeout as sleep } from "node:timers/promises";
import { type ChatClient, connectChat } from "../../support/chat-client.ts";
import { judgeChats, messageId } from "../../support/judge-chats.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { LINES } from "../../support/steady-talk.ts";
import { allOf, resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof, ProofResult } from "../proof.ts";

const LONGEST_PAUSE_MS = 300;
const CALM_MS = 500; // before the first of the kills

export type KillLoad = {
  readonly conversations: number;
  /** In each conversation; the talk goes on until all are acknowledged. */
  readonly messages: number;
  readonly kills: number;
  readonly seed: number;
};

/** Deterministic pauses, so that a failure can be played again. */
function createPauses(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

export async function proveKill(load: KillLoad): Promise<Verdict> {
  const random = createPauses(load.seed);
  const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
  let running = await startProcess(env);
  try {
    const port = new URL(running.address).port;
    const clients = await Promise.all(
      Array.from({ length: load.conversations }, () => connectChat(() => running.address)),
    );
    const killed = Promise.withResolvers<void>();
    const talks = Promise.all(
      clients.map((client) => talk(client, { messages: load.messages, random, killed: killed.promise })),
    );
    const readyMs: number[] = [];
    for (let kill = 0; kill < load.kills; kill++) {
      await sleep(CALM_MS * (0.6 + random() * 1.4));
      await stopProcess(running, "SIGKILL");
      running = await startProcess({ ...env, PORT: port });
      readyMs.push(running.readyMs);
    }
    killed.resolve();
    await talks;
    const judged = await judgeChats(clients);
    const broken = [...judged.broken];
    for (const client of clients) client.close();
    if (judged.acked < load.conversations * load.messages) broken.push("not every message was acknowledged");
    return { ...judged, readyMs, broken };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** The last message waits for the last kill, so that however fast the machine is, all kills are in the middle. */
async function talk(
  client: ChatClient,
  { messages, random, killed }: { messages: number; random: () => number; killed: Promise<void> },
): Promise<void> {
  for (let index = 0; index < messages; index++) {
    if (index === messages - 1) await killed;
    await client.say(LINES[index % LINES.length] ?? "", messageId(client, index));
    await sleep(random() * LONGEST_PAUSE_MS);
  }
}

type KillOptions = Omit<KillLoad, "seed"> & { readonly seeds: string };

export const proof = {
  name: "kill",
  promise:
    "A service that is killed in the middle of many conversations loses, doubles and disorders no acknowledged message.",
  short: { seconds: 15, options: { conversations: 30, messages: 20, kills: 4, seeds: "20261124" } },
  full: { seconds: 90, options: { conversations: 50, messages: 250, kills: 20, seeds: "20261124" } },
  options: {
    messages: "in each conversation",
    seeds: "one or several with commas; it is played once for each",
  },
  async run({ seeds, ...load }: KillOptions) {
    const results: ProofResult[] = [];
    for (const seed of seeds.split(",").map(Number)) {
      const verdict = await proveKill({ ...load, seed });
      const acked = load.conversations * load.messages;
      results.push(resultOf(`seed ${seed}, ${load.kills} kills`, verdict, { acked }));
    }
    return allOf(results);
  },
} satisfies Proof<KillOptions>;
