// The known scams in English words. That somebody is cheated at all is decided by english-rules.ts as well.
import type { ScamRule } from "./rule.ts";

const STRANGER =
  /\b(?:somebody|someone|some ?one|stranger|caller|salesman|salesperson|agent|guy|they|he|she|sms|text message|phone call)\b/;
/** Asks what is usual, or how to keep safe. */
const ASKS = /^(?:how (?:do|can|to|should)|what (?:is|are|scams)|is it (?:safe|normal))/;

/** First match wins. */
export const ENGLISH_SCAMS: readonly ScamRule[] = [
  {
    name: "code-swapped",
    scam: "qr-swap",
    all: [
      /\b(?:qr|payment|collection) ?code\b/,
      /\b(?:swapped|replaced|covered|pasted over|stuck over|peeled)\b/,
    ],
  },
  {
    name: "secret-demanded",
    scam: "cvv-otp",
    all: [
      STRANGER,
      /\b(?:ask(?:s|ed|ing)?|want(?:s|ed)?|demand(?:s|ed)?|told me)\b/,
      /\b(?:sms codes?|verification codes?|otp|password|cvv2?|screen)\b/,
    ],
    unless: ASKS,
  },
  {
    name: "deposit-refund",
    scam: "refund-deposit",
    all: [
      /\brefund(?:s|ed|ing)?\b/,
      /\bdeposit\b/,
      STRANGER,
      /\b(?:add|scan|friend|fill|link|card details)\b/,
    ],
    unless: ASKS,
  },
  {
    name: "fee-first",
    scam: "deposit",
    all: [
      STRANGER,
      /\b(?:pay|paid|transfer|charge[ds]?)\b/,
      /\b(?:deposit|activation fee|change fee|data fee)\b/,
    ],
    unless: ASKS,
  },
  {
    name: "machine-void",
    scam: "fake-cs-replace",
    all: [
      STRANGER,
      /\b(?:machine|terminal|pos)\b.{0,40}\b(?:expired?|expiring|void|stops? working|be shut|be closed|out of date)\b/,
    ],
    unless: ASKS,
  },
];
