// `huanka facts answers`: takes a filled call sheet back into the content.
import { type Command, UsageError } from "../../command.ts";

export const command = {
  says: "takes a filled call sheet back: new dates for what was confirmed, a line for the rest",
  usage: "<sheet>",
  options: {},
  examples: ["facts answers calls.yml"],
  async run({ positionals: [sheet] }) {
    if (sheet === undefined) throw new UsageError("Name the sheet that was filled in.");
    const { parseConfig } = await import("../../../base/config.ts");
    const { takeAnswers } = await import("../../tasks/take-answers.ts");
    const { confirmed, open } = await takeAnswers(parseConfig(process.env).contentDir, sheet);
    for (const line of confirmed) console.log(line);
    for (const line of open) console.log(`open   ${line}`);
    console.log(`${confirmed.length} confirmed, ${open.length} for a writer`);
    return open.length > 0 ? 1 : 0;
  },
} satisfies Command<Record<string, never>>;
