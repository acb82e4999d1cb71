// kill -9 in the middle of fifty conversations: nothing acknowledged is lost, nothing is doubled, order is kept.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { Activity } from "../../src/base/wire.ts";
import { type ChatClient, connectChat } from "../support/chat-client.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../support/start-process.ts";

const CONVERSATIONS = 50;
const MESSAGES_EACH = 12;
const KILLS = 4;
const SEED = 20_261_124;
/** What a merchant in a guide says; every line is answered by at least one message. */
const LINES = ["拉卡拉换卡", "下一步", "换卡要钱吗", "下一步", "卡住了", "重复", "转人工"];

let running: RunningProcess;
afterAll(() => stopProcess(running, "SIGKILL"));

/** Deterministic pauses, so that a failure can be played again. */
function createPauses(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

describe("kill -9 under load", () => {
  it("loses no acknowledged message, doubles none and keeps every order", { timeout: 180_000 }, async () => {
    const random = createPauses(SEED);
    const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
    running = await startProcess(env);
    const port = new URL(running.address).port;
    const clients = await Promise.all(
      Array.from({ length: CONVERSATIONS }, () => connectChat(() => running.address)),
    );
    let talking = true;
    const talks = Promise.all(clients.map((client) => talk(client, random))).finally(() => {
      talking = false;
    });
    const readyMs: number[] = [];
    for (let kill = 0; kill < KILLS && talking; kill++) {
      await sleep(300 + random() * 700);
      await stopProcess(running, "SIGKILL");
      running = await startProcess({ ...env, PORT: port });
      readyMs.push(running.readyMs);
    }
    await talks;
    const verdicts = await Promise.all(clients.map(judge));
    const total = (key: "acked" | "lost" | "doubled" | "disordered" | "unanswered") =>
      verdicts.reduce((sum, verdict) => sum + verdict[key], 0);
    process.stdout.write(
      `kill -9: ${readyMs.length} kills, ${total("acked")} acked, ${total("lost")} lost, ${total("doubled")} doubled, ` +
        `${total("disordered")} disordered, ${total("unanswered")} unanswered, ready again in ` +
        `${readyMs.map((ms) => ms.toFixed(0)).join(", ")} ms\n`,
    );
    expect(readyMs).toHaveLength(KILLS);
    expect(total("acked")).toBe(CONVERSATIONS * MESSAGES_EACH);
    expect(
      verdicts.filter(
        ({ lost, doubled, disordered, unanswered }) => lost + doubled + disordered + unanswered,
      ),
    ).toEqual([]);
    for (const client of clients) {
      expect(client.violations).toEqual([]);
      client.close();
    }
  });
});

async function talk(client: ChatClient, random: () => number): Promise<void> {
  for (let index = 0; index < MESSAGES_EACH; index++) {
    await client.say(LINES[index % LINES.length] ?? "", `${client.conversationId}-${index}`);
    await sleep(random() * 300);
  }
}

/** Reads the whole conversation once more, from the start, and compares it with what was acknowledged. */
async function judge(client: ChatClient) {
  const stored = await readAll(client);
  const own = stored.filter(({ from }) => from.role === "user");
  const ids = own.map(({ channelData }) => channelData?.clientActivityID ?? "");
  const expected = Array.from({ length: MESSAGES_EACH }, (_, index) => `${client.conversationId}-${index}`);
  const byClientId = new Map(own.map((activity) => [activity.channelData?.clientActivityID, activity.id]));
  const acked = [...client.acknowledged];
  return {
    acked: acked.length,
    lost: acked.filter(([clientId, id]) => byClientId.get(clientId) !== id).length,
    doubled: ids.length - new Set(ids).size,
    disordered: ids.filter((id, index) => id !== expected[index]).length,
    unanswered: own.filter(({ id }) => !stored.some(({ replyToId }) => replyToId === id)).length,
  };
}

async function readAll(client: ChatClient): Promise<readonly Activity[]> {
  const last = [...client.acknowledged.values()].at(-1);
  await client.waitFor(({ replyToId }) => replyToId === last);
  return client.received;
}
