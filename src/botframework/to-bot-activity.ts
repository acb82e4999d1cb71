// What is said in a conversation, as channels of the Bot Framework show it: text, and buttons that send theirs.
import type { Activity } from "../base/wire.ts";
import { BOT } from "../chat/stamped-activity.ts";
import { inWords } from "../view/in-words.ts";

/** Undefined for what is no message. `origin` is where our pages are; a person of ours is named before their words. */
export function toBotActivity(said: Activity, origin: string): Readonly<Record<string, unknown>> | undefined {
  if (said.type !== "message") return undefined;
  const { text = "", suggestedActions, from } = inWords(said, origin);
  const isBot = from.id === BOT.id || from.name === undefined;
  return {
    type: "message",
    text: isBot ? text : `${from.name}: ${text}`,
    textFormat: "plain",
    ...(suggestedActions && { suggestedActions }),
  };
}
