// `huanka demo`: the whole service on throw-away data.
import type { Command } from "../../command.ts";

export const command = {
  says: "serves on throw-away data with one conversation in it, and prints what to look at",
  usage: "",
  options: {},
  async run() {
    const { playDemo } = await import("../../tasks/play-demo.ts");
    await playDemo();
    return 0;
  },
} satisfies Command;
