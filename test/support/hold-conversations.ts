// Fills a data directory through the real turn pipeline: stories, walks, masked secrets, traditional characters, days of silence, and another
// content deployed every few turns.
import { join } from "node:path";
import { createSupportBot } from "../../bot/bot.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { maskSecrets } from "../../bot/secrets/mask.ts";
import { createLog } from "../../src/base/log.ts";
import type { Activity } from "../../src/base/wire.ts";
import { createConversations } from "../../src/chat/create-conversations.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { editedContent } from "./edited-content.ts";
import { randomWalks, type Session, storySessions } from "./recorded-sessions.ts";
import { APOLOGY, aNotice } from "./scripted-bot.ts";

const TURNS_BETWEEN_DEPLOYS = 7; // shorter than a guide, no divisor of a session's length
const MOST_ACTIVITIES = 1_000;
const MINUTE_MS = 60_000;
const SILENCE_MS = 4 * 24 * 60 * MINUTE_MS;
const TURNS_BETWEEN_SILENCES = 23;

/** Secrets whole, in pieces that are masked afterwards, and in the middle of a guide. */
const WITH_SECRETS: Session = {
  name: "secrets",
  lines: [
    "拉卡拉换卡",
    "我的卡号是6222021234567890128",
    "下一步",
    "6222 0212",
    "3456 7890",
    "128",
    "下一步",
    "密码是123456",
  ],
};

/** Flips there and back, goes on over deploys, and is pressed as it is shown. */
const IN_TRADITIONAL: Session = {
  name: "traditional",
  lines: [
    "我想換收錢嘅卡",
    "拉卡拉",
    "下一步",
    "卡住了",
    "要幾耐先生效",
    "换卡要多少钱",
    "轉人工",
    "下一步",
    "先不辦了",
    "繼續",
  ],
};

export type Held = {
  readonly walks: number;
  /** Of so many stories one is told. */
  readonly everyNthStory: number;
  /** Edits of the content that are deployed by turns. */
  readonly edits: number;
};

export async function holdConversations(
  dataDir: string,
  { walks, everyNthStory, edits: most }: Held,
): Promise<void> {
  const { published, edits } = await editedContent(most);
  const deploys = [published, ...edits];
  const contents = new Map<string, Knowledge>(deploys.map(({ knowledge }) => [knowledge.hash, knowledge]));
  const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`);
  let turn = 0;
  let nowMs = Date.parse("2026-11-24T02:00:00.000Z");
  for (const { tree } of deploys) await store.snapshots.save(tree, new Date(nowMs));
  const conversations = createConversations({
    store,
    bot: createSupportBot({
      current: () =>
        deploys[Math.floor(turn / TURNS_BETWEEN_DEPLOYS) % deploys.length]?.knowledge ?? published.knowledge,
      snapshot: async (hash) => contents.get(hash),
    }),
    clock: () => new Date(nowMs),
    newId: (prefix) => `${prefix}_${String(turn).padStart(6, "0")}`,
    mask: maskSecrets,
    apology: () => APOLOGY,
    notice: aNotice,
    log: createLog("silent"),
  });
  try {
    const stories = storySessions().filter((_, index) => index % everyNthStory === 0);
    for (const { lines } of [
      ...stories,
      ...randomWalks(published.knowledge, walks),
      WITH_SECRETS,
      IN_TRADITIONAL,
    ]) {
      const id = await conversations.open({ locale: "zh-CN" });
      await conversations.start(id);
      for (const text of lines) {
        turn += 1;
        nowMs += turn % TURNS_BETWEEN_SILENCES === 0 ? SILENCE_MS : MINUTE_MS / 4;
        await conversations.post(id, { type: "message", text });
      }
    }
  } finally {
    await store.close();
  }
}

/** What is stored of one conversation in which the merchant says these lines. */
export async function transcriptOf(
  knowledge: Knowledge,
  lines: readonly string[],
): Promise<readonly Activity[]> {
  const store = await openStore("sqlite::memory:");
  const conversations = createConversations({
    store,
    bot: createSupportBot({ current: () => knowledge, snapshot: async () => undefined }),
    clock: () => new Date("2026-11-24T02:00:00.000Z"),
    newId: (prefix) => `${prefix}_one`,
    mask: maskSecrets,
    apology: () => APOLOGY,
    notice: aNotice,
    log: createLog("silent"),
  });
  const id = await conversations.open({ locale: "zh-CN" });
  await conversations.start(id);
  for (const text of lines) await conversations.post(id, { type: "message", text });
  const activities = await store.conversations.list(id, 0, MOST_ACTIVITIES);
  await store.close();
  return activities;
}
