// What is said in a conversation, as channels of the Bot Framework show it: text, buttons that send theirs, and to those
// whose clients read events, who speaks.
import { BOT } from "../base/ids.ts";
import type { Activity } from "../base/wire.ts";
import { inWords } from "../view/in-words.ts";

/** Their clients are programs of the site's own. Others refuse an event, and with it all that is said beside it. */
const CHANNELS_WITH_EVENTS = new Set(["directline", "webchat", "emulator"]);

/**
 * Undefined for what the channel does not show. `origin` is where our pages are; a person of ours is named before their
 * words.
 */
export function toBotActivity(
  said: Activity,
  { origin, channel }: { readonly origin: string; readonly channel: string },
): Readonly<Record<string, unknown>> | undefined {
  if (said.name === "handoff.status" && CHANNELS_WITH_EVENTS.has(channel))
    return { type: "event", name: said.name, value: said.value };
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
