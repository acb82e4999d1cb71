// The sentences for errors in English.
import type { ErrorCode } from "../../base/errors.ts";

export const EN_ERRORS: Readonly<Record<ErrorCode, string>> = {
  "bad-argument": "Something in the request is wrong. Please check it and try again.",
  unauthorized: "Please open the chat first.",
  forbidden: "This conversation is not yours.",
  "token-expired": "The chat has expired. Please load the page again.",
  "resume-refused":
    "Code or provider is wrong, or the code has expired or was used. Get a new one on the other device.",
  "lookup-refused":
    "Reference or code is wrong, or there were too many tries today. Get a new code in the chat, or go on there with a code for another device.",
  "not-found": "There is no such page.",
  "conversation-not-found": "There is no such conversation. Please open the chat again.",
  "conversation-full":
    "This conversation is full and takes no more messages. Save it if you want to keep it, end it, and start a new one.",
  "method-not-allowed": "This kind of request is not supported.",
  taken: "Somebody else has it.",
  "not-yours": "It is not you who speaks to this merchant now.",
  "not-live": "This cannot be done to the ticket as it is now. Please look at it again.",
  guarded: "These words must not be sent to a merchant.",
  "too-large": "This is too long. Please send it in parts.",
  "head-too-large":
    "This address is too long to open. Search by a few words; what is longer, send in the chat, in parts.",
  "too-slow": "The network is too slow, and not all of it arrived. Please try again.",
  "no-host":
    "What stands in front of this site is not set up rightly, so it cannot be opened now. For your card, call the number on the machine label or in the contract. (To operators: the proxy has to pass on Host, in nginx proxy_set_header Host $host.)",
  misdirected:
    "This is not an address of this site. (To operators: set PUBLIC_ORIGIN to an address before using another name.)",
  "unsupported-media": "This kind of content is not supported.",
  "rate-limited": "That was too fast. Please wait a few seconds and try again.",
  overloaded: "We are busy. Your message was not saved, please send it again in a moment.",
  "deletion-promised":
    "Nothing can be written now, so this conversation is not deleted yet. It will be, by itself, as soon as that is possible.",
  "deletion-failed":
    "Nothing can be written now, so this conversation is not deleted yet. Please delete it again in a few minutes.",
  internal: "Something went wrong. Please try again in a moment.",
};
