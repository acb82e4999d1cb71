// `huanka doctor`: checks an installation and changes nothing.
import type { Command } from "../../command.ts";

export const command = {
  says: "checks this installation: what is wrong, one line a check, and what to do",
  usage: "",
  options: {},
  async run() {
    const { parseConfig } = await import("../../../base/config.ts");
    const { runDoctor } = await import("../../doctor/run-doctor.ts");
    return (await runDoctor(parseConfig(process.env))) > 0 ? 1 : 0;
  },
} satisfies Command;
