// `npm run content [folder]`: checks all content and prints every problem, as file:line:column.
import { parseArgs } from "node:util";
import { ContentError } from "../../bot/knowledge/content-error.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { parseConfig } from "../base/config.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const dir = positionals[0] ?? parseConfig(process.env).contentDir;
const startedAt = performance.now();
try {
  const knowledge = await loadKnowledge(dir);
  const tookMs = Math.round(performance.now() - startedAt);
  console.log(`${countsOf(knowledge)}: no problems (${tookMs} ms)`);
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function countsOf({ locale, providers, faqs, articles, guides, intents, replies, facts }: Knowledge): string {
  const counts = { providers, faqs, articles, guides, intents, replies, facts };
  const parts = Object.entries(counts).map(([name, { size }]) => `${size} ${name}`);
  return `${locale}: ${parts.join(", ")}`;
}
