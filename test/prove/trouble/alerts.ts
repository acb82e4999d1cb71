// Every alert of deploy/alerts.yml fires when that happens which it is for, and none before.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { createMeters } from "../../../src/base/meters.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { aStream } from "../../support/a-stream.ts";
import { alertRules, fires } from "../../support/alert-rules.ts";
import { startChatServer } from "../../support/chat-server.ts";
import { aContentCopy } from "../../support/content-copy.ts";
import { startChat } from "../../support/http.ts";
import { openChat, postOnce } from "../../support/plain-client.ts";
import { startPostgres } from "../../support/postgres.ts";
import { requestOnce } from "../../support/single-request.ts";
import { smallDisk } from "../../support/small-disk.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Below what new conversations need. */
const LITTLE_BYTES = 512 * 1_024;
/** So many want to write at once while nothing can be written. */
const CROWD = 20;
const SLOW_READERS = 5;
const FAILING_TURNS = 4;
const LOOK_MS = 100;

type Scrape = () => Promise<string>;
const scrapeOf =
  (address: string): Scrape =>
  async () =>
    (await requestOnce(`${address}/metrics`)).text;

/** Waits until the named alerts fire; what has not by the end of the proof's own time is never told as done. */
async function untilFiring(
  names: readonly string[],
  { before, scrape }: { before: string; scrape: Scrape },
): Promise<void> {
  const rules = alertRules().filter(({ alert }) => names.includes(alert));
  if (rules.length !== names.length) throw new Error(`no rule for one of ${names.join(", ")}`);
  for (;;) {
    const now = await scrape();
    if (rules.every((rule) => fires(rule, before, now))) return;
    await sleep(LOOK_MS);
  }
}

/** Names of alerts that fire for a node to which nothing happened. */
const falseAlarms = (scrape: string): string[] =>
  alertRules()
    .filter((rule) => fires(rule, scrape, scrape))
    .map(({ alert }) => `${alert} fires while all is well`);

/** The database goes away under a node, and a crowd meets it. */
async function withoutDatabase(): Promise<{ findings: string[]; fired: string[] }> {
  const fired = ["HuankaDatabaseFails", "HuankaDeaf", "HuankaTurnsAway"];
  const postgres = await startPostgres();
  const env = { DATA_DIR: freshDataDir(), DATABASE_URL: await postgres.createDatabase(), RATE_LIMIT: "off" };
  const running = await startProcess(env);
  try {
    const scrape = scrapeOf(running.address);
    const chat = await openChat(running.address);
    await postOnce(running.address, chat, { text: "换卡要钱吗", clientId: "first" });
    const before = await scrape();
    await postgres.stop();
    const crowd = Array.from({ length: CROWD }, (_, index) =>
      postOnce(running.address, chat, { text: "在吗", clientId: `crowd-${index}` }),
    );
    await Promise.all([untilFiring(fired, { before, scrape }), ...crowd]);
    return { findings: falseAlarms(before), fired };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** Old conversations that a clock in doubt kept, an edit that is broken, and a disk that runs full. */
async function onItsOwnMachine(): Promise<{ findings: string[]; fired: string[] }> {
  const disk = smallDisk();
  const content = await aContentCopy();
  await neglectRetention(`sqlite:${join(disk.dir, "huanka.db")}`);
  const running = await startProcess({ DATA_DIR: disk.dir, CONTENT_DIR: content.dir, RATE_LIMIT: "off" });
  try {
    const scrape = scrapeOf(running.address);
    const before = await scrape();
    await untilFiring(["HuankaRetentionOverdue"], { before, scrape });
    await content.edit("zh-CN/faqs/fee.md", (text) => `${text}\n{{fact:nobody.hotline}}\n`);
    disk.leave(LITTLE_BYTES, running.child.pid ?? 0);
    await untilFiring(["HuankaContentRefused", "HuankaDiskLow"], { before, scrape });
    const early = falseAlarms(before).filter((one) => !one.startsWith("HuankaRetentionOverdue"));
    return { findings: early, fired: ["HuankaRetentionOverdue", "HuankaContentRefused", "HuankaDiskLow"] };
  } finally {
    await stopProcess(running, "SIGKILL");
    disk.remove();
    await content.remove();
  }
}

async function neglectRetention(url: string): Promise<void> {
  const store = await openStore(url);
  const ago = (ms: number) => new Date(Date.now() - ms);
  const createdAt = ago(100 * DAY_MS).toISOString();
  await store.conversations.create({ id: "cnv_old", locale: "zh-CN", createdAt });
  await store.retention.claim(ago(7 * HOUR_MS), ago(8 * HOUR_MS));
  await store.retention.noteDone(ago(7 * HOUR_MS));
  await store.close();
}

/** Turns that throw, and readers who take nothing, in the pipeline and the streams of the service. */
async function inThePipeline(): Promise<{ findings: string[]; fired: string[] }> {
  const fired = ["HuankaTurnsFail", "HuankaSlowReaders"];
  const meters = createMeters();
  const server = await startChatServer({ conversation: { meters } });
  const stream = await aStream(server, { meters, mostBehindMs: 1 });
  try {
    const chat = await startChat(server);
    const before = await meters.text();
    for (let turn = 0; turn < FAILING_TURNS; turn += 1)
      await server.conversations.post(chat.conversationId, { type: "message", text: "boom" });
    for (let reader = 0; reader < SLOW_READERS; reader += 1)
      new WebSocket(stream.url(chat), { autoPong: false }).on("error", () => undefined);
    await untilFiring(fired, { before, scrape: meters.text });
    return { findings: falseAlarms(before), fired };
  } finally {
    await stream.close();
    await server.close();
  }
}

export const proof = {
  name: "alerts",
  promise: "Each alert fires when that happens which it is for, and none while all is well.",
  needs: ["postgresql", "mounts"],
  short: { seconds: 12, options: {} },
  full: { seconds: 12, options: {} },
  async run() {
    const phases = [await inThePipeline(), await onItsOwnMachine(), await withoutDatabase()];
    const fired = new Set(phases.flatMap((phase) => phase.fired));
    const silent = alertRules().filter(({ alert }) => !fired.has(alert));
    return {
      findings: [
        ...phases.flatMap(({ findings }) => findings),
        ...silent.map(({ alert }) => `${alert} was never made to fire`),
      ],
      figures: [`${fired.size} alerts fired`],
    };
  },
} satisfies Proof;
