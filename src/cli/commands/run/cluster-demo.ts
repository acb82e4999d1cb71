// `huanka cluster demo`: several nodes on throw-away data.
import type { Command } from "../../command.ts";

export const command = {
  says: "serves on three nodes over a PostgreSQL of its own, and prints their addresses",
  usage: "",
  options: {},
  async run() {
    const { playClusterDemo } = await import("../../demo/cluster-demo.ts");
    await playClusterDemo();
    return 0;
  },
} satisfies Command;
