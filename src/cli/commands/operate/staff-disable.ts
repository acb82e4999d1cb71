// `huanka staff disable`: an account that is over, at once and on every node.
import type { Command } from "../../command.ts";

export const command = {
  says: "disables an account at the desk at once",
  usage: "<login>",
  options: {},
  examples: ["staff disable li"],
  async run({ positionals: [login = ""] }) {
    const { disableStaff } = await import("../../tasks/staff.ts");
    console.log(await disableStaff(login));
    return 0;
  },
} satisfies Command;
