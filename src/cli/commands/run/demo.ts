// `huanka demo`: the whole service on throw-away data.
import type { Command } from "../../command.ts";

export const command = {
  says: "serves on throw-away data with merchants and a desk in it, and prints what to look at",
  usage: "",
  options: {},
  async run() {
    const { playDemo } = await import("../../demo/play-demo.ts");
    await playDemo();
    return 0;
  },
} satisfies Command;
