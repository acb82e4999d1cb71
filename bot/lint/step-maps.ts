// Step ids are promises: a stored conversation stands at one. Renaming or removing one needs a line in the guide's file.

import { type Guide, type StepMap, stepFrom } from "../knowledge/guide.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Problem } from "../reading/content-error.ts";
import type { Draft, MarkdownEntry, ReportAt } from "../reading/draft.ts";
import { atStart } from "../reading/source-files.ts";

/** Reports a map that leads nowhere, or that speaks of a step which is still there. */
export function checkStepMaps(draft: Draft, at: ReportAt): void {
  const guides: MarkdownEntry<{ steps: StepMap }>[] = [...draft.providers, ...draft.guides];
  for (const entry of guides) {
    const ids = new Set(entry.steps.map(({ id }) => id));
    for (const [old, now] of Object.entries(entry.yaml.value.steps)) {
      if (ids.has(old)) at(entry, ["steps", old], `${old} is still a step of this guide`);
      else if (now !== null && !ids.has(now)) at(entry, ["steps", old], `there is no step ${now}`);
    }
  }
}

/**
 * The steps that a newer content dropped or renamed without saying so; merchants who stand there would lose their
 * place. A guide that is gone as a whole needs no map.
 */
export function undeclaredSteps(before: Knowledge, after: Knowledge): Problem[] {
  const newer = new Map(guidesByFile(after).map((one) => [one.file, one.guide]));
  return guidesByFile(before).flatMap(({ file, guide }) => {
    const now = newer.get(file);
    const lost = now ? guide.steps.filter(({ id }) => stepFrom(guide, now, id) === undefined) : [];
    return lost.map(({ id }) => ({ ...atStart(file, undeclared(id)), field: "steps" }));
  });
}

function undeclared(id: string): string {
  return `the step ${id} is gone: write \`steps: { ${id}: <its new id> }\` in the front matter, or null if nobody does it any more`;
}

function guidesByFile({ locale, providers, guides }: Knowledge): { file: string; guide: Guide }[] {
  const own = [...providers.values()].flatMap(({ file, guide }) => (guide ? [{ file, guide }] : []));
  const pages = [...guides.values()].map((guide) => ({ file: `${locale}/guides/${guide.id}.md`, guide }));
  return [...own, ...pages];
}
