// What a message costs to keep, and whether anything gets slower as they become many: both engines, the real bot, the lines of the
// stories, eight messages a merchant.
import { statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createSupportBot } from "../../../bot/bot.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { newId } from "../../../src/base/ids.ts";
import { createLog } from "../../../src/base/log.ts";
import { createConversations } from "../../../src/chat/create-conversations.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { startPostgres } from "../../support/postgres.ts";
import { quantile } from "../../support/quantile.ts";
import { readStories } from "../../support/run-story.ts";
import { APOLOGY, aNotice } from "../../support/scripted-bot.ts";
import type { Bench } from "../bench.ts";

const A_MERCHANT = 8;
const SHORT_RUN = 1_200;
/** Below so many the first and the last messages differ by noise alone. */
const JUDGED_FROM = 100_000;
const WARM_UP = 200;
const MOST_SLOWER = 1.2;
const MOST_COUNT_MS = 100;
const KILO = 1_000;

interface Kept {
  /** Bytes a message. PostgreSQL keeps 28 bytes more beside each row, and the version of a conversation before its last. */
  readonly marks: { readonly stored: number; readonly logged?: number };
  readonly url: string;
  /** Bytes of the database while nobody has it open. */
  stored(): Promise<number>;
  /** Bytes of the log that a standby or an archive gets; undefined where the engine does not tell. */
  logged(): Promise<number | undefined>;
  close(): Promise<void>;
}

const ENGINES: Readonly<Record<string, () => Promise<Kept>>> = {
  async sqlite() {
    const dir = await mkdtemp(join(tmpdir(), "huanka-growth-"));
    const file = join(dir, "huanka.db");
    return {
      marks: { stored: 1_900 },
      url: `sqlite:${file}`,
      stored: async () => statSync(file).size,
      logged: async () => undefined,
      close: () => rm(dir, { recursive: true, force: true }),
    };
  },
  async postgres() {
    const server = await startPostgres();
    const url = await server.createDatabase();
    const name = new URL(url).pathname.slice(1);
    const number = async (sql: string, parameters: readonly unknown[] = []) =>
      Number((await server.query(sql, parameters))[0]?.value);
    return {
      marks: { stored: 2_000, logged: 3_000 },
      url,
      stored: () => number("SELECT pg_database_size($1) AS value", [name]),
      logged: () => number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS value"),
      close: server.stop,
    };
  },
};

export const bench = {
  name: "growth",
  says: "what a message costs to keep on both engines, and whether many of them make anything slower",
  options: { messages: { type: "string" }, engine: { type: "string" } },
  async run(values) {
    const messages = Number(values.messages ?? SHORT_RUN);
    const engines = Object.keys(ENGINES).filter(
      (name) => values.engine === undefined || values.engine === name,
    );
    if (!Number.isInteger(messages) || messages < A_MERCHANT || engines.length === 0) {
      console.error(
        `--messages is a number of at least ${A_MERCHANT}, --engine ${Object.keys(ENGINES).join(" or ")}`,
      );
      return 2;
    }
    console.log(
      `machine      ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; one after another, no network`,
    );
    const missed: boolean[] = [];
    for (const engine of engines) missed.push(await grow(engine, messages));
    return missed.includes(true) ? 1 : 0;
  },
} satisfies Bench;

/** Prints the figures of one engine, and answers whether a mark was missed. */
async function grow(engine: string, messages: number): Promise<boolean> {
  const kept = await (ENGINES[engine] as () => Promise<Kept>)();
  try {
    await (await openStore(kept.url)).close();
    const [storedBefore, loggedBefore] = [await kept.stored(), await kept.logged()];
    const store = await openStore(kept.url);
    const took = await talk(store, messages);
    const counts = await timed(() => store.retention.all());
    const old = await timed(() => store.retention.old(new Date(0).toISOString(), KILO));
    await store.close();
    const stored = ((await kept.stored()) - storedBefore) / messages;
    const logged = await kept.logged();
    const window = Math.ceil(took.length / 10);
    const [first, last] = [took.slice(0, window), took.slice(-window)].map((part) => quantile(part, 0.95));
    const slower = (last ?? 0) / (first ?? 1);
    const isJudged = messages >= JUDGED_FROM;
    const log = logged === undefined ? undefined : (logged - (loggedBefore ?? 0)) / messages;
    const { marks } = kept;
    const perMessage =
      log === undefined ? "" : `, ${Math.round(log)} B of log (marks ${marks.stored} and ${marks.logged} B)`;
    console.log(
      [
        `${engine.padEnd(12)} ${messages} messages of ${Math.ceil(messages / A_MERCHANT)} merchants`,
        `  kept       ${Math.round(stored)} B a message${perMessage || ` (mark ${marks.stored} B)`}`,
        `  answered   p50 ${quantile(took, 0.5).toFixed(2)} ms, p95 ${(first ?? 0).toFixed(2)} ms of the first tenth, ${(last ?? 0).toFixed(2)} ms of the last: ${slower.toFixed(2)} times (${isJudged ? `mark ${MOST_SLOWER}` : `judged from ${JUDGED_FROM} messages on`})`,
        `  counted    ${counts.toFixed(1)} ms all conversations, ${old.toFixed(1)} ms the old ones (mark ${MOST_COUNT_MS} ms)`,
      ].join("\n"),
    );
    const isSlow = isJudged && (slower > MOST_SLOWER || counts > MOST_COUNT_MS || old > MOST_COUNT_MS);
    return stored > marks.stored || (log ?? 0) > (marks.logged ?? Infinity) || isSlow;
  } finally {
    await kept.close();
  }
}

/** Milliseconds of each message, the first ones left out, while the engine was compiling. */
async function talk(store: Store, messages: number): Promise<readonly number[]> {
  const knowledge = await loadKnowledge("content");
  const conversations = createConversations({
    store,
    bot: createSupportBot({ current: () => knowledge, snapshot: async () => undefined }),
    clock: () => new Date(),
    newId,
    mask: maskSecrets,
    apology: () => APOLOGY,
    notice: aNotice,
    log: createLog("silent"),
  });
  const lines = readStories().flatMap(({ story }) => story.turns.map(({ merchant }) => merchant));
  const took: number[] = [];
  let id = "";
  for (let sent = 0; sent < messages; sent += 1) {
    if (sent % A_MERCHANT === 0) id = await conversations.open({ locale: "zh-CN" });
    const text = lines[sent % lines.length] ?? "";
    const channelData = { clientActivityID: `${id}-${sent}` };
    const ms = await timed(() => conversations.post(id, { type: "message", text, channelData }));
    if (sent >= Math.min(WARM_UP, messages / 2)) took.push(ms);
  }
  return took;
}

async function timed(job: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await job();
  return performance.now() - startedAt;
}
