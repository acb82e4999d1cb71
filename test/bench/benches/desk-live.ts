// Thirty agents listen while a thousand merchants talk, half of them to a person: how soon a row is there, and what a turn
// of the bot costs beside all that. Ends with 2 when the machine was too busy to be believed.
import { randomUUID } from "node:crypto";
import { cpus } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import type { DeskEvents, DeskState, HereAnswer } from "../../../src/base/desk-wire.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { aLink, comeIn, type DeskClient, deskClient } from "../../support/desk-client.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";
import { cpuMs } from "../../support/process-usage.ts";
import { quantile } from "../../support/quantile.ts";
import { freshDataDir, type RunningProcess, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Bench, BenchValues } from "../bench.ts";
import { loadBefore } from "../load/validity.ts";

const MARKS = { rowP95: 500, turnTimes: 1.5 } as const; // ms; times the same turn without the desk
const AT_ONCE = 20;
/** The last rows are still on their way. */
const LAST_ROWS_MS = 2_000;
/** More than this a core, and others were measured as well. */
const MOST_LOAD = 0.5;
/** What a merchant says to the bot: a turn with a reply. */
const LINE = "换卡要手续费吗";

interface Merchant {
  readonly chat: Chat;
  readonly hasPerson: boolean;
}

interface Talked {
  /** Until the bot's turn was stored and acknowledged. */
  readonly turnMs: readonly number[];
  /** From the acknowledgement to the row at an agent; `Infinity` where it never came. */
  readonly rowMs: readonly number[];
  readonly refused: number;
  readonly sent: number;
  /** Of all the service's threads: it says what the desk costs also where others keep the machine busy. */
  readonly cpuMs: number;
}

/** When a text was first the last of a row, at any agent. */
type Arrived = Map<string, number>;

