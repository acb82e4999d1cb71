// `npm run facts:check [-- --today day] [-- --list]`: the ledger of facts, with every fault and what expires soon.
import { parseArgs } from "node:util";
import { problemLine } from "../../bot/reading/content-error.ts";
import type { DraftFact } from "../../bot/reading/draft-facts.ts";
import { parseConfig } from "../base/config.ts";
import { reportAndExit } from "../base/report.ts";
import { readLedger } from "../facts/ledger.ts";
import { today } from "./today.ts";

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { today: { type: "string" }, list: { type: "boolean", default: false } },
  });
  const dir = positionals[0] ?? parseConfig(process.env).contentDir;
  const { facts, errors, warnings } = await readLedger(dir, values.today ?? today());
  if (values.list) console.log(facts.map(listed).join("\n"));
  console.log(`${facts.length} facts`);
  console.log(`by grade: ${counts(facts.map(({ fact }) => fact.grade))}`);
  console.log(`by kind: ${counts(facts.map(({ fact }) => fact.kind))}`);
  for (const warning of warnings) console.log(`warning  ${problemLine(warning)}`);
  for (const error of errors) console.error(`error  ${problemLine(error)}`);
  console.log(`${errors.length} errors, ${warnings.length} warnings`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}

function listed({ id, fact }: DraftFact): string {
  return [id, fact.value, fact.grade, fact.verified, fact.recheck].join("\t");
}

function counts(names: readonly string[]): string {
  const sizes = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => ({ name, length }));
  return sizes
    .sort((a, b) => b.length - a.length)
    .map(({ name, length }) => `${length} ${name}`)
    .join(", ");
}

await run().catch(reportAndExit);
