// Codes of an authenticator app: six digits of thirty seconds, each of which works once.
import { Secret, TOTP } from "otpauth";

const PERIOD_S = 30;
const DIGITS = 6;
/** One step early or late: clocks of phones differ. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** A secret of these bytes as apps take it, in base 32. */
export function totpSecret(bytes: Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes.subarray(0, SECRET_BYTES)).buffer }).base32;
}

/** What an app reads out of a QR code. */
export function totpUri(secret: string, login: string): string {
  return totpOf(secret, login).toString();
}

/** The step that a code is of, within reach of `now`; undefined for a wrong one. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const bare = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(bare)) return undefined;
  const timestamp = now.getTime();
  const delta = totpOf(secret, "").validate({ token: bare, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1_000 / PERIOD_S) + delta;
}

/** The code of this moment, for tests and the demo. */
export function codeNow(secret: string, now: Date): string {
  return totpOf(secret, "").generate({ timestamp: now.getTime() });
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: "huanka", label, secret, digits: DIGITS, period: PERIOD_S, algorithm: "SHA1" });
}
