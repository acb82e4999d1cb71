// One conversation in memory whose messages are masked with what came in pieces before them, as a turn does it.
import type { Activity } from "../../src/base/wire.ts";
import { maskPieces } from "../../src/chat/mask-pieces.ts";
import type { RecentPieces } from "../../src/chat/recent-pieces.ts";

const ID = "cnv_1";

export function createPieceTalk() {
  const activities: Activity[] = [];
  let version = 1;
  const store = {
    list: async (_id: string, from: number, limit: number) => activities.slice(from, from + limit),
  };
  const add = (text: string, ms: number, role: "user" | "bot"): Activity => {
    const activity: Activity = {
      type: "message",
      id: `${ID}|${activities.length}`,
      timestamp: new Date(ms).toISOString(),
      channelId: "directline",
      conversation: { id: ID },
      from: { id: "someone", role },
      text,
    };
    activities.push(activity);
    return activity;
  };
  return {
    store,
    texts: () => activities.map(({ text }) => text),
    /** Masks and stores a message, with two replies to it. */
    async say(recent: RecentPieces, text: string, ms: number): Promise<void> {
      const record = {
        id: ID,
        userId: undefined,
        locale: "zh-CN",
        state: undefined,
        version,
        nextSeq: activities.length,
        createdAt: "",
        lastAt: "",
      };
      const incoming = { type: "message" as const, text };
      const masked = await maskPieces({ store, recent }, { record, incoming, now: new Date(ms) });
      for (const { seq, activity } of masked.rewrites) activities[seq] = activity;
      const own = add(masked.incoming.text ?? "", ms, "user");
      add("好的", ms + 1, "bot");
      add("还有吗", ms + 2, "bot");
      version += 1;
      recent.keep(record, masked.pieces, own);
    },
  };
}
