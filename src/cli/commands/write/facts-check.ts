// `huanka facts check`: the ledger of facts, with every fault and what expires soon.
import type { DraftFact } from "../../../../bot/reading/draft-facts.ts";
import type { Heaps } from "../../../facts/call-sheet.ts";
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
    const { facts, errors, warnings, due, withoutNumber } = await readLedger(dir, day ?? today());
    for (const { id, fact } of list ? facts : []) {
      console.log([id, fact.value, fact.grade, fact.verified, fact.recheck].join("\t"));
    }
    console.log(`${facts.length} facts`);
    console.log(`by grade: ${counts(facts.map(({ fact }) => fact.grade))}`);
    console.log(`by kind: ${counts(facts.map(({ fact }) => fact.kind))}`);
    for (const warning of warnings.filter(({ field }) => field === "file"))
      console.log(`warning  ${problemLine(warning)}`);
    for (const line of dueLines(due)) console.log(line);
    if (withoutNumber.length > 0)
      console.log(`no number known, look on a label or a contract: ${withoutNumber.join(", ")}`);
    for (const error of errors) console.error(`error  ${problemLine(error)}`);
    console.log(`${errors.length} errors, ${warnings.length} warnings`);
    return errors.length > 0 ? 1 : 0;
  },
} satisfies Command<typeof options>;

/** What expires within thirty days: whom to call, and what to compare with its sources. */
function dueLines({ phoned, lookedUp }: Heaps): string[] {
  const list = (facts: readonly DraftFact[]) => {
    const first = facts.map(({ fact }) => fact.recheck).sort()[0];
    return `${facts.map(({ id, provider }) => (provider === undefined ? id : id.slice(provider.length + 1))).join(", ")}; the first on ${first}`;
  };
  const files = Map.groupBy(lookedUp, ({ entry }) => entry.file.path);
  return [
    ...(phoned.size > 0
      ? [`to ask ${phoned.size} companies by phone; npx huanka facts calls prints the questions:`]
      : []),
    ...[...phoned].map(([provider, facts]) => `  ${provider}: ${list(facts)}`),
    ...(lookedUp.length > 0 ? [`to compare with their sources, ${lookedUp.length} facts:`] : []),
    ...[...files].map(([path, facts]) => `  ${path}: ${list(facts)}`),
  ];
}

function counts(names: readonly string[]): string {
  const sizes = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => ({ name, length }));
  return sizes
    .sort((a, b) => b.length - a.length)
    .map(({ name, length }) => `${length} ${name}`)
    .join(", ");
}
