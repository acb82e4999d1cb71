// `npm run flows:check [folder]`: explores every conversation the content allows; exit 1 when one goes wrong.
import { parseArgs } from "node:util";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { parseConfig } from "../base/config.ts";
import { checkFlows } from "./flows/check-flows.ts";
import { printFlows } from "./flows/print-flows.ts";
import { reportAndExit } from "./report.ts";

async function run(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const knowledge = await loadKnowledge(positionals[0] ?? parseConfig(process.env).contentDir);
  printFlows(() => checkFlows(knowledge));
}

await run().catch(reportAndExit);
