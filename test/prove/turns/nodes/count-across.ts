// The counting bot behind two pipelines over one PostgreSQL: messages at once (R5), and one message many times (R4).
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../../../src/base/errors.ts";
import type { Activity } from "../../../../src/base/wire.ts";
import type { Conversations } from "../../../../src/chat/conversations.ts";
import { openStore } from "../../../../src/storage/open-store.ts";
import { aPipeline } from "../../../support/chat-server.ts";
import { gapsIn } from "../../../support/plain-client.ts";
import { totalOf, type Verdict } from "../../../support/verdict.ts";

export interface CountLoad {
  readonly conversations: number;
  /** At once into each conversation, by turns at either node. */
  readonly messages: number;
  /** Of every message, at once. */
  readonly copies: number;
}

const RETRY_MS = 10;
const MOST_ACTIVITIES = 10_000;

export async function countAcross(databaseUrl: string, load: CountLoad): Promise<Verdict> {
  const stores = [await openStore(databaseUrl), await openStore(databaseUrl)];
  const nodes = stores.map((store) => aPipeline(store));
  try {
    const all = await Promise.all(
      Array.from({ length: load.conversations }, async () => {
        const id = (await insist(() => nodes[0]?.open({ locale: "zh-CN" }))) ?? "";
        const acked = await Promise.all(
          Array.from({ length: load.messages * load.copies }, (_, n) =>
            insist(() => post(nodes[n % nodes.length], id, `c${Math.floor(n / load.copies)}`)),
          ),
        );
        return judge((await stores[0]?.conversations.list(id, 0, MOST_ACTIVITIES)) ?? [], acked, load);
      }),
    );
    return {
      ...totalOf(all),
      readyMs: [],
      broken: all.flatMap(({ counted }) =>
        counted === load.messages ? [] : [`the counter says ${counted} after ${load.messages} messages`],
      ),
    };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

async function post(node: Conversations | undefined, id: string, clientId: string): Promise<string> {
  const channelData = { clientActivityID: clientId };
  const posted = await node?.post(id, { type: "message", text: clientId, channelData });
  return posted?.activityId ?? "";
}

/** What is refused for the moment is asked again, as clients do. */
async function insist<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError && error.code === "overloaded")) throw error;
      await sleep(RETRY_MS);
    }
  }
}

function judge(
  stored: readonly Activity[],
  acked: readonly (string | undefined)[],
  { messages, copies }: CountLoad,
) {
  const own = stored.filter(({ from }) => from.role === "user");
  const counts = stored.flatMap(({ replyToId, text }) =>
    replyToId === undefined ? [] : [Number.parseInt(text ?? "", 10)],
  );
  const ids = new Set(own.map(({ id }) => id));
  const late = stored.filter(({ id, replyToId }) => replyToId !== undefined && replyToId >= id);
  return {
    acked: acked.length / copies,
    lost: acked.filter((id) => id === undefined || !ids.has(id)).length,
    doubled: own.length - messages + counts.length - new Set(counts).size,
    disordered: gapsIn(stored) + late.length + counts.filter((count, n) => count !== n + 1).length,
    counted: counts.at(-1) ?? 0,
  };
}
