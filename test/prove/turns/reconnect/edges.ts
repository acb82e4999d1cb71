// Odd clients of the proof reconnect: watermarks that are none, stream addresses used again or late, old tokens, odd frames.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SignJWT } from "jose";
import type { Activity, ActivitySet, ConversationReply } from "../../../../src/base/wire.ts";
import { type Chat, openChat, postOnce, readChat } from "../../../support/plain-client.ts";
import { openStream } from "../../../support/raw-stream.ts";
import { freshDataDir, startProcess, stopProcess } from "../../../support/start-process.ts";
import type { Verdict } from "../../../support/verdict.ts";

const BASE = "/v3/directline/conversations";
const MESSAGES = 5;
/** A stream address lives for a minute. */
const LATE_SECONDS = 61;
const GARBAGE_BYTES = 1_024;
const QUIET_MS = 300;

export async function proveEdges(): Promise<Verdict> {
  const env = { DATA_DIR: freshDataDir(), RATE_LIMIT: "off" };
  const first = await startProcess(env);
  const broken: string[] = [];
  const insist = (promise: string, isKept: boolean) => void (isKept || broken.push(promise));
  const port = new URL(first.address).port;
  const [chat, other] = [await openChat(first.address), await openChat(first.address)];
  const acked: string[] = [];
  const say = async (index: number) => {
    const { activityId } = await postOnce(first.address, chat, { text: "换卡要钱吗", clientId: `c${index}` });
    if (activityId !== undefined) acked.push(activityId);
  };
  for (let index = 0; index < MESSAGES; index += 1) await say(index);
  await postOnce(first.address, other, { text: "重复" });
  const before = await readChat(first.address, chat);
  const oldMark = String(before.length - 1);
  await stopProcess(first);
  const second = await startProcess({ ...env, PORT: port });
  try {
    await say(MESSAGES);
    const stored = await readChat(second.address, chat);
    const open = async (query: string) => (await reopen(second.address, chat, query)).streamUrl;

    const marks = ["garbage", "-1", "1.5", "9".repeat(40), `${other.id}|0000002`, "\u0000", "0x10"];
    await Promise.all(
      marks.map(async (mark) => {
        const query = `?watermark=${encodeURIComponent(mark)}`;
        const polled = await poll(second.address, chat, query);
        insist(`a poll from "${mark}" tells all`, polled.status === 200 && isSame(polled.activities, stored));
        const told = await streamed(await open(query), stored.length);
        insist(`a stream from "${mark}" tells all`, isSame(told, stored));
      }),
    );
    const beyond = await poll(second.address, chat, "?watermark=999999");
    const isEnd = beyond.activities.length === 0 && beyond.watermark === String(stored.length);
    insist("a watermark beyond the end is answered with the end", beyond.status === 200 && isEnd);
    const since = stored.slice(Number(oldMark));
    const resumed = await poll(second.address, chat, `?watermark=${oldMark}`);
    insist("a watermark from before a restart tells what came since", isSame(resumed.activities, since));
    const url = await open(`?watermark=${oldMark}`);
    insist("so does a stream", isSame(await streamed(url, since.length), since));
    insist("the same address used again is refused", (await refusalOf(url)) === "status 403");

    const key = Buffer.from(readFileSync(join(env.DATA_DIR, "token.key"), "utf8").trim(), "base64url");
    const late = new URL(url);
    late.searchParams.set("t", await signedAgo(key, { chat, audience: "stream", life: LATE_SECONDS - 1 }));
    insist("a stream address used late is refused", (await refusalOf(late.href)) === "status 403");
    const token = await signedAgo(key, { chat, audience: "chat", life: 2 });
    insist(
      "an expired token is refused",
      (await poll(second.address, { ...chat, token }, "")).status === 403,
    );
    const foreign = await poll(second.address, { id: other.id, token: chat.token }, "");
    insist("another conversation is refused", foreign.status === 403 && foreign.activities.length === 0);

    const stream = await openStream(await open("?watermark=0"));
    await stream.has(stored.length);
    stream.socket.send("");
    stream.socket.send("x".repeat(GARBAGE_BYTES));
    await sleep(QUIET_MS);
    await say(MESSAGES + 1);
    const all = await readChat(second.address, chat);
    await Promise.race([stream.has(all.length), sleep(5_000)]);
    insist("empty and garbage frames are ignored", isSame(durable(stream.activities), all));
    stream.socket.close();
    const ids = new Set(all.map(({ id }) => id));
    return {
      acked: acked.length,
      lost: acked.filter((id) => !ids.has(id)).length,
      doubled: all.length - ids.size,
      disordered: 0,
      readyMs: [first.readyMs, second.readyMs],
      broken,
    };
  } finally {
    await stopProcess(second, "SIGKILL");
  }
}

async function reopen(origin: string, { id, token }: Chat, query: string): Promise<ConversationReply> {
  const reply = await fetch(`${origin}${BASE}/${id}${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await reply.json()) as ConversationReply;
}

async function poll(origin: string, { id, token }: Chat, query: string) {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await fetch(`${origin}${BASE}/${id}/activities${query}`, { headers });
  const set = (await reply.json()) as Partial<ActivitySet>;
  return { status: reply.status, activities: set.activities ?? [], watermark: set.watermark };
}

/** What a stream tells until there are so many, and whatever comes a moment later. */
async function streamed(url: string, count: number): Promise<readonly Activity[]> {
  const stream = await openStream(url);
  await Promise.race([stream.has(count), sleep(5_000)]);
  await sleep(QUIET_MS);
  stream.socket.close();
  return durable(stream.activities);
}

const durable = (activities: readonly Activity[]) => activities.filter(({ type }) => type !== "typing");

async function refusalOf(url: string): Promise<string> {
  return openStream(url).then(
    ({ socket }) => {
      socket.close();
      return "opened";
    },
    (error: Error) => error.message,
  );
}

/** A token or ticket as the service signs it, whose life ended a second ago. */
function signedAgo(
  key: Uint8Array,
  { chat, audience, life }: { chat: Chat; audience: string; life: number },
): Promise<string> {
  const nowS = Math.floor(Date.now() / 1_000);
  return new SignJWT({ conv: chat.id })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("huanka")
    .setAudience(audience)
    .setJti("late")
    .setIssuedAt(nowS - life - 1)
    .setExpirationTime(nowS - 1)
    .sign(key);
}

function isSame(left: readonly Activity[], right: readonly Activity[]): boolean {
  return left.length === right.length && left.every(({ id }, index) => id === right[index]?.id);
}
