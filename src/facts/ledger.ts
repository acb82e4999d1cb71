// The state of all facts: how many of which grade and kind, which ones nothing shows, which expire soon.

import { addDays, addWorkingDays, type Calendar, yearOf } from "../../bot/knowledge/calendar.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import type { ProviderFields } from "../../bot/knowledge/provider.ts";
import { lintContent } from "../../bot/load.ts";
import { ContentError, type Problem } from "../../bot/reading/content-error.ts";
import { type DraftFact, draftFacts } from "../../bot/reading/draft-facts.ts";
import { parseTree } from "../../bot/reading/parse-tree.ts";
import { readFolder } from "../../bot/reading/read-folder.ts";
import { atStart, problemAt } from "../../bot/reading/source-files.ts";
import { type Heaps, hotlineOf, sortedOut, unknownOf } from "./call-sheet.ts";
import { whereShown } from "./shown-facts.ts";

const WARN_DAYS = 30; // time to look again without haste
const CALENDAR_WARN_DAYS = 60; // the notice for a year comes in the November before it

export interface Ledger {
  readonly facts: readonly DraftFact[];
  readonly errors: readonly Problem[];
  /** Facts that expire within 30 days, and the calendar of a year that is not there in time. */
  readonly warnings: readonly Problem[];
  /** The facts among them, in two heaps. */
  readonly due: Heaps;
  /** Providers of whom no number is known. */
  readonly withoutNumber: readonly string[];
}

/** Everything that is wrong or soon will be. `today` is `YYYY-MM-DD`. */
export async function readLedger(dir: string, today: string): Promise<Ledger> {
  const { facts, names, dueBy, calendar, longest } = await readFacts(dir, today);
  const soon = facts.filter(({ fact }) => fact.recheck >= today && fact.recheck <= dueBy);
  const warnings = soon.map((one) =>
    problemOf(one, "recheck", `expires on ${one.fact.recheck}: look again in time`),
  );
  const missing = missingYear(calendar, { today, longest });
  const errors = await errorsOf(dir, today, facts);
  return {
    facts,
    errors: missing?.isDue ? [...errors, missing.problem] : errors,
    warnings: missing && !missing.isDue ? [...warnings, missing.problem] : warnings,
    due: sortedOut(soon, facts),
    withoutNumber: [...names.keys()].filter((id) => hotlineOf(id, facts) === undefined),
  };
}

/** What the ledger rests on: the facts as written, the providers' names, and the day until which one looks ahead. */
export async function readFacts(dir: string, today: string) {
  const tree = await readFolder(dir, BASE_LOCALE, () => undefined);
  const draft = parseTree(tree.files, BASE_LOCALE, () => undefined);
  return {
    facts: draftFacts(draft),
    names: new Map(draft.providers.map(({ id, yaml }) => [id, yaml.value.name])),
    unknown: new Map(draft.providers.map((one) => [one.id, unknownOf(one)])),
    dueBy: addDays(today, WARN_DAYS),
    calendar: new Map(draft.calendar.map(({ id, yaml }) => [Number(id), yaml.value])),
    longest: Math.max(1, ...draft.providers.map(({ yaml }) => longestReview(yaml.value))),
  };
}

/** In working days, which the calendar is needed for. */
function longestReview({ timeline: { review } }: ProviderFields): number {
  return review?.longest.of === "working" ? review.longest.days : 0;
}

/**
 * The calendar of this year or the next, once days are counted that need it. Until then nothing is wrong, for the notice
 * comes in autumn; from then on timelines leave dates out, and who reads them gets none.
 */
function missingYear(
  calendar: Calendar,
  { today, longest }: { today: string; longest: number },
): { problem: Problem; isDue: boolean } | undefined {
  const year = [yearOf(today), yearOf(today) + 1].find((one) => !calendar.has(one));
  if (year === undefined) return undefined;
  const from = firstNeed(calendar, year, longest);
  if (from > addDays(today, CALENDAR_WARN_DAYS)) return undefined;
  const problem = `is needed from ${from} on, when working days are counted into ${year}: write it from the State Council's notice; until it is there, no date is counted into that year`;
  return { problem: atStart(`calendar/${year}.yml`, problem), isDue: from <= today };
}

/** The first day from which so many working days lead into the year. */
function firstNeed(calendar: Calendar, year: number, longest: number): string {
  const leadsInto = (day: string) => addWorkingDays(calendar, day, longest) === undefined;
  let day = `${year}-01-01`;
  while (calendar.has(yearOf(addDays(day, -1))) && leadsInto(addDays(day, -1))) day = addDays(day, -1);
  return day;
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
