// Conversations in memory with a bot that follows a script; enough to walk the chat by forms.
import { AppError } from "../../src/base/errors.ts";
import type { Activity, BotChannelData } from "../../src/base/wire.ts";
import type { Conversations, IncomingActivity } from "../../src/chat/conversations.ts";

export interface ScriptedReply {
  readonly text: string;
  readonly choices?: readonly string[];
  readonly data?: Partial<BotChannelData>;
}

const PAGE = 3; // activities a read; small, so that a transcript takes several

/** `answer` is asked for each message; the greeting is always the same. */
export function scriptedConversations(answer: (text: string) => ScriptedReply): Conversations {
  const logs = new Map<string, Activity[]>();
  const logOf = (id: string): Activity[] => {
    const log = logs.get(id);
    if (!log) throw new AppError("conversation-not-found", { id });
    return log;
  };
  const append = (id: string, rest: Omit<Activity, "id" | "timestamp" | "channelId" | "conversation">) => {
    const log = logOf(id);
    log.push({
      ...rest,
      id: `${id}|${String(log.length).padStart(7, "0")}`,
      timestamp: "2026-11-24T00:00:00.000Z",
      channelId: "directline",
      conversation: { id },
    });
  };
  const reply = (id: string, { text, choices = [], data = {} }: ScriptedReply) =>
    append(id, {
      type: "message",
      from: { id: "huanka", role: "bot" },
      text,
      channelData: { ...data },
      suggestedActions: {
        to: [],
        actions: choices.map((choice) => ({ type: "imBack", title: choice, value: choice })),
      },
    });
  return {
    async open() {
      const id = `cnv_${logs.size}`;
      logs.set(id, []);
      return id;
    },
    async start(id) {
      const created = logOf(id).length === 0;
      if (created) reply(id, { text: "你好，这里是换卡助手。", choices: ["我要换卡"] });
      return { created };
    },
    act: () => Promise.reject(new Error("nobody stands at this desk")),
    showTyping: () => undefined,
    async post(id, activity: IncomingActivity) {
      const clientId = activity.channelData?.clientActivityID;
      const known = logOf(id).find(({ channelData }) => channelData?.clientActivityID === clientId);
      if (known) return { activityId: known.id };
      const activityId = `${id}|${String(logOf(id).length).padStart(7, "0")}`;
      append(id, {
        type: "message",
        from: { id: "merchant", role: "user" },
        text: activity.text ?? "",
        channelData: activity.channelData ?? {},
      });
      reply(id, answer(activity.text ?? ""));
      return { activityId };
    },
    async read(id, watermark = "0") {
      const from = Math.min(Number(watermark), logOf(id).length);
      const activities = logOf(id).slice(from, from + PAGE);
      return { activities, watermark: String(from + activities.length) };
    },
    async watermarks(ids) {
      return new Map(ids.filter((id) => logs.has(id)).map((id) => [id, String(logOf(id).length)]));
    },
    async remove(id) {
      logs.delete(id);
    },
    subscribe: () => () => {},
  };
}
