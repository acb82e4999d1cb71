// `npm run flows:check [folder]`: explores every conversation the content of each locale allows; exit 1 when one goes
// wrong.
import { parseArgs } from "node:util";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { localesIn } from "../../bot/knowledge/read-folder.ts";
import { parseConfig } from "../base/config.ts";
import { checkFlows } from "./flows/check-flows.ts";
import { printFlows } from "./flows/print-flows.ts";
import { reportAndExit } from "./report.ts";

async function run(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const dir = positionals[0] ?? parseConfig(process.env).contentDir;
  for (const locale of localesIn(dir)) {
    const knowledge = await loadKnowledge(dir, locale);
    console.log(locale);
    printFlows(() => checkFlows(knowledge));
  }
}

await run().catch(reportAndExit);
