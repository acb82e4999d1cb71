// Which keys there are, in English.
import type { ZH_KEYS } from "./keys-zh-cn.ts";

export const EN_KEYS: typeof ZH_KEYS = {
  title: "Keys",
  close: "Close",
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
    ["/", "in the field: canned replies"],
    ["@", "in the field: steps and pages"],
    ["Alt + key", "the same keys while you write"],
    ["Esc", "leave the field, again: back to the list"],
    ["?", "show this list"],
  ],
};
