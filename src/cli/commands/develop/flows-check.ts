// `npm run flows:check [folder]`: explores every conversation the content of each locale allows; exit 1 when one goes
// wrong.
import { parseArgs } from "node:util";
import { checkFlows } from "../../bot/flows/check-flows.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import { parseConfig } from "../base/config.ts";
import { reportAndExit } from "../base/report.ts";
import { printFlows } from "./print-flows.ts";

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
