// `huanka export`: the help center as files, for any web server.
import type { Command } from "../../command.ts";

export const command = {
  says: "writes the whole help center as files for any web server, with a search and without the chat",
  usage: "<folder>",
  options: {},
  examples: ["export ../huanka-pages"],
  async run({ positionals: [folder = ""] }) {
    const { parseConfig } = await import("../../../base/config.ts");
    const { writeExport } = await import("../../../export/write-export.ts");
    console.log(await writeExport(folder, parseConfig(process.env)));
    return 0;
  },
} satisfies Command;
