// The words of tickets that are bound to each other, in English.
import type { ZH_LINKS } from "./links-zh-cn.ts";

export const EN_LINKS: typeof ZH_LINKS = {
  title: "Tickets about the same matter",
  reference: "Reference of the other ticket",
  bind: "Link them",
  bindAnother: "Link another ticket",
  unbind: "This one is another matter",
  hint: "Both have to be yours. The conversations stay apart; neither merchant sees the other.",
  problems: {
    400: (reference) => `${reference} is this very ticket; give the other one's reference.`,
    404: (reference) => `There is no ticket ${reference}, or it is not yours to see. Check the reference.`,
    409: (reference) => `${reference} is not in your hands; take it first.`,
  },
};
