// Checks that the content has what the code names: a dialog that answers with a page which is gone would fail.
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { OWN_IDS } from "../knowledge/own-ids.ts";
import type { Report } from "../reading/content-error.ts";
import type { Draft } from "../reading/draft.ts";
import { draftFacts } from "../reading/draft-facts.ts";
import { atStart, pageSlugs } from "../reading/source-files.ts";

/**
 * A check of the command line: a server takes what it gets. A content with none of the pages is a beginning, in which
 * nobody has taken anything away.
 */
export function checkOwnIds(draft: Draft, report: Report): void {
  const { paths } = draft;
  const pages = pageSlugs(paths);
  if (!OWN_IDS.pages.some((id) => pages.has(id))) return;
  const missing = (path: string, id: string) =>
    report(atStart(path, `${id} is missing: bot/knowledge/own-ids.ts names it`));
  for (const id of OWN_IDS.providers) {
    if (!paths.has(`providers/${id}.md`)) missing(`providers/${id}.md`, id);
  }
  for (const id of OWN_IDS.guides) {
    if (!paths.has(`${BASE_LOCALE}/guides/${id}.md`)) missing(`${BASE_LOCALE}/guides/${id}.md`, id);
  }
  for (const id of OWN_IDS.pages) if (!pages.has(id)) missing(`${BASE_LOCALE}/faqs/${id}.md`, id);
  checkOwnRules(draft, missing);
  const facts = new Set(draftFacts(draft).map(({ id }) => id));
  for (const id of OWN_IDS.facts) if (!facts.has(id)) missing("facts.yml", id);
}

function checkOwnRules({ rules }: Draft, missing: (path: string, id: string) => void): void {
  const written = new Set(rules.flatMap(({ yaml }) => Object.keys(yaml.value)));
  for (const id of OWN_IDS.rules) if (!written.has(id)) missing(`${BASE_LOCALE}/rules`, id);
}
