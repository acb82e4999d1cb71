// `huanka chat`: talk to the bot in the shell, or watch a story.
import type { Command } from "../../command.ts";

const options = {
  story: { type: "string", value: "<file>", says: "plays the merchant's lines of a story file" },
  why: { type: "boolean", says: "shows under each reply what produced it" },
} as const;

export const command = {
  says: "talks with you in the shell; nothing is stored",
  usage: "[number]",
  options,
  examples: ["chat --why", "chat --story test/stories/scams.yml 4    # the fourth; without a number, all"],
  async run({ positionals: [number], values: { story, why = false } }) {
    const { UsageError } = await import("../../command.ts");
    if (story === undefined && number !== undefined) throw new UsageError("A number needs --story <file>.");
    const { parseConfig } = await import("../../../base/config.ts");
    const { loadKnowledge } = await import("../../../../bot/load.ts");
    const { readStoryFile } = await import("../../tasks/story-file.ts");
    const { talk, tellStory } = await import("../../tasks/talk.ts");
    const stories = story === undefined ? [] : readStoryFile(story, number);
    const knowledge = await loadKnowledge(parseConfig(process.env).contentDir);
    if (story === undefined) await talk(knowledge, why);
    for (const one of stories) tellStory(knowledge, one, why);
    return 0;
  },
} satisfies Command<typeof options>;
