// A conversation as a text to keep: who said what and when, in the reader's language.
import type { BotChannelData } from "../base/wire.ts";
import type { ConversationExport } from "../chat/export-conversation.ts";
import type { Words } from "./wording.ts";

const BEIJING = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** Plain text with a line feed at its end. Times are those of Beijing; official channels stand below their message. */
export function transcriptText({ conversation, activities }: ConversationExport, words: Words): string {
  const { inChat, siteName, colon } = words;
  const said = activities
    .filter(({ type }) => type === "message")
    .map(({ from, timestamp, text = "", channelData }) => {
      const who = from.role === "bot" ? siteName : inChat.you;
      const { channels = [], links = [] } = (channelData ?? {}) as Partial<BotChannelData>;
      return [
        `[${BEIJING.format(new Date(timestamp))}] ${who}`,
        text,
        ...(from.role === "bot" ? channels.map(({ label, value }) => `- ${label}${colon}${value}`) : []),
        ...(from.role === "bot" ? links.map(({ title }) => `- ${title}`) : []),
      ].join("\n");
    });
  const head = [`${siteName} ${inChat.log}`, inChat.saved(BEIJING.format(new Date(conversation.createdAt)))];
  return `${[head.join("\n"), ...said].join("\n\n")}\n`;
}

/** What the browser names the file. */
export function transcriptName({ conversation }: ConversationExport): string {
  return `huanka-${BEIJING.format(new Date(conversation.createdAt)).replaceAll(/\D/g, "")}`;
}
