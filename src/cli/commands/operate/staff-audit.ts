// `huanka staff audit`: whether the record of what was done at the desk is as it was written.
import type { Command } from "../../command.ts";

export const command = {
  says: "checks that nobody changed the desk's audit, and names the first entry that was",
  usage: "",
  options: {},
  examples: ["staff audit"],
  async run() {
    const { checkAudit } = await import("../../tasks/staff.ts");
    const { problem, says } = await checkAudit();
    console.log(says);
    return problem ? 1 : 0;
  },
} satisfies Command;
