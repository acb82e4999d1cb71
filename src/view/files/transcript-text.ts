// A conversation as a text to keep: who said what and when, in the reader's language.
import type { ConversationExport } from "../../chat/export-conversation.ts";
import { inWords } from "../in-words.ts";
import { beijingTime } from "../wording/beijing-time.ts";
import type { Words } from "../wording.ts";

/**
 * Plain text in parts, with a line feed at its end. Times are those of Beijing; official channels and pages, as addresses under
 * `origin`, stand below their message.
 */
export async function* transcriptParts(
  { conversation, pages }: Pick<ConversationExport, "conversation" | "pages">,
  words: Words,
  origin: string,
): AsyncGenerator<string> {
  const { inChat, siteName } = words;
  yield `${siteName} ${inChat.log}\n${inChat.saved(beijingTime(conversation.createdAt))}\n`;
  for await (const page of pages) {
    for (const message of page.filter(({ type }) => type === "message")) {
      const { from, timestamp, text = "" } = inWords(message, origin);
      const person = message.channelData?.speaker === undefined ? undefined : from.name;
      const who = from.role === "bot" ? (person ?? siteName) : inChat.you;
      yield `\n[${beijingTime(timestamp)}] ${who}\n${text}\n`;
    }
  }
}

/** What the browser names the file. */
export function transcriptName({ conversation }: Pick<ConversationExport, "conversation">): string {
  return `huanka-${beijingTime(conversation.createdAt).replaceAll(/\D/g, "")}`;
}
