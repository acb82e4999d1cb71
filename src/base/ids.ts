// Ids that cannot be guessed, with a prefix that says what they name; and how activities and their senders are named.
import { randomBytes } from "node:crypto";

/** 128 random bits as base64url behind a prefix: `cnv_…`, `esc_…`. */
export function newId(prefix: "cnv" | "esc" | "fbk" | "usr" | "tkt" | "stf" | "not" | "lnk"): string {
  return `${prefix}_${randomBytes(16).toString("base64url")}`;
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
