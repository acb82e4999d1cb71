// `huanka flows check`: explores every conversation that the content of each locale allows.
import type { Command } from "../../command.ts";

export const command = {
  says: "explores every state of every dialog; no conversation may end in a dead end",
  usage: "[folder]",
  options: {},
  async run({ positionals: [folder] }) {
    const { checkFlows } = await import("../../../../bot/flows/check-flows.ts");
    const { loadKnowledge } = await import("../../../../bot/load.ts");
    const { localesIn } = await import("../../../../bot/reading/read-folder.ts");
    const { parseConfig } = await import("../../../base/config.ts");
    const { printFlows } = await import("../../tasks/print-flows.ts");
    const dir = folder ?? parseConfig(process.env).contentDir;
    let sound = true;
    for (const locale of localesIn(dir)) {
      const knowledge = await loadKnowledge(dir, locale);
      console.log(locale);
      sound = printFlows(() => checkFlows(knowledge)) && sound;
    }
    return sound ? 0 : 1;
  },
} satisfies Command;
