// Merchants who talk to the real bot over a store: the lines of the stories, eight messages each, one after another.
import { createSupportBot } from "../../../bot/bot.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { newId } from "../../../src/base/ids.ts";
import { createLog } from "../../../src/base/log.ts";
import { createConversations } from "../../../src/chat/create-conversations.ts";
import type { Store } from "../../../src/storage/open-store.ts";
import { readStories } from "../../support/run-story.ts";
import { APOLOGY, aNotice } from "../../support/scripted-bot.ts";

export const A_MERCHANT = 8;

export interface Talker {
  /** Says the next line; resolves once it is stored, to the milliseconds that this took. */
  say(): Promise<number>;
}

export async function talkers(): Promise<(store: Store) => Talker> {
  const knowledge = await loadKnowledge("content");
  const lines = readStories().flatMap(({ story }) => story.turns.map(({ merchant }) => merchant));
  return (store) => {
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
    let [sent, id] = [0, ""];
    return {
      async say() {
        if (sent % A_MERCHANT === 0) id = await conversations.open({ locale: "zh-CN" });
        const text = lines[sent % lines.length] ?? "";
        const channelData = { clientActivityID: `${id}-${sent}` };
        sent += 1;
        return timed(() => conversations.post(id, { type: "message", text, channelData }));
      },
    };
  };
}

export async function timed(job: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await job();
  return performance.now() - startedAt;
}
