// An activity as its row keeps it: without what the row, its conversation and the form of our messages say anyway, and
// read back to the same bytes.
import { ANONYMOUS, activityId, BOT } from "../../base/ids.ts";
import type { Activity } from "../../base/wire.ts";
import { surelySameJson } from "./same-json.ts";
import { longData, longKeys, shortData, shortKeys } from "./short-data.ts";

/** What a row is read with. */
export interface RowContext {
  readonly conversationId: string;
  readonly seq: number;
  readonly userId: string | undefined;
  /** The row's client id, as the client sent it. */
  readonly clientActivityId: string | undefined;
  /** Hash of the content that the conversation spoke from at this row. */
  readonly content: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Stands where a field was that is told by the row. */
const TOLD = 0;

/** The text of a row. What would not come back to the last byte is kept whole. */
export function toBody(activity: Activity, of: RowContext): string {
  const kept = activity.from.id === BOT.id ? shortReply(activity) : shortOther(activity, of);
  return comesBack(activity, kept, of) ? JSON.stringify(kept) : JSON.stringify(activity);

  function shortReply({
    text,
    timestamp,
    replyToId,
    locale,
    suggestedActions,
    channelData,
  }: Activity): Fields {
    return {
      t: text,
      d: channelData && shortData(channelData, of.content),
      s: suggestedActions?.actions.map(({ title, value }) => (title === value ? title : [title, value])),
      r: seqOf(replyToId),
      l: locale,
      b: Date.parse(timestamp),
    };
  }
}

/** Text of rows from before there was a short form is whole, and whole ones alone have an id in it. */
export function fromBody(body: string, of: RowContext): Activity {
  return fromKept(JSON.parse(body), of);
}

function fromKept(kept: Fields, of: RowContext): Activity {
  if (typeof kept.id === "string") return kept as unknown as Activity;
  return ("b" in kept ? longReply(kept, of) : longOther(kept, of)) as unknown as Activity;
}

/** Whether it comes back to the same bytes: what JSON leaves out of a row, it leaves out of what is read from it. */
function comesBack(activity: Activity, kept: Fields, of: RowContext): boolean {
  try {
    const read = fromKept(kept, of);
    return surelySameJson(activity, read) || JSON.stringify(activity) === JSON.stringify(read);
  } catch {
    return false; // a client's own fields may have any form
  }
}

function longReply({ t: text, d, s, r, l: locale, b }: Fields, of: RowContext): Fields {
  const { conversation, id, channelId } = named(of);
  return {
    ...{ type: "message", text, inputHint: "acceptingInput", textFormat: "plain" },
    ...(d !== undefined && { channelData: longData(d as Fields, of.content) }),
    ...(s !== undefined && { suggestedActions: { to: [], actions: (s as readonly Told[]).map(longAction) } }),
    channelId,
    ...(locale !== undefined && { locale }),
    ...{ conversation, from: BOT, recipient: { id: userOf(of) }, id, timestamp: isoTime(b) },
    ...(r !== undefined && { replyToId: activityId(of.conversationId, r as number) }),
  };
}

type Told = string | readonly [title: string, value: string];

function longAction(told: Told) {
  const [title, value] = typeof told === "string" ? [told, told] : told;
  return { type: "imBack", title, value };
}

/** Of merchants and of people at the desk: their own fields in their order, and those of the server, where it puts them. */
function shortOther(activity: Activity, of: RowContext): Fields {
  const at = Date.parse(activity.timestamp);
  const server = serverFields(at, of);
  const values: Fields = { ...activity };
  const own = Object.keys(values).filter((key) => values[key] !== undefined);
  const names = Object.keys(server);
  // The server's are put last, but for those the client had sent as well.
  while (own.length > 0 && own.at(-1) === names.at(-1) && isTold(own.at(-1) ?? "")) {
    names.pop();
    own.pop();
  }
  const kept: Record<string, unknown> = {};
  for (const key of own) {
    const value = values[key];
    if (key === "type" && value === "message") continue;
    if (key === "channelData") kept[key] = shortKeys(shortOwn(value as Fields, of));
    else kept[key] = isTold(key) ? TOLD : value;
  }
  return { ...shortKeys(kept), m: at };

  function isTold(key: string): boolean {
    return Object.hasOwn(server, key) && surelySameJson(server[key], values[key]);
  }
}

function longOther({ m, ...kept }: Fields, of: RowContext): Fields {
  const server = serverFields(m as number, of);
  const own = longKeys(kept);
  const put = Object.entries(own).map(([key, value]) => {
    if (key === "channelData") return [key, longOwn(longKeys(value as Fields), of)];
    return [key, value === TOLD && key in server ? server[key] : value];
  });
  return {
    ...(!("type" in own) && { type: "message" }),
    ...Object.fromEntries(put),
    ...without(server, own),
  };
}

/** In the order in which they are put on a merchant's message. */
function serverFields(at: number, of: RowContext): Fields {
  const { id, channelId, conversation } = named(of);
  const from = { id: userOf(of), role: "user" };
  return { id, timestamp: isoTime(at), channelId, conversation, from, recipient: { id: BOT.id } };
}

function without(fields: Fields, taken: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !(key in taken)));
}

function shortOwn(data: Fields, { clientActivityId }: RowContext): Fields {
  const { clientActivityID } = data;
  if (clientActivityID === undefined || clientActivityID !== clientActivityId) return data;
  return { ...data, clientActivityID: TOLD };
}

function longOwn(data: Fields, { clientActivityId }: RowContext): Fields {
  return data.clientActivityID === TOLD ? { ...data, clientActivityID: clientActivityId } : data;
}

function named({ conversationId, seq }: RowContext) {
  return {
    id: activityId(conversationId, seq),
    channelId: "directline",
    conversation: { id: conversationId },
  } as const;
}

function userOf({ userId }: RowContext): string {
  return userId ?? ANONYMOUS;
}

function seqOf(id: string | undefined): number | undefined {
  return id === undefined ? undefined : Number(id.slice(id.lastIndexOf("|") + 1));
}

function isoTime(ms: unknown): string {
  return new Date(ms as number).toISOString();
}
