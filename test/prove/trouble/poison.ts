// Messages whose turn throws, hangs or never ends harm nobody but themselves, and not much (R21).
import { setTimeout as sleep } from "node:timers/promises";
import type { Activity } from "../../../src/base/wire.ts";
import { type Probed, p99, probePost } from "../../support/page-probe.ts";
import { limitMs } from "../../support/patience.ts";
import { type Chat, gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { POISONS } from "../../support/poisons.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, totalOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

/** The deadline of a turn, and a second for everything around it. */
const ANSWERED_MS = 3_000;
const MOST_RUNS = 3;
/** A merchant who gets no answer sends again under the same id, here all at once. */
const COPIES = 3;
const SLOWER = 2;

export type PoisonLoad = {
  readonly others: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Judge times, the others' too; for a machine that does nothing else. */
  readonly timed: boolean;
};

export interface PoisonVerdict extends Verdict {
  readonly figures: string;
}

export async function provePoison(load: PoisonLoad): Promise<PoisonVerdict> {
  const running = await startProcess({ DATA_DIR: freshDataDir() }, [], "test/support/poisoned-server.ts");
  const { address } = running;
  const ran: string[] = [];
  running.child.stdout?.on("data", (chunk: Buffer) => ran.push(...chunk.toString().split("\n")));
  try {
    const open = (count: number) => Promise.all(Array.from({ length: count }, () => openChat(address)));
    const [others, victims] = [await open(load.others), await open(POISONS.length)];
    await chatFor(address, { chats: others, ...load, seconds: 1 });
    const before = await chatFor(address, { chats: others, ...load });
    const during = chatFor(address, { chats: others, ...load });
    const harmed = await Promise.all(
      POISONS.map(async (poison, index) => {
        // Spread over the time, as accidents are.
        await sleep((index * load.seconds * 1_000) / POISONS.length);
        return harm(address, { chat: victims[index], poison, mostMs: limitMs(ANSWERED_MS, load) });
      }),
    );
    const meanwhile = await during;
    const broken = harmed.flatMap((one) => one.broken);
    for (const poison of POISONS) {
      const runs = ran.filter((line) => line === `ran ${poison}`).length;
      if (runs < 1 || runs > MOST_RUNS) broken.push(`"${poison}" was run ${runs} times`);
    }
    const failed = [...before, ...meanwhile].filter(({ status }) => status !== 200).length;
    if (failed > 0) broken.push(`${failed} messages of others not accepted`);
    const [calm, poisoned] = [p99(before), p99(meanwhile)];
    if (load.timed && !(poisoned <= SLOWER * calm)) broken.push("others wait more than twice as long");
    const total = totalOf(harmed);
    return {
      ...total,
      acked: total.acked + before.length + meanwhile.length - failed,
      readyMs: [running.readyMs],
      broken,
      figures:
        `others p99 ${calm.toFixed(1)} ms before, ${poisoned.toFixed(1)} ms beside ${POISONS.length} poisons in ` +
        `${load.seconds} s, slowest ${Math.max(...meanwhile.map(({ ms }) => ms)).toFixed(0)} ms; poisons answered in ` +
        harmed.map(({ ms }) => ms.toFixed(0)).join(", ") +
        " ms",
    };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** A poisonous message in the middle of a conversation about a provider, sent several times under one id. */
async function harm(
  address: string,
  { chat, poison, mostMs }: { chat: Chat | undefined; poison: string; mostMs: number },
) {
  if (!chat) throw new Error("a poison needs a conversation");
  const before = await postOnce(address, chat, { text: "拉卡拉换卡", clientId: "before" });
  const startedMs = performance.now();
  const posts = await Promise.all(
    Array.from({ length: COPIES }, () => postOnce(address, chat, { text: poison, clientId: "poison" })),
  );
  const ms = performance.now() - startedMs;
  const after = await postOnce(address, chat, { text: "重复", clientId: "after" });
  const stored = await readChat(address, chat);
  const acked = [before, ...posts, after].flatMap(({ activityId }) => activityId ?? []);
  const own = stored.filter(({ from }) => from.role === "user");
  const answers = (id: string | undefined) => stored.filter(({ replyToId }) => replyToId === id);
  const said = answers(posts[0]?.activityId);
  return {
    ms,
    acked: own.length,
    lost: acked.filter((id) => !own.some((activity) => activity.id === id)).length,
    doubled: own.length - new Set(acked).size,
    disordered: gapsIn(stored),
    broken: [
      ...(acked.length === COPIES + 2 ? [] : [`"${poison}": ${COPIES + 2 - acked.length} posts refused`]),
      ...(ms <= mostMs ? [] : [`"${poison}" answered after ${ms.toFixed(0)} ms`]),
      ...(said.length === 1 && isApology(said[0])
        ? []
        : [`"${poison}" without apology, channels and person`]),
      ...(answers(after.activityId).some((reply) => !isApology(reply))
        ? []
        : [`no way on after "${poison}"`]),
    ],
  };
}

function isApology(reply: Activity | undefined): boolean {
  const data = reply?.channelData as { key?: string; channels?: readonly unknown[] } | undefined;
  const offers = reply?.suggestedActions?.actions.map(({ value }) => value) ?? [];
  return data?.key === "apology" && (data.channels?.length ?? 0) > 0 && offers.includes("转人工");
}

/** Others who chat at a steady pace; what each of their messages was told, and when. */
async function chatFor(
  address: string,
  { chats, perSecond, seconds }: { chats: readonly Chat[]; perSecond: number; seconds: number },
): Promise<readonly Probed[]> {
  const count = Math.round(perSecond * seconds);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep((index * 1_000) / perSecond);
      const chat = chats[index % chats.length];
      if (!chat) throw new Error("there have to be others");
      return probePost(address, chat, "换卡要钱吗");
    }),
  );
}

type PoisonOptions = Pick<PoisonLoad, "others" | "seconds" | "timed"> & { readonly rate: number };

export const proof = {
  name: "poison",
  promise:
    "A message whose turn throws, hangs or never ends is answered within three seconds with an apology, and harms nobody.",
  short: { seconds: 14, options: { others: 4, rate: 10, seconds: 2, timed: false } },
  full: { seconds: 125, options: { others: 20, rate: 20, seconds: 60, timed: true } },
  options: { rate: "messages a second of the others", timed: "whether times are judged, the others' too" },
  async run({ rate, ...load }: PoisonOptions) {
    const verdict = await provePoison({ ...load, perSecond: rate });
    const { findings, figures } = resultOf("poison", verdict);
    return { findings, figures: [...figures, verdict.figures] };
  },
} satisfies Proof<PoisonOptions>;
