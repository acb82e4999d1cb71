// What is known of a merchant, line by line, in English.
import type { ZH_KNOWN } from "./known-zh-cn.ts";

export const EN_KNOWN: typeof ZH_KNOWN = {
  reasons: {
    asked: "Asked for a person",
    "two-misses": "Not understood twice",
    "stuck-twice": "Stuck twice at one step",
    scam: "Possible fraud",
  },
  slots: {
    entity: "Kind of merchant",
    person: "Is the owner or legal person",
    "same-name": "New card in the same name",
    "old-card": "Has the old card",
    phone: "Registered phone works",
    terminal: "Terminal",
  },
  values: {
    individual: "sole trader",
    company: "company",
    micro: "micro merchant",
    yes: "yes",
    no: "no",
    changed: "somebody else now",
    traditional: "large terminal",
    electronic: "small terminal",
    qr: "payment code",
    unknown: "does not know",
  },
  secrets: {
    pan: "card number",
    cvv: "CVV",
    expiry: "expiry",
    otp: "SMS code",
    password: "password",
    "id-card": "identity number",
    permit: "permit number",
    mobile: "phone number",
    account: "account number",
    email: "e-mail",
  },
};
