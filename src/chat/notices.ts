// What the service itself says in a conversation, outside any turn of the bot.
import { toActivity } from "../../bot/bot.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Reply } from "../../bot/say/reply.ts";
import type { Deed, DeskActivity, NoticeKey } from "./conversations.ts";
import { BOT } from "./stamped-activity.ts";

/** Undefined for content that does not have it. */
export function noticeFor(knowledge: Knowledge, key: NoticeKey): Reply | undefined {
  const text = knowledge.replies.get(key)?.trim();
  if (text === undefined) return undefined;
  const why = { rule: "service/notice", reply: key, facts: [], content: knowledge.hash };
  return { key, text, choices: [], why };
}

/** As a deed in the conversation says it. */
export function noticeDeed(notice: Reply): Deed {
  const { type: _message, ...said } = toActivity(notice);
  const activity = { ...said, type: "message", from: BOT } as DeskActivity;
  return { plan: async () => ({ say: [activity], queries: [] }) };
}

/** Whether the service said it: no turn brings it forth again. */
export function isNoticeKey(key: unknown): boolean {
  return typeof key === "string" && key.startsWith("notice.");
}
