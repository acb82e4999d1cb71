// A conversation as a text to keep: who said what and when, in the reader's language.
import type { ConversationExport } from "../chat/export-conversation.ts";
import { inWords } from "./in-words.ts";
import type { Words } from "./wording.ts";

const BEIJING = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/**
 * Plain text with a line feed at its end. Times are those of Beijing; official channels and pages, as addresses under
 * `origin`, stand below their message.
 */
export function transcriptText(
  { conversation, activities }: ConversationExport,
  words: Words,
  origin: string,
): string {
  const { inChat, siteName } = words;
  const said = activities
    .filter(({ type }) => type === "message")
    .map((message) => {
      const { from, timestamp, text = "" } = inWords(message, origin);
      const person = message.channelData?.speaker === undefined ? undefined : from.name;
      const who = from.role === "bot" ? (person ?? siteName) : inChat.you;
      return [`[${BEIJING.format(new Date(timestamp))}] ${who}`, text].join("\n");
    });
  const head = [`${siteName} ${inChat.log}`, inChat.saved(BEIJING.format(new Date(conversation.createdAt)))];
  return `${[head.join("\n"), ...said].join("\n\n")}\n`;
}

/** What the browser names the file. */
export function transcriptName({ conversation }: ConversationExport): string {
  return `huanka-${BEIJING.format(new Date(conversation.createdAt)).replaceAll(/\D/g, "")}`;
}
