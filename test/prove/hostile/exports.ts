// Many who ask for the largest conversation at once cost little memory: it goes out page by page.
import { setTimeout as sleep } from "node:timers/promises";
import type { Activity } from "../../../src/base/wire.ts";
import { MOST_ACTIVITIES } from "../../../src/chat/watermark.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { type Chat, openChat } from "../../support/plain-client.ts";
import { residentMb } from "../../support/process-usage.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";

const MOST_MB = 350;
const WATCH_MS = 20;
/** The longest message, with as many keys of its client's own as are kept. */
const LARGEST = { text: "换".repeat(4_000), channelData: { own: "x".repeat(4_000) } };

type ExportOptions = { readonly atOnce: number; readonly activities: number };

export const proof = {
  name: "exports",
  promise:
    "Thirty who save the largest conversation there may be at once get all of it, within 350 MB of memory.",
  needs: ["linux"],
  short: { seconds: 8, options: { atOnce: 30, activities: 300 } },
  full: { seconds: 25, options: { atOnce: 30, activities: MOST_ACTIVITIES } },
  options: {
    atOnce: "exports under way together",
    activities: "that the conversation holds",
  },
  async run({ atOnce, activities }: ExportOptions) {
    const dataDir = freshDataDir();
    const env = { DATA_DIR: dataDir, RATE_LIMIT: "off" };
    const first = await startProcess(env);
    const chat = await openChat(first.address);
    await stopProcess(first);
    await fill(`sqlite:${dataDir}/huanka.db`, chat.id, activities);
    const running = await startProcess(env);
    try {
      const pid = running.child.pid ?? 0;
      await save(running.address, chat);
      await settled(pid);
      let highest = residentMb(pid);
      const watch = setInterval(() => {
        highest = Math.max(highest, residentMb(pid));
      }, WATCH_MS);
      const all = await Promise.all(Array.from({ length: atOnce }, () => save(running.address, chat)));
      clearInterval(watch);
      const whole = all.filter((count) => count === activities).length;
      return {
        findings: [
          ...(whole === atOnce ? [] : [`only ${whole} of ${atOnce} were whole`]),
          ...(highest > MOST_MB ? [`memory rose to ${highest.toFixed(0)} MB`] : []),
        ],
        figures: [
          `${atOnce} exports of ${activities} activities at once: at most ${highest.toFixed(0)} MB resident (mark ${MOST_MB})`,
        ],
      };
    } finally {
      await stopProcess(running, "SIGKILL");
    }
  },
} satisfies Proof<ExportOptions>;

const SETTLING_MS = 500;
const MOST_LOOKS = 20;
/** What a start needs for a while, and gives back. */
const SETTLED_MB = 0.5;

/** Waits until the memory of a start has been given back. */
async function settled(pid: number): Promise<void> {
  let last = Number.POSITIVE_INFINITY;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await sleep(SETTLING_MS);
    const now = residentMb(pid);
    if (Math.abs(last - now) < SETTLED_MB && looks > 2) return;
    last = now;
  }
}

/** Writes the conversation full, as its merchant would with a thousand long messages. */
async function fill(url: string, id: string, activities: number): Promise<void> {
  const store = await openStore(url);
  const record = await store.conversations.find(id);
  const [first] = await store.conversations.list(id, 0, 1);
  if (!record || !first) throw new Error(`no conversation ${id}`);
  const added = Array.from({ length: activities - record.nextSeq }, (_, n): Activity => {
    const seq = record.nextSeq + n;
    return { ...first, ...LARGEST, id: `${id}|${String(seq).padStart(7, "0")}` };
  });
  for (let from = 0; from < added.length; from += AT_ONCE) {
    await store.conversations.commit({
      conversationId: id,
      expectedVersion: record.version + from / AT_ONCE,
      firstSeq: record.nextSeq + from,
      activities: added.slice(from, from + AT_ONCE),
      clientActivityId: undefined,
      effects: [],
    });
  }
  await store.close();
}

const AT_ONCE = 100;
/** A reader on a mobile line takes a moment between two parts. */
const READ_PAUSE_MS = 2;

/** Saves the conversation as a slow reader and counts what it holds. */
async function save(address: string, { token }: Chat): Promise<number> {
  const answer = await fetch(`${address}/api/chat/export`, { headers: { authorization: `Bearer ${token}` } });
  const parts: string[] = [];
  for await (const part of answer.body ?? []) {
    parts.push(Buffer.from(part).toString("latin1"));
    await sleep(READ_PAUSE_MS);
  }
  return parts.join("").split('"type":"message"').length - 1;
}
