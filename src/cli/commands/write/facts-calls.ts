// `huanka facts calls`: the questions that only the companies can answer, as a sheet for whoever calls them.
import type { Command } from "../../command.ts";

const options = {
  all: { type: "boolean", says: "every fact, not only those that expire within thirty days" },
  today: { type: "string", value: "<day>", says: "as if it were that day, such as 2026-12-01" },
} as const;

export const command = {
  says: "prints a call sheet: number, questions, and where each answer goes",
  usage: "[provider]…",
  options,
  examples: ["facts calls > calls.yml", "facts calls --all lakala"],
  async run({ positionals: chosen, values: { all: every = false, today: day } }) {
    const { relative } = await import("node:path");
    const { parseConfig } = await import("../../../base/config.ts");
    const { StartError } = await import("../../../base/errors.ts");
    const { callSheet, sortedOut } = await import("../../../facts/call-sheet.ts");
    const { readFacts } = await import("../../../facts/ledger.ts");
    const { today } = await import("../../tasks/today.ts");
    const dir = parseConfig(process.env).contentDir;
    const on = day ?? today();
    const { facts, names, unknown, dueBy } = await readFacts(dir, on);
    const strangers = chosen.filter((id) => !names.has(id));
    if (strangers.length > 0)
      throw new StartError(`There is no provider ${strangers.join(", ")} in the content.`);
    const isChosen = (provider = "") => chosen.length === 0 || chosen.includes(provider);
    const due = facts.filter(({ fact, provider }) => isChosen(provider) && (every || fact.recheck <= dueBy));
    const given = { all: facts, names, unknown, folder: relative(".", dir), day: on };
    process.stdout.write(callSheet(sortedOut(due, facts), given));
    return 0;
  },
} satisfies Command<typeof options>;
