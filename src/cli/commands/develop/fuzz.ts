// `huanka fuzz`: handed over to test/prove/fuzz/run.ts, which knows its own options.
import type { Command } from "../../command.ts";

export const command = {
  says: "tries inputs that nobody chose, on fresh seeds; `--minutes` says how long",
  usage: "",
  options: {},
  handsOver: true,
  async run({ positionals }) {
    const { handOver } = await import("../../hand-over.ts");
    return handOver("test/prove/fuzz/run.ts", positionals);
  },
} satisfies Command;
