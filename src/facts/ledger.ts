// The state of all facts: how many of which grade and kind, which ones nothing shows, which expire soon.

import { DAY_MS } from "../../bot/knowledge/calendar.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import { lintContent } from "../../bot/load.ts";
import { ContentError, type Problem } from "../../bot/reading/content-error.ts";
import { type DraftFact, draftFacts } from "../../bot/reading/draft-facts.ts";
import { parseTree } from "../../bot/reading/parse-tree.ts";
import { readFolder } from "../../bot/reading/read-folder.ts";
import { problemAt } from "../../bot/reading/source-files.ts";
import { whereShown } from "./shown-facts.ts";

const WARN_DAYS = 30; // time to look again without haste

export interface Ledger {
  readonly facts: readonly DraftFact[];
  readonly errors: readonly Problem[];
  /** Facts that expire within 30 days. */
  readonly warnings: readonly Problem[];
}

/** Everything that is wrong or soon will be. `today` is `YYYY-MM-DD`. */
export async function readLedger(dir: string, today: string): Promise<Ledger> {
  const tree = await readFolder(dir, BASE_LOCALE, () => undefined);
  const facts = draftFacts(parseTree(tree.files, BASE_LOCALE, () => undefined));
  const soon = new Date(Date.parse(today) + WARN_DAYS * DAY_MS).toISOString().slice(0, 10);
  const warnings = facts
    .filter(({ fact }) => fact.recheck >= today && fact.recheck <= soon)
    .map((one) => problemOf(one, "recheck", `expires on ${one.fact.recheck}: look again in time`));
  return { facts, errors: await errorsOf(dir, today, facts), warnings };
}

/** What the lint says; only in content without a fault can be seen what nothing shows. */
async function errorsOf(
  dir: string,
  today: string,
  facts: readonly DraftFact[],
): Promise<readonly Problem[]> {
  try {
    const shown = whereShown(await lintContent(dir, today), today);
    return facts
      .filter(({ id }) => shown.get(id)?.length === 0)
      .map((one) => problemOf(one, "value", `${one.id} is an orphan: no page and no reply shows it`));
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

function problemOf({ entry, path }: DraftFact, field: string, problem: string): Problem {
  const at = [...path, field];
  return problemAt(entry.file, entry.yaml.offsetOf(at), at.join("."), problem);
}
