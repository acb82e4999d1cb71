// `huanka content check`: the lint of every locale, with every problem as file:line:column.
import type { Command } from "../../command.ts";

const options = {
  since: {
    type: "string",
    value: "<ref>",
    says: "also that no step of that commit is gone without a step map",
  },
  today: { type: "string", value: "<day>", says: "as if it were that day, such as 2026-12-01" },
  flows: {
    type: "boolean",
    says: "also every conversation that the content allows, as `huanka flows check`",
  },
} as const;

export const command = {
  says: "checks the content and names every problem with file, line and field",
  usage: "[folder]",
  options,
  examples: ["content check", "content check --since HEAD"],
  async run({ positionals: [folder], values }) {
    const { parseConfig } = await import("../../../base/config.ts");
    const { lintLocales } = await import("../../tasks/lint-locales.ts");
    const dir = folder ?? parseConfig(process.env).contentDir;
    const [first] = await lintLocales(dir, values);
    if (!values.flows || !first) return 0;
    const { checkFlows } = await import("../../../../bot/flows/check-flows.ts");
    const { printFlows } = await import("../../tasks/print-flows.ts");
    return printFlows(() => checkFlows(first)) ? 0 : 1;
  },
} satisfies Command<typeof options>;
