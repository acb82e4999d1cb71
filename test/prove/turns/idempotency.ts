// The same message many times at once, and again after a restart, is one message (R4).
import type { Activity } from "../../../src/base/wire.ts";
import { type Chat, gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const CHATS = 10;
const LONGEST_ID = 128;

/** Posts `messages` messages, each `copies` times at once; then once more after a restart, with another text. */
export async function proveIdempotency(load: { messages: number; copies: number }): Promise<Verdict> {
  const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
  let running = await startProcess(env);
  const readyMs = [running.readyMs];
  const broken: string[] = [];
  const insist = (claim: string, isKept: boolean) => void (isKept || broken.push(claim));
  try {
    const chats = await Promise.all(Array.from({ length: CHATS }, () => openChat(running.address)));
    const answered = new Map<string, Set<string | undefined>>();
    const post = async (chat: Chat, clientId: string, text: string) => {
      const posted = await postOnce(running.address, chat, { text, clientId });
      insist(`${clientId}: answered ${posted.status}`, posted.status === 200);
      answered.set(clientId, (answered.get(clientId) ?? new Set()).add(posted.activityId));
    };
    const idsOf = (chat: Chat) =>
      Array.from({ length: load.messages / CHATS }, (_, index) => `${chat.id}-${index}`);
    const each = (send: (chat: Chat, clientId: string) => Promise<unknown>) =>
      Promise.all(
        chats.map(async (chat) => {
          for (const clientId of idsOf(chat)) await send(chat, clientId);
        }),
      );
    await each((chat, clientId) =>
      Promise.all(Array.from({ length: load.copies }, () => post(chat, clientId, "换卡要钱吗"))),
    );
    await stopProcess(running, "SIGKILL");
    running = await startProcess(env);
    readyMs.push(running.readyMs);
    await each((chat, clientId) => post(chat, clientId, "换卡要钱吗"));
    await each((chat, clientId) => post(chat, clientId, "卡住了"));

    const judged = await Promise.all(
      chats.map(async (chat) => judge(await readChat(running.address, chat), idsOf(chat), answered)),
    );
    const sum = (key: "lost" | "doubled" | "disordered") => judged.reduce((all, one) => all + one[key], 0);
    await proveEdges(running.address, insist);
    insist(
      "one id in all answers",
      [...answered.values()].every(({ size }) => size === 1),
    );
    const acked = answered.size;
    return {
      acked,
      lost: sum("lost"),
      doubled: sum("doubled"),
      disordered: sum("disordered"),
      readyMs,
      broken,
    };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

function judge(
  stored: readonly Activity[],
  sent: readonly string[],
  answered: ReadonlyMap<string, Set<unknown>>,
) {
  const own = stored.filter(({ from }) => from.role === "user");
  const ids = own.map(({ channelData }) => String(channelData?.clientActivityID));
  const kept = own.filter(
    ({ id, text }, index) => answered.get(ids[index] ?? "")?.has(id) && text === "换卡要钱吗",
  );
  return {
    lost: sent.filter((id) => !ids.includes(id)).length + own.length - kept.length,
    doubled: ids.length - new Set(ids).size,
    disordered: gapsIn(stored) + [...new Set(ids)].filter((id, index) => id !== sent[index]).length,
  };
}

async function proveEdges(origin: string, insist: (claim: string, isKept: boolean) => void): Promise<void> {
  const [one, other] = [await openChat(origin), await openChat(origin)];
  const say = (chat: Chat, clientId?: string) =>
    postOnce(origin, chat, { text: "下一步", ...(clientId !== undefined && { clientId }) });
  await say(one, "shared");
  await say(other, "shared");
  const texts = (await readChat(origin, other)).filter(({ from }) => from.role === "user");
  insist("the same id in another conversation is another message", texts.length === 1);
  insist("an id that is too long is refused", (await say(one, "x".repeat(LONGEST_ID + 1))).status === 400);
  const [first, second] = [await say(one), await say(one)];
  insist(
    "messages without an id are separate",
    first.status === 200 && first.activityId !== second.activityId,
  );
}

type Load = { readonly messages: number; readonly copies: number };

export const proof = {
  name: "idempotency",
  promise: "A message that is sent again, at once or after a restart, is one message with one answer.",
  short: { seconds: 10, options: { messages: 20, copies: 10 } },
  full: { seconds: 20, options: { messages: 200, copies: 20 } },
  options: { messages: "of ten conversations together", copies: "of each message, at once" },
  async run(load: Load) {
    return resultOf("idempotency", await proveIdempotency(load), { acked: load.messages });
  },
} satisfies Proof<Load>;
