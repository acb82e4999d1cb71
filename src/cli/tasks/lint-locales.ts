// Lints every locale of a content folder and prints what it counted, or throws with every problem.
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { undeclaredSteps } from "../../../bot/lint/step-maps.ts";
import { lintContent } from "../../../bot/load.ts";
import { ContentError } from "../../../bot/reading/content-error.ts";
import { localesIn } from "../../../bot/reading/read-folder.ts";
import { today } from "./today.ts";

/**
 * Answers what was loaded, zh-CN first. Since a git ref: also that no step was taken away without saying where merchants
 * who stand there go. Throws ContentError.
 */
export async function lintLocales(
  dir: string,
  { today: day = today(), since }: { readonly today?: string; readonly since?: string },
): Promise<readonly Knowledge[]> {
  const startedAt = performance.now();
  const linted: Knowledge[] = [];
  for (const locale of localesIn(dir)) {
    const knowledge = await lintContent(dir, day, locale);
    if (since !== undefined) await refuseLostSteps(since, dir, knowledge);
    const tookMs = Math.round(performance.now() - startedAt);
    console.log(`${countsOf(knowledge)}: no problems (${tookMs} ms)`);
    const open = stillChinese(knowledge);
    if (open.length > 0) console.log(`${locale}: not translated yet: ${open.join(", ")}`);
    linted.push(knowledge);
  }
  return linted;
}

async function refuseLostSteps(since: string, dir: string, knowledge: Knowledge): Promise<void> {
  const { contentAt } = await import("../../diff/git-content.ts");
  const lost = undeclaredSteps(contentAt(since, dir, knowledge.locale), knowledge);
  if (lost.length > 0) throw new ContentError(lost);
}

/** What readers of a translation get in Chinese. */
function stillChinese(knowledge: Knowledge): string[] {
  const { faqs, articles, guides, providers, intents, originalIntents, facts, scams, untranslated } =
    knowledge;
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
    ...count(
      "providers",
      [...providers.values()].filter(({ fallback }) => fallback !== undefined),
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
