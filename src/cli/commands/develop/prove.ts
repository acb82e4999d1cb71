// `huanka prove`: handed over to test/prove/run.ts, which knows its own options.
import type { Command } from "../../command.ts";

export const command = {
  says: "proves what huanka promises: loss, order, privacy, safety; `--list` names all",
  usage: "[name]…",
  options: {},
  handsOver: true,
  async run({ positionals }) {
    const { handOver } = await import("../../hand-over.ts");
    return handOver("test/prove/run.ts", positionals);
  },
} satisfies Command;
