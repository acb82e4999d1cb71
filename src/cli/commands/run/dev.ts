// `huanka dev`: the whole service; restarts when code changes, and open pages follow the content as it is saved.
import type { Command } from "../../command.ts";

export const command = {
  says: "serves as you write: pages follow each save, code restarts it",
  usage: "",
  options: {},
  async run() {
    process.env.PREVIEW ??= "on";
    const { start } = await import("../../../main.ts");
    await start();
    return 0;
  },
} satisfies Command;
