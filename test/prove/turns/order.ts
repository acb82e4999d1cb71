// Messages that come at once are counted one after another, on one node and on two (R5).
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../../../src/base/errors.ts";
import type { Activity } from "../../../src/base/wire.ts";
import type { Conversations } from "../../../src/chat/conversations.ts";
import { aPipeline, type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { resultOf, totalOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

type Load = {
  readonly conversations: number;
  /** Sent at once into each conversation. */
  readonly messages: number;
};

/** The counting bot adds one to its state for each message and says the count. */
export async function proveOrder(load: Load): Promise<Verdict> {
  const server = await startChatServer();
  try {
    const all = [
      ...(await overHttp(server, load)),
      ...(await inCallOrder(server, load)),
      await onTwoNodes(server, load),
    ];
    return {
      ...totalOf(all),
      readyMs: [],
      broken: all.flatMap(({ broken }) => broken),
    };
  } finally {
    await server.close();
  }
}

/** Parallel requests of one merchant: none is refused, the counter is exact. */
async function overHttp({ origin }: ChatServer, { conversations, messages }: Load) {
  return Promise.all(
    Array.from({ length: conversations }, async () => {
      const chat = await openChat(origin);
      const posts = await Promise.all(
        Array.from({ length: messages }, (_, n) =>
          postOnce(origin, chat, { text: `m${n}`, clientId: `c${n}` }),
        ),
      );
      const acked = posts.flatMap(({ activityId }) => activityId ?? []);
      const judged = judge(await readChat(origin, chat), acked);
      const refused = messages - acked.length;
      return refused === 0 ? judged : { ...judged, broken: [...judged.broken, `${refused} posts refused`] };
    }),
  );
}

/** Handed over one after another without waiting: stored in just that order. */
async function inCallOrder({ conversations }: ChatServer, load: Load) {
  return Promise.all(
    Array.from({ length: load.conversations }, async () => {
      const id = await conversations.open({ locale: "zh-CN" });
      await conversations.start(id);
      const texts = Array.from({ length: load.messages }, (_, n) => `m${n}`);
      const posts = await Promise.allSettled(
        texts.map((text) => conversations.post(id, { type: "message", text })),
      );
      const acked = posts.flatMap((post) => (post.status === "fulfilled" ? post.value.activityId : []));
      const stored = await readAll(conversations, id);
      const own = stored.filter(({ from }) => from.role === "user").map(({ text }) => text);
      const judged = judge(stored, acked);
      const disordered = judged.disordered + own.filter((text, n) => text !== texts[n]).length;
      return { ...judged, disordered };
    }),
  );
}

/** Two pipelines over one store, as two nodes are; a refused post is sent again under its id, as clients do. */
async function onTwoNodes(server: ChatServer, { messages }: Load) {
  const other = aPipeline(server.store);
  const id = await server.conversations.open({ locale: "zh-CN" });
  await server.conversations.start(id);
  const posts = Array.from({ length: messages }, (_, n) =>
    postStubbornly(n % 2 === 0 ? server.conversations : other, id, `n${n}`),
  );
  const acked = await Promise.all(posts);
  return judge(await readAll(server.conversations, id), acked);
}

async function postStubbornly(node: Conversations, id: string, clientActivityID: string): Promise<string> {
  for (;;) {
    try {
      const channelData = { clientActivityID };
      return (await node.post(id, { type: "message", text: clientActivityID, channelData })).activityId;
    } catch (error) {
      if (!(error instanceof AppError && error.code === "overloaded")) throw error;
      await sleep(10);
    }
  }
}

function judge(stored: readonly Activity[], acked: readonly string[]) {
  const ids = new Set(stored.map(({ id }) => id));
  const answers = stored.filter(({ replyToId }) => replyToId !== undefined);
  const counts = answers.map(({ text }) => Number.parseInt(text ?? "", 10));
  const own = stored.filter(({ from }) => from.role === "user");
  const late = answers.filter(({ id, replyToId }) => !(replyToId !== undefined && replyToId < id));
  const exact = counts.length === own.length && Math.max(0, ...counts) === own.length;
  return {
    acked: acked.length,
    lost: acked.filter((id) => !ids.has(id)).length,
    doubled: counts.length - new Set(counts).size + own.length - acked.length,
    disordered: gapsIn(stored) + late.length + counts.filter((count, n) => count !== n + 1).length,
    broken: exact ? [] : [`counter ${counts.at(-1)} after ${own.length} messages`],
  };
}

async function readAll(conversations: Conversations, id: string): Promise<readonly Activity[]> {
  const all: Activity[] = [];
  for (let watermark = "0"; ; ) {
    const page = await conversations.read(id, watermark);
    if (page.activities.length === 0) return all;
    all.push(...page.activities);
    watermark = page.watermark;
  }
}

export const proof = {
  name: "order",
  promise:
    "Messages that come at once are answered one after another, each exactly once, on one node and on two.",
  short: { seconds: 3, options: { conversations: 3, messages: 50 } },
  full: { seconds: 10, options: { conversations: 20, messages: 50 } },
  options: { messages: "at once into each conversation" },
  async run(load: Load) {
    const { conversations, messages } = load;
    return resultOf("order", await proveOrder(load), { acked: (2 * conversations + 1) * messages });
  },
} satisfies Proof<Load>;
