// `huanka content diff`: what the content in the working tree changes for merchants since a commit, as a Markdown table.
import type { Command } from "../../command.ts";

export const command = {
  says: "shows what your edits change for merchants since a commit",
  usage: "<ref>",
  options: {},
  examples: ["content diff HEAD", "content diff main"],
  async run({ positionals: [ref = "HEAD"] }) {
    const { parseConfig } = await import("../../../base/config.ts");
    const { BASE_LOCALE } = await import("../../../../bot/knowledge/locale.ts");
    const { loadKnowledge } = await import("../../../../bot/load.ts");
    const { diffBehaviour } = await import("../../../diff/behaviour-diff.ts");
    const { toTable } = await import("../../../diff/change.ts");
    const { contentAt } = await import("../../../diff/git-content.ts");
    const { MODEL_DIR } = await import("../../../served/model-files.ts");
    const { supplyKeptModels } = await import("../../../served/model-source.ts");
    const { readConversations } = await import("../../tasks/story-conversations.ts");
    const { contentDir } = parseConfig(process.env);
    const before = supplyKeptModels(contentAt(ref, contentDir, BASE_LOCALE), MODEL_DIR);
    const after = supplyKeptModels(await loadKnowledge(contentDir), MODEL_DIR);
    const conversations = readConversations();
    const changes = diffBehaviour(before, after, conversations);
    console.log(
      `${changes.length} changes since ${ref}; ${conversations.length} conversations played on both`,
    );
    if (changes.length > 0) console.log(`\n${toTable(changes)}`);
    return 0;
  },
} satisfies Command;