async function anAgent(address: string, link: string, arrived: Arrived) {
  const client = deskClient(address);
  await comeIn(client, link);
  const { seq } = (await client.get("/state")).json as unknown as DeskState;
  const url = `${address.replace("http", "ws")}/api/desk/stream?after=${seq}`;
  const socket = new WebSocket(url, { headers: { cookie: client.cookie, origin: address } });
  socket.on("message", (data) => {
    const frame = JSON.parse(String(data)) as DeskEvents | HereAnswer;
    const now = performance.now();
    for (const { lastText } of "rows" in frame ? frame.rows : [])
      if (!arrived.has(lastText)) arrived.set(lastText, now);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  return { client, socket };
}

/** Does it for each, some at once. */
async function each<T>(all: readonly T[], job: (one: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < all.length) {
      const index = next;
      next += 1;
      await job(all[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** At a fixed rate, whatever the answers do. */
async function talk(
  { address, child }: RunningProcess,
  merchants: readonly Merchant[],
  { perSecond, seconds, arrived }: { perSecond: number; seconds: number; arrived: Arrived },
): Promise<Talked> {
  const turnMs: number[] = [];
  const acked = new Map<string, number>();
  let refused = 0;
  const say = async ({ chat, hasPerson }: Merchant, number: number): Promise<void> => {
    const text = hasPerson ? `您好，在吗 ${number}` : LINE;
    const startedAt = performance.now();
    const { status } = await postOnce(address, chat, { text, clientId: randomUUID() });
    const now = performance.now();
    if (status !== 200) refused += 1;
    else if (hasPerson) acked.set(text, now);
    else turnMs.push(now - startedAt);
  };
  const cpuBefore = cpuMs(child.pid ?? 0);
  const startedAt = performance.now();
  const posts: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const wait = startedAt + (n * 1_000) / perSecond - performance.now();
    if (wait > 1) await sleep(wait);
    posts.push(say(merchants[n % merchants.length] as Merchant, n));
  }
  await Promise.all(posts);
  if (acked.size > 0) await sleep(LAST_ROWS_MS);
  const rowMs = [...acked].map(([text, at]) =>
    Math.max(0, (arrived.get(text) ?? Number.POSITIVE_INFINITY) - at),
  );
  return { turnMs, rowMs, refused, sent: posts.length, cpuMs: cpuMs(child.pid ?? 0) - cpuBefore };
}

/** Every second merchant calls a person, and the agents take all of them. */
async function staffed(address: string, chats: readonly Chat[], agents: readonly DeskClient[]) {
  const calling = chats.filter((_, index) => index % 2 === 0);
  await each(calling, async (chat) => void (await postOnce(address, chat, { text: "转人工" })));
  await each(calling, async (_, index) => {
    const { status } = (await agents[index % agents.length]?.post("/take-next")) ?? { status: 0 };
    if (status !== 200) throw new Error(`take-next: ${status}`);
  });
}

const option = (fallback: string) => ({ type: "string", default: fallback }) as const;

export const bench = {
  name: "desk-live",
  says: "agents who listen while merchants talk: how soon a row is there, and what a turn costs beside it",
  options: {
    agents: option("30"),
    merchants: option("1000"),
    rate: option("100"),
    seconds: option("60"),
    quick: { type: "boolean", default: false },
  },
  async run(values: BenchValues) {
    const [agents, merchants, perSecond, seconds] = values.quick
      ? [10, 100, 20, 10]
      : [values.agents, values.merchants, values.rate, values.seconds].map(Number);
    if (!agents || !merchants || !perSecond || !seconds)
      throw new Error("--agents, --merchants, --rate, --seconds: numbers above 0");
    const load = loadBefore();
    console.log(
      `${agents} agents, ${merchants} merchants, ${perSecond} messages a second for ${seconds} s, SQLite;\n` +
        `${cpus().length} cores, Node ${process.version}, load ${load.toFixed(1)} before it began`,
    );
    const dataDir = freshDataDir();
    const running = await startProcess({ DATA_DIR: dataDir, RATE_LIMIT: "off" });
    const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`);
    const sockets: WebSocket[] = [];
    try {
      const { address } = running;
      const chats: Chat[] = [];
      await each(Array.from({ length: merchants }), async () => void chats.push(await openChat(address)));
      const arrived: Arrived = new Map();
      const spoken = { perSecond, seconds, arrived };
      const alone = chats.map((chat) => ({ chat, hasPerson: false }));
      // The engine compiles what is used while nobody measures.
      await talk(running, alone, { ...spoken, seconds: Math.ceil(seconds / 4) });
      const before = await talk(running, alone, { ...spoken, perSecond: perSecond / 2 });
      const clients: DeskClient[] = [];
      for (let n = 0; n < agents; n += 1) {
        const draft = { login: `a${n}`, name: `客服${n}`, role: "agent" } as const;
        const { client, socket } = await anAgent(
          address,
          await aLink({ stores: store.desk, dataDir }, draft),
          arrived,
        );
        clients.push(client);
        sockets.push(socket);
      }
      await staffed(address, chats, clients);
      const mixed = chats.map((chat, index) => ({ chat, hasPerson: index % 2 === 0 }));
      return report(before, await talk(running, mixed, spoken), load);
    } finally {
      for (const socket of sockets) socket.terminate();
      await store.close();
      await stopProcess(running);
    }
  },
} satisfies Bench;

/** The bot answers as many turns a second in both: what is compared is the desk beside them. */
function report(before: Talked, beside: Talked, load: number): number {
  const at = (of: readonly number[], share: number) => quantile(of, share).toFixed(1);
  const perMessage = ({ cpuMs, sent }: Talked) => (cpuMs / sent).toFixed(2);
  const rowP95 = quantile(beside.rowMs, 0.95);
  const times = quantile(beside.turnMs, 0.95) / quantile(before.turnMs, 0.95);
  const isMet = rowP95 <= MARKS.rowP95 && times <= MARKS.turnTimes && before.refused + beside.refused === 0;
  console.log(
    [
      `row at an agent    p50 ${at(beside.rowMs, 0.5)}, p95 ${at(beside.rowMs, 0.95)} of ${MARKS.rowP95} ms after the acknowledgement, ${beside.rowMs.length} messages`,
      `turn without desk  p50 ${at(before.turnMs, 0.5)}, p95 ${at(before.turnMs, 0.95)} ms, ${before.turnMs.length} turns`,
      `turn beside desk   p50 ${at(beside.turnMs, 0.5)}, p95 ${at(beside.turnMs, 0.95)} ms, ${beside.turnMs.length} turns: ${times.toFixed(2)} of ${MARKS.turnTimes} times`,
      `CPU of the service ${perMessage(before)} ms a message without, ${perMessage(beside)} beside`,
      `refused            ${before.refused} without, ${beside.refused} beside`,
    ].join("\n"),
  );
  if (load > MOST_LOAD * cpus().length) {
    console.log(`INVALID: the machine was too busy to be believed (load ${load.toFixed(1)} before it began)`);
    return 2;
  }
  console.log(isMet ? "ok" : "MISSED");
  return isMet ? 0 : 1;
}
