// `huanka clients`: handed over to test/clients/run.ts, which knows the clients.
import type { Command } from "../../command.ts";

export const command = {
  says: "tests with clients that are not ours: Web Chat, DirectLineJS's own tests, botium",
  usage: "[name]",
  options: {},
  handsOver: true,
  async run({ positionals }) {
    const { handOver } = await import("../../hand-over.ts");
    return handOver("test/clients/run.ts", positionals);
  },
} satisfies Command;
