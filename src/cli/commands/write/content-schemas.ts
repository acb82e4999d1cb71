// `huanka content schemas`: writes the schemas of content files as JSON Schema, so that editors complete and check.
import type { Command } from "../../command.ts";

export const command = {
  says: "writes the schemas of content files, by which editors complete and check",
  usage: "",
  options: {},
  async run() {
    const { parseConfig } = await import("../../../base/config.ts");
    const { writeSchemas } = await import("../../tasks/content-schemas.ts");
    const { folder, count } = await writeSchemas(parseConfig(process.env).contentDir);
    console.log(`${count} schemas written into ${folder}`);
    return 0;
  },
} satisfies Command;
