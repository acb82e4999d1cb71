// `npm run content [folder] [--today day] [--since ref]`: checks the content of every locale and prints every problem, as
// file:line:column. Since a git ref: also that no step was taken away without saying where merchants who stand there go.
// With --flows also every conversation that the content allows.
import { parseArgs } from "node:util";
import { checkFlows } from "../../bot/flows/check-flows.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { undeclaredSteps } from "../../bot/lint/step-maps.ts";
import { lintContent } from "../../bot/load.ts";
import { ContentError } from "../../bot/reading/content-error.ts";
import { localesIn } from "../../bot/reading/read-folder.ts";
import { parseConfig } from "../base/config.ts";
import { reportAndExit } from "../base/report.ts";
import { contentAt } from "../diff/git-content.ts";
import { printFlows } from "./print-flows.ts";
import { today } from "./today.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { today: { type: "string" }, since: { type: "string" }, flows: { type: "boolean" } },
});
const dir = positionals[0] ?? parseConfig(process.env).contentDir;
const startedAt = performance.now();
try {
  for (const locale of localesIn(dir)) {
    const knowledge = await lintContent(dir, values.today ?? today(), locale);
    const lost =
      values.since === undefined ? [] : undeclaredSteps(contentAt(values.since, dir, locale), knowledge);
    if (lost.length > 0) throw new ContentError(lost);
    const tookMs = Math.round(performance.now() - startedAt);
    console.log(`${countsOf(knowledge)}: no problems (${tookMs} ms)`);
    const open = stillChinese(knowledge);
    if (open.length > 0) console.log(`${locale}: not translated yet: ${open.join(", ")}`);
    if (values.flows && locale === BASE_LOCALE) printFlows(() => checkFlows(knowledge));
  }
} catch (error) {
  reportAndExit(error);
}

/** What readers of a translation get in Chinese. Providers always do: their words are in the fact table. */
function stillChinese(knowledge: Knowledge): string[] {
  const { faqs, articles, guides, intents, originalIntents, facts, scams, untranslated } = knowledge;
  const pages = [...faqs.values(), ...articles.values(), ...guides.values()];
  const same = [...intents].filter(([id, { utterances }]) => {
    const original = originalIntents?.get(id)?.utterances ?? [];
    return utterances.length > 0 && utterances[0] === original[0];
  });
  const count = (name: string, items: readonly unknown[]) =>
    items.length > 0 ? [`${items.length} ${name}`] : [];
  return [
    ...count(
      "pages",
      pages.filter(({ fallback }) => fallback !== undefined),
    ),
    ...count("replies", [...(untranslated ?? [])]),
    ...count("intents", same),
    ...count(
      "scams",
      [...scams.values()].filter(({ fallback }) => fallback !== undefined),
    ),
    ...count(
      "facts",
      [...facts.values()].filter(({ fallback }) => fallback !== undefined),
    ),
  ];
}

function countsOf({ locale, providers, faqs, articles, guides, intents, replies, facts }: Knowledge): string {
  const counts = { providers, faqs, articles, guides, intents, replies, facts };
  const parts = Object.entries(counts).map(([name, { size }]) => `${size} ${name}`);
  return `${locale}: ${parts.join(", ")}`;
}
