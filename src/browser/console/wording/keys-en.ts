// Which keys there are, and what is found by typing, in English.
import type { ZH_KEYS } from "./keys-zh-cn.ts";

export const EN_KEYS: typeof ZH_KEYS = {
  title: "Keys",
  close: "Close",
  find: {
    title: "Find",
    found: "Found",
    wanted: {
      tickets: "Reference, acquirer, words, or a colleague",
      everything: "What to do, or which ticket",
      colleagues: "Give it to whom",
    },
    none: {
      tickets: "Nothing found. For other tickets, type the whole reference.",
      everything: "Nothing found. For other tickets, type the whole reference.",
      colleagues: "No such colleague. If nobody can take it, put it back in line.",
    },
    online: (isOnline) => (isOnline ? "here" : "away"),
    list: (name) => `List: ${name}`,
    turn: (now) => `Switch ${now}`,
    transfer: (name) => `Give to ${name}`,
    given: (name) => `${name} has it now.`,
  },
  list: [
    ["j / k", "next / previous ticket, Enter opens"],
    ["← / →", "on the tabs of the list: another list"],
    ["n", "take the next merchant"],
    ["t", "take"],
    ["r", "write a reply"],
    ["m", "write a note"],
    ["s", "solved, show the next one"],
    ["p", "write a question, then wait for the answer"],
    ["a", "give to a colleague"],
    ["u", "mark as read"],
    ["/", "find a ticket; in the field: canned replies"],
    ["Ctrl + K", "find anything to do, or a ticket, from anywhere"],
    ["@", "in the field: steps and pages"],
    ["Alt + key", "the same keys while you write"],
    ["Esc", "leave the field, again: back to the list"],
    ["?", "show this list"],
  ],
};
