// `huanka playground`: the bot in Microsoft's own test client.
import type { Command } from "../../command.ts";

export const command = {
  says: "serves on throw-away data and opens Microsoft's Agents Playground on the bot",
  usage: "",
  options: {},
  async run() {
    const { openPlayground } = await import("../../demo/open-playground.ts");
    return openPlayground();
  },
} satisfies Command;
