// `huanka backup write`: the database as one file with its checksum beside it.
import type { Command } from "../../command.ts";

export const command = {
  says: "backs the database up while the service runs; with PostgreSQL use pg_dump",
  usage: "<file>",
  options: {},
  async run({ positionals: [file = ""] }) {
    const { writeBackup } = await import("../../tasks/backup-file.ts");
    console.log(await writeBackup(file));
    return 0;
  },
} satisfies Command;
