// `huanka staff link`: another link for an account whose password, app or link was lost.
import type { Command } from "../../command.ts";

export const command = {
  says: "prints another link for an account at the desk, for a new password and app",
  usage: "<login>",
  options: {},
  examples: ["staff link li"],
  async run({ positionals: [login = ""] }) {
    const { relinkStaff } = await import("../../tasks/staff.ts");
    console.log(await relinkStaff(login));
    return 0;
  },
} satisfies Command;
