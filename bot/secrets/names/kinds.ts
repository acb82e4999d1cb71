// The kinds of secrets as a list, for what comes from outside.
import type { SecretKind } from "../../ports.ts";

const KINDS: Readonly<Record<SecretKind, true>> = {
  pan: true,
  cvv: true,
  expiry: true,
  otp: true,
  password: true,
  "id-card": true,
  permit: true,
  mobile: true,
  account: true,
  email: true,
};

/**
 * What a client may say that it covered before sending. Not mobile numbers: the bot is also asked whether one is
 * official, and would answer that.
 */
export const COVERABLE_KINDS: readonly SecretKind[] = (Object.keys(KINDS) as SecretKind[]).filter(
  (kind) => kind !== "mobile",
);
