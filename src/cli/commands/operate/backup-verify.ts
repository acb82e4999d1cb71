// `huanka backup verify`: whether a backup is what was written.
import type { Command } from "../../command.ts";

export const command = {
  says: "checks that a backup is whole and sound",
  usage: "<file>",
  options: {},
  async run({ positionals: [file = ""] }) {
    const { checkBackup } = await import("../../tasks/backup-file.ts");
    console.log(checkBackup(file));
    return 0;
  },
} satisfies Command;
