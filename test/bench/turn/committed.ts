// A turn as a merchant meets it: masked, run and committed to a SQLite file, ours beside the echo bot's, message by message.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ActivityHandler } from "../../../bot/sdk.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { createLog } from "../../../src/base/log.ts";
import { createConversations } from "../../../src/chat/create-conversations.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { APOLOGY, aNotice } from "../../support/scripted-bot.ts";

/** Turns of one conversation; a full one takes no more messages. */
const TURNS_OF_ONE = 250;
const NOW = new Date("2026-11-24T02:00:00.000Z");

/** Milliseconds of each turn of each bot, in the order of `bots`; the bots take turns, so that a slow disk hits both. */
export async function timeCommitted(
  bots: readonly ActivityHandler[],
  { lines, turns, warmUp }: { lines: readonly string[]; turns: number; warmUp: number },
): Promise<number[][]> {
  const dir = await mkdtemp(join(tmpdir(), "huanka-turn-"));
  const store = await openStore(`sqlite:${join(dir, "huanka.db")}`);
  try {
    const talks = bots.map((bot, index) => {
      let made = 0;
      const conversations = createConversations({
        store,
        bot,
        clock: () => NOW,
        newId: (prefix) => {
          made += 1;
          return `${prefix}_${index}_${made}`;
        },
        mask: maskSecrets,
        apology: () => APOLOGY,
        notice: aNotice,
        log: createLog("silent"),
      });
      return { conversations, id: "", took: [] as number[] };
    });
    for (let turn = 0; turn < warmUp + turns; turn += 1) {
      const text = lines[turn % lines.length] ?? "";
      for (const talk of talks) {
        const { conversations, took } = talk;
        if (turn % TURNS_OF_ONE === 0) talk.id = await conversations.open({ locale: "zh-CN" });
        const startedAt = performance.now();
        await conversations.post(talk.id, { type: "message", text });
        if (turn >= warmUp) took.push(performance.now() - startedAt);
      }
    }
    return talks.map(({ took }) => took);
  } finally {
    await store.close();
    await rm(dir, { recursive: true });
  }
}
