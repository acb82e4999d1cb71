// The words of the chat without JavaScript, the checklist and the calendar file, in English.
import type { ChatWords, ChecklistWords, EventWords, TicketWords } from "./chat-zh-cn.ts";

export const EN_CHAT: ChatWords = {
  description:
    "Change the settlement card in a chat: find the provider, go step by step, ask for a person at any time.",
  starters: [
    "I want to change my settlement card",
    "I don't know whose terminal it is",
    "Check whether a number is official",
    "Talk to a person",
  ],
  hint: "Automatic answers from checked sources. Please do not send card numbers, passwords or SMS codes. We do not need them.",
  earlier: "Earlier messages",
  log: "Conversation",
  quick: "Tap to answer",
  question: "What would you like to ask?",
  send: "Send",
  tooLong: (length, most) =>
    `This has ${length} characters, and one message takes ${most}. It was not sent. Make it shorter, or send it in parts.`,
  save: "Save the conversation",
  saved: (begun) =>
    `Begun ${begun}, Beijing time. Card numbers, passwords and codes were masked before they were kept.`,
  end: "End the conversation",
  remove: "Delete this conversation",
  removeHint: "We then keep nothing of it, and it cannot be brought back.",
  removeNow: "Delete it",
  move: "Continue on another device",
  code: "Resume code",
  codeGiven: (provider, minutes) =>
    `, provider “${provider}”. It works once within ${minutes} minutes. Do not give it to anybody.`,
  noProvider: "none",
  giveCode: "Get a resume code",
  codeProvider: "Provider chosen there; leave empty if none",
  takeOver: "Continue",
  endOthers: "Keep this device only",
  you: "You",
  masked: "Private numbers in it were covered and not kept.",
  step: (step, of) => `Step ${step} of ${of}`,
};

export const EN_CHECKLIST: ChecklistWords = {
  provider: (provider) => `${provider}: checklist for changing the settlement card`,
  guide: (title) => `${title}: checklist`,
  generic: "Usual steps for this kind of company. Menu names may differ.",
  own: "Tick each step when it is done.",
  updated: (day) => ` Steps updated on ${day}.`,
  warn: "Nobody should ask for your card password, the three digits on its back, its expiry date or an SMS code. If they do, stop.",
  back: "Back to the steps",
  needs: "Have ready",
  channels: "Official channels",
  noPhoneBefore: "Use the hotline on the label, in the contract or on the official website: ",
  noPhoneAfter: ", not one from a search engine.",
  steps: "Steps",
  bring: (items) => `Bring: ${items}.`,
  stuck: "Stuck: ",
  notes: "Your notes",
  noteLines: [
    "Merchant number",
    "Handed in on",
    "Case number",
    "Last four digits of the new card",
    "Review time you were told",
    "First settlement on the new card",
  ],
  proofs: "Sources",
  footer: (site, address, version) =>
    `Printed from ${site} ${address}, content version ${version}. This is not the website of any bank, payment company or acquirer. Your provider has the final word.`,
};

export const EN_EVENTS: EventWords = {
  calendar: (provider) => `Card change: ${provider}`,
  ask: "ask how far the review is",
  usually: "look for the result of the review",
  latest: "look for the result; if there is none, call the official hotline",
  settlement: "see whether the money reached the new card before you close the old one",
};

export const EN_TICKET: TicketWords = {
  title: "Your request for a person",
  description: "How far it is, by its reference and code.",
  hint: "The code comes from the chat. We never call you; hang up on whoever says they are us.",
  reference: "Reference",
  code: "Code",
  ask: "Look it up",
  toChat: "Open the chat",
  waiting: (position) =>
    position === null ? "Waiting for a person." : `Waiting for a person, number ${position} in line.`,
  closed: (opens) =>
    opens === null
      ? "Waiting for a person. Nobody is at the desk now, and it is not known yet when people are back."
      : `Waiting for a person. Nobody is at the desk now; people are back at ${opens} Beijing time.`,
  withPerson: (agent) => (agent === null ? "A person is helping you." : `${agent} is helping you.`),
  states: {
    open: "Your request stays open; the bot answers for now.",
    pending: "A person has left it to the bot and goes on when there is news.",
    solved: "Marked as solved. If it is not, ask for a person in the chat again.",
    closed: "Over. For something new, ask for a person in the chat again.",
  },
  times: (opened, changed) => `Begun ${opened}, changed ${changed}, Beijing time.`,
  cancel: "No need to wait any more",
  askBot: "Ask the bot first",
  giveCode: "Get a code",
  codeGiven: (reference, code) =>
    `Reference ${reference}, code ${code}. Shown here this once: write it down, and give it to nobody.`,
  packet: "What a person will see",
  packetHint: (most) =>
    `Write what is wrong beside it, ${most} characters a line; they see both. No card numbers, passwords or codes.`,
  packetLines: {
    provider: "Provider",
    situation: "Your situation",
    step: "Step you are at",
    bank: "Bank of the new card",
    tried: "What you have tried",
    words: "Your last words",
    secrets: "Sent, and hidden",
  },
  correct: "Save",
};
