// Why the bot answered so, in English.
import type { ZH_WHY } from "./why-zh-cn.ts";

export const EN_WHY: typeof ZH_WHY = {
  title: "Why this answer",
  lines: {
    rule: "Rule",
    intent: "Heard as (how sure)",
    alternatives: "Or perhaps",
    nearest: "Most like",
    provider: "Acquirer",
    reply: "Reply",
    article: "Backed by",
    facts: "Facts used",
    content: "Version of the content",
  },
};
