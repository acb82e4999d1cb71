// `huanka metrics`: what /metrics shows, and what each tells.
import type { Command } from "../../command.ts";

export const command = {
  says: "prints every metric of /metrics and what it tells, as Markdown",
  usage: "",
  options: {},
  async run() {
    const { metricsDocument } = await import("../../tasks/metrics-document.ts");
    process.stdout.write(metricsDocument());
    return 0;
  },
} satisfies Command;
