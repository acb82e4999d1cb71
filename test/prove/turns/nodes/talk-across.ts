// Conversations whose merchant speaks to one node while somebody else reads along on another.
import { setTimeout as sleep } from "node:timers/promises";
import { type ChatClient, connectChat } from "../../../support/chat-client.ts";
import { judgeChats, messageId } from "../../../support/judge-chats.ts";
import { PATIENCE_MS } from "../../../support/patience.ts";
import { quantile } from "../../../support/quantile.ts";
import { LINES } from "../../../support/steady-talk.ts";
import type { Verdict } from "../../../support/verdict.ts";

const LONGEST_PAUSE_MS = 200;

export interface Across {
  readonly conversations: number;
  readonly messages: number;
  /** Asked on each request. */
  readonly merchantAt: () => string;
  readonly readerAt: () => string;
  /** From the acknowledgement to the reader's socket, at the 99th percentile; absent where nodes are killed. */
  readonly mostMs?: number;
  /** What goes wrong meanwhile; it ends by itself once `isOver` says so. Answers times to ready, if it starts nodes. */
  readonly trouble: (isOver: () => boolean) => Promise<readonly number[]>;
}

export interface AcrossVerdict extends Verdict {
  readonly deliveryP99: number;
}

export async function talkAcross(load: Across): Promise<AcrossVerdict> {
  const pairs = await Promise.all(Array.from({ length: load.conversations }, () => joinBoth(load)));
  let over = false;
  const talks = Promise.all(pairs.map((pair) => talk(pair, load.messages))).finally(() => {
    over = true;
  });
  const [readyMs, told] = await Promise.all([load.trouble(() => over), talks]);
  const { broken: ownBroken, ...judged } = await judgeChats(pairs.map(({ merchant }) => merchant));
  const deliveryP99 = quantile(
    told.flatMap(({ deliveryMs }) => deliveryMs),
    0.99,
  );
  const broken = [
    ...told.flatMap(({ missing }) => missing),
    ...ownBroken,
    ...pairs.flatMap(({ reader }) => reader.violations),
    ...pairs.flatMap((pair) => (isSameList(pair) ? [] : [`${pair.merchant.conversationId}: lists differ`])),
    ...(judged.acked < load.conversations * load.messages ? ["not every message was acknowledged"] : []),
    ...(load.mostMs !== undefined && !(deliveryP99 <= load.mostMs)
      ? [`delivery p99 ${deliveryP99.toFixed(0)} ms > ${load.mostMs}`]
      : []),
  ];
  for (const { merchant, reader } of pairs) {
    merchant.close();
    reader.close();
  }
  return { ...judged, readyMs, broken, deliveryP99 };
}

interface Pair {
  readonly merchant: ChatClient;
  readonly reader: ChatClient;
}

async function joinBoth({ merchantAt, readerAt }: Across): Promise<Pair> {
  const merchant = await connectChat(merchantAt);
  return { merchant, reader: await connectChat(readerAt, merchant.token) };
}

async function talk({ merchant, reader }: Pair, messages: number) {
  const deliveryMs: number[] = [];
  for (let n = 0; n < messages; n += 1) {
    const id = await merchant.say(LINES[n % LINES.length] ?? "", messageId(merchant, n));
    const ackedAt = performance.now();
    // Its answer: committed in the same turn, so it must come with it.
    const came = await inTime(reader.waitFor(({ replyToId }) => replyToId === id));
    if (!came) return { deliveryMs, missing: [`${id} never came to the reader`] };
    deliveryMs.push(performance.now() - ackedAt);
    await sleep(LONGEST_PAUSE_MS * pauseShare(n));
  }
  return { deliveryMs, missing: [] };
}

/** Of the longest pause, differing from message to message in the same way each time. */
function pauseShare(n: number): number {
  return ((n * 7 + 3) % 10) / 10;
}

function isSameList({ merchant, reader }: Pair): boolean {
  const ids = (client: ChatClient) => client.received.map(({ id }) => id).join();
  return ids(merchant) === ids(reader);
}

function inTime<T>(wanted: Promise<T>): Promise<T | undefined> {
  return Promise.race([wanted, sleep(PATIENCE_MS, undefined, { ref: false })]);
}
