// `huanka backup restore`: a verified backup as the database of a stopped service.
import type { Command } from "../../command.ts";

export const command = {
  says: "puts a backup into an empty DATA_DIR, with the service stopped",
  usage: "<file>",
  options: {},
  async run({ positionals: [file = ""] }) {
    const { restoreBackup } = await import("../../tasks/backup-file.ts");
    console.log(restoreBackup(file));
    return 0;
  },
} satisfies Command;
