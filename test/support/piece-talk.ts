// One conversation in memory whose messages are masked with what came in pieces before them, as a turn does it.

import type { Activity } from "../../src/base/wire.ts";
import { maskPieces } from "../../src/chat/mask-pieces.ts";
import type { RecentPieces } from "../../src/chat/recent-pieces.ts";
import { NOBODY } from "../../src/desk/rules/owner.ts";

export const PIECE_TALK_ID = "cnv_1";

export function createPieceTalk() {
  const activities: Activity[] = [];
  let reads = 0;
  let version = 1;
  const store = {
    async list(_id: string, from: number, limit: number) {
      reads += 1;
      return activities.slice(from, from + limit);
    },
  };
  const record = () => ({
    id: PIECE_TALK_ID,
    userId: undefined,
    locale: "zh-CN",
    content: undefined,
    state: undefined,
    version,
    nextSeq: activities.length,
    createdAt: "",
    lastAt: "",
    owner: NOBODY,
  });
  const add = (text: string, ms: number, role: "user" | "bot"): Activity => {
    const activity: Activity = {
      type: "message",
      id: `${PIECE_TALK_ID}|${activities.length}`,
      timestamp: new Date(ms).toISOString(),
      channelId: "directline",
      conversation: { id: PIECE_TALK_ID },
      from: { id: "someone", role },
      text,
    };
    activities.push(activity);
    return activity;
  };
  return {
    store,
    record,
    /** How often the store was asked. */
    reads: () => reads,
    texts: () => activities.map(({ text }) => text),
    /** Masks and stores a message, with two replies to it. */
    async say(recent: RecentPieces, text: string, ms: number): Promise<void> {
      const before = record();
      const incoming = { type: "message" as const, text };
      const masked = await maskPieces({ store, recent }, { record: before, incoming, now: new Date(ms) });
      for (const { seq, activity } of masked.rewrites) activities[seq] = activity;
      const own = add(masked.incoming.text ?? "", ms, "user");
      add("好的", ms + 1, "bot");
      add("还有吗", ms + 2, "bot");
      version += 1;
      recent.keep(before, masked.pieces, own);
    },
  };
}
