// `huanka bench`: handed over to test/bench/run.ts, which knows its own options.
import type { Command } from "../../command.ts";

export const command = {
  says: "measures understanding, search, start, load, size; `--list` names all",
  usage: "[name]…",
  options: {},
  handsOver: true,
  async run({ positionals }) {
    const { handOver } = await import("../../hand-over.ts");
    return handOver("test/bench/run.ts", positionals);
  },
} satisfies Command;
