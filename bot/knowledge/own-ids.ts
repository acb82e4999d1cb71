// The ids of content that code itself names. Every other id reaches the code out of the content. `npm run content` reports
// those that the content does not have.
import type { IntentId } from "./intent.ts";

/** Payment platforms with a way of their own to change the card. */
export const ALIPAY = "alipay";
export const WECHATPAY = "wechatpay";
export const PROVIDER_TOPICS: ReadonlyMap<string, IntentId> = new Map([
  [ALIPAY, "rebind_howto_alipay"],
  [WECHATPAY, "rebind_howto_wechat"],
]);

/** The names most merchants look for; every other one can be typed. */
export const OFFERED_PROVIDERS: readonly string[] = ["lakala", "chinaums", "shengpay", WECHATPAY, ALIPAY];
export const OFFERED_BANKS: readonly string[] = ["icbc", "abc", "boc", "ccb", "cmb"];
/** In the order in which merchants look for them, as the front page shows them. */
export const SOUGHT_FIRST: readonly string[] = [
  ...["lakala", WECHATPAY, ALIPAY, "chinaums", "icbc", "shengpay", "ccb", "abc", "boc", "cmb"],
];
/** The two that have the mark of the card network in their names. */
export const BEHIND_THE_MARK: readonly string[] = ["chinaums", "unionpay"];

/** The guide that checks a terminal, for any provider. */
export const VERIFY_TERMINAL = "verify-terminal";

/** Articles and FAQs that a dialog answers with, or a page points to. */
export const PAGES = {
  commonScams: "common-scams",
  rebindFailed: "rebind-failed",
  safetyPrecautions: "safety-precautions",
  whoseTerminal: "whose-terminal",
} as const;

/** Troubles in the order in which they are asked about. */
export const MOST_ASKED: readonly string[] = [
  "phone-changed",
  "not-received",
  PAGES.rebindFailed,
  "old-card-closed-or-lost",
];

/** Says that every change is reviewed anew: why no date can be given before the acquirer has answered. */
export const REVIEW_RULE = "rule259.change-needs-review";
/** Says to keep the old card until nothing more can arrive on it. */
export const CLOSE_LAST = "lost-card.close-last";

/** All of them, by what they name. */
export const OWN_IDS = {
  providers: [...new Set([...SOUGHT_FIRST, ...OFFERED_PROVIDERS, ...OFFERED_BANKS, ...BEHIND_THE_MARK])],
  guides: [VERIFY_TERMINAL],
  pages: [...new Set([...Object.values(PAGES), ...MOST_ASKED])],
  facts: [REVIEW_RULE, CLOSE_LAST],
} as const;
