// Compares routes.yml and the conditions of steps with the rest of the tree.
import { type Condition, NO_PROVIDER } from "../knowledge/condition.ts";
import { PROVIDER_CLASSES } from "../knowledge/guide.ts";
import type { Report } from "../reading/content-error.ts";
import type { Draft, ReportAt } from "../reading/draft.ts";
import { pageSlugs, problemAt } from "../reading/source-files.ts";

/** Reports ids taken twice, pages and providers that are not there, and guides that may come out empty. */
export function checkRoutes(draft: Draft, at: ReportAt, report: Report): void {
  const pages = pageSlugs(draft.paths);
  for (const entry of draft.routes) {
    const ids = new Set<string>();
    for (const [index, { id, when, page }] of entry.yaml.value.rules.entries()) {
      if (ids.has(id)) at(entry, ["rules", index, "id"], `the id ${id} is taken by a rule above`);
      ids.add(id);
      if (!pages.has(page)) at(entry, ["rules", index, "page"], `there is no article or FAQ ${page}`);
      for (const problem of strangers(when, draft)) at(entry, ["rules", index, "when"], problem);
    }
  }
  checkSteps(draft, report);
}

function checkSteps(draft: Draft, report: Report): void {
  for (const { file, steps, bodyOffset } of [...draft.guides, ...draft.providers]) {
    const complain = (problem: string) => report(problemAt(file, bodyOffset, "steps", problem));
    const conditions = steps.flatMap((step) => [
      ...(step.if ? [step.if] : []),
      ...Object.values(step.needsIf ?? {}),
    ]);
    for (const problem of conditions.flatMap((condition) => strangers(condition, draft))) complain(problem);
    if (steps.length > 0 && steps.every((step) => step.if !== undefined)) {
      complain("every step has an if: someone would be left without any");
    }
  }
}

/** Providers and classes that a condition names and the tree does not have; a broken file counts as there. */
function strangers(condition: Condition, draft: Draft): string[] {
  return condition.flatMap(({ subject, values }) => {
    if (subject !== "class" && subject !== "provider") return [];
    const isKnown = (value: string) =>
      subject === "class"
        ? PROVIDER_CLASSES.some((name) => name === value)
        : value === NO_PROVIDER || draft.paths.has(`providers/${value}.md`);
    return values.filter((value) => !isKnown(value)).map((value) => `there is no ${subject} ${value}`);
  });
}
