// Ids that cannot be guessed, with a prefix that says what they name; and how activities and their senders are named.
import { randomBytes } from "node:crypto";

const MINUTE_MS = 60_000;
/** Minutes of 31 years, in whole letters of base64url. */
const TIME_BYTES = 3;
const RANDOM_BYTES = 13;

/**
 * The minute and 104 random bits as base64url behind a prefix: `cnv_…`, `esc_…`. What began together lies together in an index, so
 * that a commit writes into few of its pages: after a checkpoint PostgreSQL logs each of them whole.
 */
export function newId(
  prefix: "cnv" | "esc" | "fbk" | "usr" | "tkt" | "stf" | "not" | "lnk",
  now = Date.now(),
): string {
  const minute = Buffer.alloc(TIME_BYTES);
  minute.writeUIntBE(Math.floor(now / MINUTE_MS) % 2 ** (8 * TIME_BYTES), 0, TIME_BYTES);
  return `${prefix}_${Buffer.concat([minute, randomBytes(RANDOM_BYTES)]).toString("base64url")}`;
}

/** Who our messages are from. Rows keep only that they are the bot's: under another name they would be said by it too. */
export const BOT = { id: "huanka", name: "换卡助手", role: "bot" } as const;

/** Who speaks when neither token nor client named anybody. */
export const ANONYMOUS = "merchant";

/** Digits in an activity id; sorts as text up to ten million activities. */
const SEQUENCE_DIGITS = 7;

export function activityId(conversationId: string, sequence: number): string {
  return `${conversationId}|${String(sequence).padStart(SEQUENCE_DIGITS, "0")}`;
}
