// Ids that cannot be guessed, with a prefix that says what they name.
import { randomBytes } from "node:crypto";

/** 128 random bits as base64url behind a prefix: `cnv_…`, `esc_…`. */
export function newId(prefix: "cnv" | "esc" | "fbk" | "usr" | "tkt" | "stf" | "not"): string {
  return `${prefix}_${randomBytes(16).toString("base64url")}`;
}
