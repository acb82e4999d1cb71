// What is said when a turn fails; built without the dialogs, which may be what failed.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { officialChannels } from "../../bot/official/channels.ts";
import { inScriptOf } from "../../bot/say/in-traditional.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { parseState } from "../../bot/say/state.ts";

/** An apology with the official channels of the provider the conversation is about, and the offer of a person. */
export function apologyFor(knowledge: Knowledge, state: unknown): Reply {
  const textOf = (key: string) => knowledge.replies.get(key)?.trim() ?? "";
  const human = textOf("option.human");
  const { provider } = parseState(state, knowledge.hash).state;
  const channels = provider === undefined ? [] : officialChannels(knowledge, provider);
  return inScriptOf(knowledge, state, {
    key: "apology",
    text: textOf("apology"),
    choices: [{ label: human, value: human }],
    ...(channels.length > 0 && { channels }),
    why: {
      rule: "turn/failed",
      reply: "apology",
      facts: channels.map(({ fact }) => fact),
      content: knowledge.hash,
    },
  });
}
