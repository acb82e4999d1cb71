// `huanka conversation delete`: one conversation, for good.
import type { Command } from "../../command.ts";

const options = {
  backups: {
    type: "string",
    value: "<folder>",
    says: "names the backups in it that still hold the conversation",
  },
} as const;

export const command = {
  says: "deletes one conversation for good",
  usage: "<id>",
  options,
  examples: ["conversation delete cnv_…", "conversation delete cnv_… --backups /var/backups/huanka"],
  async run({ positionals: [id = ""], values: { backups } }) {
    const { deleteConversation } = await import("../../tasks/delete-conversation.ts");
    const { withStore } = await import("../../tasks/kept-store.ts");
    console.log(await withStore((store) => deleteConversation(store, id, backups)));
    return 0;
  },
} satisfies Command<typeof options>;
