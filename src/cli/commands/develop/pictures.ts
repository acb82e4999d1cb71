// `huanka pictures`: handed over to test/gallery/run.ts, which knows its own options.
import type { Command } from "../../command.ts";

export const command = {
  says: "photographs every component in all its states, and shows what changed since `--before <commit>`",
  usage: "<folder>",
  options: {},
  handsOver: true,
  async run({ positionals }) {
    const { handOver } = await import("../../hand-over.ts");
    return handOver("test/gallery/run.ts", positionals);
  },
} satisfies Command;
