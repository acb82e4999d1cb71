// `huanka start`: the service.
import type { Command } from "../../command.ts";

export const command = {
  says: "serves the help center with the chat, until a signal ends it",
  usage: "",
  options: {},
  async run() {
    const { start } = await import("../../../main.ts");
    await start();
    return 0;
  },
} satisfies Command;
