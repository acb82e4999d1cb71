// `huanka facts check`: the ledger of facts, with every fault and what expires soon.
import type { Command } from "../../command.ts";

const options = {
  list: { type: "boolean", says: "every fact on a line: id, value, grade, verified, recheck" },
  today: { type: "string", value: "<day>", says: "as if it were that day, such as 2026-12-01" },
} as const;

export const command = {
  says: "shows which facts are wrong, weak, unused or about to expire",
  usage: "[folder]",
  options,
  examples: ["facts check", "facts check --today 2027-01-31"],
  async run({ positionals: [folder], values: { list = false, today: day } }) {
    const { problemLine } = await import("../../../../bot/reading/content-error.ts");
    const { parseConfig } = await import("../../../base/config.ts");
    const { readLedger } = await import("../../../facts/ledger.ts");
    const { today } = await import("../../tasks/today.ts");
    const dir = folder ?? parseConfig(process.env).contentDir;
    const { facts, errors, warnings } = await readLedger(dir, day ?? today());
    for (const { id, fact } of list ? facts : []) {
      console.log([id, fact.value, fact.grade, fact.verified, fact.recheck].join("\t"));
    }
    console.log(`${facts.length} facts`);
    console.log(`by grade: ${counts(facts.map(({ fact }) => fact.grade))}`);
    console.log(`by kind: ${counts(facts.map(({ fact }) => fact.kind))}`);
    for (const warning of warnings) console.log(`warning  ${problemLine(warning)}`);
    for (const error of errors) console.error(`error  ${problemLine(error)}`);
    console.log(`${errors.length} errors, ${warnings.length} warnings`);
    return errors.length > 0 ? 1 : 0;
  },
} satisfies Command<typeof options>;

function counts(names: readonly string[]): string {
  const sizes = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => ({ name, length }));
  return sizes
    .sort((a, b) => b.length - a.length)
    .map(({ name, length }) => `${length} ${name}`)
    .join(", ");
}
