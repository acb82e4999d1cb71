// `npm run content [folder] [--today day] [--since ref]`: checks all content and prints every problem, as
// file:line:column. Since a git ref: also that no step was taken away without saying where merchants who stand there go.
// With --flows also every conversation that the content allows.
import { parseArgs } from "node:util";
import { ContentError } from "../../bot/knowledge/content-error.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { lintContent } from "../../bot/knowledge/lint-content.ts";
import { undeclaredSteps } from "../../bot/knowledge/step-maps.ts";
import { parseConfig } from "../base/config.ts";
import { contentAt } from "./diff/git-content.ts";
import { checkFlows } from "./flows/check-flows.ts";
import { printFlows } from "./flows/print-flows.ts";
import { reportAndExit } from "./report.ts";
import { today } from "./today.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { today: { type: "string" }, since: { type: "string" }, flows: { type: "boolean" } },
});
const dir = positionals[0] ?? parseConfig(process.env).contentDir;
const startedAt = performance.now();
try {
  const knowledge = await lintContent(dir, values.today ?? today());
  const lost =
    values.since === undefined
      ? []
      : undeclaredSteps(contentAt(values.since, dir, knowledge.locale), knowledge);
  if (lost.length > 0) throw new ContentError(lost);
  const tookMs = Math.round(performance.now() - startedAt);
  console.log(`${countsOf(knowledge)}: no problems (${tookMs} ms)`);
  if (values.flows) printFlows(() => checkFlows(knowledge));
} catch (error) {
  reportAndExit(error);
}

function countsOf({ locale, providers, faqs, articles, guides, intents, replies, facts }: Knowledge): string {
  const counts = { providers, faqs, articles, guides, intents, replies, facts };
  const parts = Object.entries(counts).map(([name, { size }]) => `${size} ${name}`);
  return `${locale}: ${parts.join(", ")}`;
}
