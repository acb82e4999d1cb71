// What a client may say of itself: the bot's own words and the server's marks are taken off, and its own keys are bounded.
import type { BotChannelData } from "../base/wire.ts";
import type { IncomingActivity } from "./conversations.ts";

/** In `channelData` these are the bot's: a client that shows them would show a stranger's number as an official one. */
const BOT_DATA: { readonly [Key in keyof Required<BotChannelData>]: true } = {
  key: true,
  why: true,
  leads: true,
  shown: true,
  script: true,
  guide: true,
  channels: true,
  links: true,
  textEnd: true,
};
/** Likewise what the server notes: what was masked, which of our people speaks, and how things stood with the desk. */
const SERVER_DATA = ["masked", "maskedLater", "speaker", "desk", "returned"];
/** What bots show in clients of the Bot Framework: cards, buttons, speech, marked-up text, citations. */
const BOT_FIELDS = ["attachments", "attachmentLayout", "suggestedActions", "speak", "inputHint", "summary"];
/** Web Chat shows these beneath a message, with their links. */
const CITATION = /schema\.org/i;
/** Known and bounded one by one, where the activity was checked. */
const KNOWN = ["type", "text", "name", "locale", "textFormat", "from", "channelData"];
const KNOWN_DATA = ["clientActivityID", "clientActivityId", "covered"];
/** All other keys together. An honest client needs a tenth of it. */
const MOST_OWN_BYTES = 4_096;

/**
 * The activity without what only the bot and the server say. Of keys that nobody of ours knows, as many are kept, in
 * their order, as fit into four kilobytes. Text is plain: what a merchant writes is never marked up.
 */
export function withoutForgeries(activity: IncomingActivity): IncomingActivity {
  const room = { bytes: MOST_OWN_BYTES };
  const { channelData, textFormat: _format, entities, ...others } = activity;
  const fields = { ...others, ...(entities !== undefined && { entities: withoutCitations(entities) }) };
  const own = fitting(fields, { known: KNOWN, dropped: BOT_FIELDS, room });
  const data =
    channelData &&
    fitting(channelData, { known: KNOWN_DATA, dropped: [...Object.keys(BOT_DATA), ...SERVER_DATA], room });
  return {
    ...own,
    type: activity.type,
    ...(activity.textFormat === "plain" && { textFormat: "plain" }),
    ...(data && { channelData: data }),
  };
}

function fitting(
  fields: Readonly<Record<string, unknown>>,
  { known, dropped, room }: { known: readonly string[]; dropped: readonly string[]; room: { bytes: number } },
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => {
      if (dropped.includes(key)) return isEmptyList(value);
      if (known.includes(key)) return true;
      room.bytes -= Buffer.byteLength(JSON.stringify([key, value]));
      return room.bytes >= 0;
    }),
  );
}

function withoutCitations(entities: unknown): readonly unknown[] {
  return Array.isArray(entities) ? entities.filter((one) => !CITATION.test(String(one?.type ?? ""))) : [];
}

/** Web Chat says with every message that it has no attachments. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
