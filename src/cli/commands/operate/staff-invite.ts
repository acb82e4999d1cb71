// `huanka staff invite`: an account at the desk, and the link with which its owner comes in.
import type { Command } from "../../command.ts";

const options = {
  name: {
    type: "string",
    value: "<name>",
    says: "what merchants and colleagues read; the login when left out",
  },
  role: {
    type: "string",
    value: "agent|lead|admin",
    says: "agent when left out; an admin reads no conversation",
  },
} as const;

export const command = {
  says: "makes an account at the desk and prints its link, good for one hour and one use",
  usage: "<login>",
  options,
  examples: ["staff invite li --name 小李", "staff invite wang --name 王姐 --role lead"],
  async run({ positionals: [login = ""], values: { name, role } }) {
    const { inviteStaff } = await import("../../tasks/staff.ts");
    console.log(await inviteStaff({ login, name: name ?? login, role: role ?? "agent" }));
    return 0;
  },
} satisfies Command<typeof options>;
