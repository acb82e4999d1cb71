// An hour of everybody at once: merchants who talk, come back and export, beside strangers who flood and feed it rubbish.
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type Merchant, offer, openMerchant, p95, sayNext } from "../../support/offered-load.ts";
import { readChat } from "../../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";

/** Of the memory after the warm-up. */
const MOST_GROWTH = 0.05;
/** A sixth of the time is warm-up: ten minutes of an hour. */
const WARM_UP = 1 / 6;
const PER_SECOND = 20;
const HOSTILE = 40;
const HOSTILE_FROM = "203.0.113.77";
const RUBBISH = [
  "ﷺ".repeat(4_000),
  "卡号6222然后0210".repeat(300),
  "\u0000",
  "{",
  "了".repeat(4_000),
  "验证码12 ".repeat(400),
];
const EVERY_MS = 1_000;
const LOOKS = 30;
/** New conversations are fewer than a thousand a minute, over all addresses. */
const OPEN_EVERY_MS = 65;
/** Before half an hour, when a token ends. */
const RENEW_EVERY_S = 1_200;
const READ_AT_ONCE = 8;

type SoakOptions = { readonly seconds: number; readonly conversations: number; readonly judged: boolean };

export const proof = {
  name: "soak",
  promise:
    "An hour of two thousand conversations beside hostile clients loses no message, and takes no more memory than its first ten minutes.",
  needs: ["linux"],
  short: { seconds: 12, options: { seconds: 4, conversations: 40, judged: false } },
  full: { seconds: 3_700, options: { seconds: 3_600, conversations: 2_000, judged: true } },
  options: {
    seconds: "of talk",
    conversations: "that merchants hold",
    judged: "whether the memory is judged: seconds tell nothing of it",
  },
  async run({ seconds, conversations, judged }: SoakOptions) {
    const running = await startProcess({ DATA_DIR: freshDataDir(), TRUST_PROXY: "1" });
    try {
      const { address, child } = running;
      const merchants: Merchant[] = [];
      for (let n = 0; n < conversations; n += 1) {
        merchants.push(await openMerchant(address, n));
        await sleep(OPEN_EVERY_MS);
      }
      const hostile = await Promise.all(
        Array.from({ length: HOSTILE }, (_, n) => openMerchant(address, n, HOSTILE_FROM)),
      );
      const end = performance.now() + seconds * 1_000;
      const trouble = [floodUntil(end, address, hostile), abuseUntil(end, address)];
      const memory = watchMemory(child.pid ?? 0, seconds);
      const answers = await talk(address, merchants, seconds);
      const [attacks] = await Promise.all(trouble);
      const megabytes = await memory;
      const lost = await lostOf(address, merchants);
      const taken = answers.filter(({ status }) => status === 200).length;
      const [warm, last] = halvesAfterWarmUp(megabytes);
      const growth = last / warm - 1;
      return {
        findings: [
          ...(lost.length > 0
            ? [`${lost.length} acknowledged messages are not there: ${lost.slice(0, 3).join(", ")}`]
            : []),
          ...(taken > 0 ? [] : ["no message was taken at all"]),
          ...(judged && growth > MOST_GROWTH
            ? [`memory grew by ${(growth * 100).toFixed(1)} % after the warm-up`]
            : []),
        ],
        figures: [
          `${conversations} conversations over ${seconds} s: ${taken} of ${answers.length} messages taken, p95 ${p95(answers).toFixed(0)} ms, ${lost.length} lost`,
          `${attacks ?? 0} hostile messages beside`,
          `memory after the warm-up ${warm.toFixed(0)} MB, at the end ${last.toFixed(0)} MB (${(growth * 100).toFixed(1)} %, mark ${MOST_GROWTH * 100} %)`,
        ],
      };
    } finally {
      await stopProcess(running, "SIGKILL");
    }
  },
} satisfies Proof<SoakOptions>;

/** As long as they like: now and then each asks for a new token, as the widget does. */
async function talk(address: string, merchants: Merchant[], seconds: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let left = seconds; left > 0; left -= RENEW_EVERY_S) {
    const spell = Math.min(left, RENEW_EVERY_S);
    answers.push(...(await offer(address, merchants, { perSecond: PER_SECOND, seconds: spell })));
    for (const [index, merchant] of merchants.entries()) merchants[index] = await renewed(address, merchant);
  }
  return answers;
}

async function renewed(address: string, merchant: Merchant): Promise<Merchant> {
  const headers = { authorization: `Bearer ${merchant.token}`, "x-forwarded-for": merchant.address };
  const reply = await fetch(`${address}/api/chat/token`, { method: "POST", headers });
  const { token } = (await reply.json()) as { token: string };
  return { ...merchant, token };
}

/** Texts that are hard to read, and what is no text, as fast as one address is answered. */
async function floodUntil(end: number, address: string, hostile: readonly Merchant[]): Promise<number> {
  const said = hostile.map(async (one, n) => {
    let count = 0;
    for (; performance.now() < end; count += 1)
      await Promise.all([sayNext(address, one, RUBBISH[(one.said + n) % RUBBISH.length]), sleep(EVERY_MS)]);
    return count;
  });
  return (await Promise.all(said)).reduce((all, one) => all + one, 0);
}

/** Requests that mean nothing: broken bodies, forged tokens, searches of rubbish, exports without a right. */
async function abuseUntil(end: number, address: string): Promise<number> {
  const asks: readonly [string, RequestInit][] = [
    [
      "/v3/directline/conversations",
      { method: "POST", body: "{", headers: { "content-type": "application/json" } },
    ],
    ["/v3/directline/conversations/x/activities", { headers: { authorization: "Bearer a.b.c" } }],
    [`/search?q=${encodeURIComponent("了".repeat(300))}`, {}],
    [`/api/search?q=${encodeURIComponent("%00 ' OR 1=1 --")}`, {}],
    ["/api/chat/export", { headers: { authorization: "Bearer x" } }],
    ["/../../etc/passwd", {}],
  ];
  let count = 0;
  for (; performance.now() < end; count += 1) {
    const [path, init] = asks[count % asks.length] ?? ["/", {}];
    const reply = await fetch(address + path, init);
    await reply.arrayBuffer();
    await sleep(EVERY_MS / asks.length);
  }
  return count;
}

/** Megabytes of the process, at moments spread over the talk. */
async function watchMemory(pid: number, seconds: number): Promise<number[]> {
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep((seconds * 1_000) / LOOKS);
    looks.push(Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1_024);
  }
  return looks;
}

/** The means of the first and of the last third after the warm-up. */
function halvesAfterWarmUp(megabytes: readonly number[]): readonly [number, number] {
  const after = megabytes.slice(Math.round(megabytes.length * WARM_UP));
  const third = Math.max(1, Math.floor(after.length / 3));
  const mean = (some: readonly number[]) => some.reduce((all, one) => all + one, 0) / some.length;
  return [mean(after.slice(0, third)), mean(after.slice(-third))];
}

/** Acknowledged messages that cannot be read afterwards. */
async function lostOf(address: string, merchants: readonly Merchant[]): Promise<string[]> {
  const waiting = [...merchants];
  const lost: string[] = [];
  const next = async (): Promise<void> => {
    const merchant = waiting.shift();
    if (!merchant) return;
    const stored = new Set((await readChat(address, merchant)).map(({ id }) => id));
    lost.push(...[...merchant.acknowledged.values()].filter((id) => !stored.has(id)));
    return next();
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, next));
  return lost;
}
