// What the service itself says in a conversation, outside any turn of the bot.
import { toActivity } from "../../bot/bot.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { inScriptOf } from "../../bot/say/in-traditional.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { parseState } from "../../bot/say/state.ts";
import { BOT } from "../base/ids.ts";
import type { Deed, DeskActivity, NoticeKey } from "./conversations.ts";

/** In the characters that the conversation is held in; undefined for content that does not have it. */
export function noticeFor(knowledge: Knowledge, key: NoticeKey, state: unknown): Reply | undefined {
  const notice = plainNotice(knowledge, key);
  return notice && inScriptOf(knowledge, state, notice);
}

function plainNotice(knowledge: Knowledge, key: NoticeKey): Reply | undefined {
  const text = knowledge.replies.get(key)?.trim();
  if (text === undefined) return undefined;
  const why = { rule: "service/notice", reply: key, facts: [], content: knowledge.hash };
  return { key, text, choices: [], why };
}

/**
 * As a deed in the conversation says it. It answers nothing, so what the bot offered last is offered on with it: else whoever
 * reads on would find a step without its buttons.
 */
export function noticeDeed(knowledge: Knowledge, key: NoticeKey): Deed | undefined {
  const notice = plainNotice(knowledge, key);
  if (!notice) return undefined;
  return {
    plan: async ({ state }) => {
      const { offered } = parseState(state, knowledge.hash).state;
      const choices = offered.map(({ label }) => ({ label, value: label }));
      const { type: _message, ...said } = toActivity(inScriptOf(knowledge, state, { ...notice, choices }));
      return { say: [{ ...said, type: "message", from: BOT } as DeskActivity], queries: [] };
    },
  };
}

/** Whether the service said it: no turn brings it forth again. */
export function isNoticeKey(key: unknown): boolean {
  return typeof key === "string" && key.startsWith("notice.");
}
