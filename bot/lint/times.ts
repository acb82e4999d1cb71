// Checks what the timeline counts with: calendar years that keep to themselves, provider facts that say what is counted.
import type { CalendarFields } from "../knowledge/calendar.ts";
import type { FactKind } from "../knowledge/fact.ts";
import type { Span } from "../knowledge/provider.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, type Entry, entryProblem } from "../reading/draft.ts";

type Complain = (path: readonly PropertyKey[], problem: string) => void;

export function checkTimes(draft: Draft, report: Report): void {
  const place =
    (entry: Entry<unknown>): Complain =>
    (path, problem) =>
      report(entryProblem(entry, path, problem));
  for (const year of draft.calendar) checkYear(year, place(year));
  for (const provider of draft.providers) checkTimeline(provider, place(provider));
}

function checkYear({ id, yaml }: Entry<CalendarFields>, complain: Complain): void {
  const { holidays, workdays } = yaml.value;
  const isForeign = (date: string) => !date.startsWith(`${id}-`);
  for (const [index, { from, to }] of holidays.entries()) {
    if (isForeign(from) || isForeign(to)) complain(["holidays", index], `leaves the year ${id} of this file`);
  }
  for (const [index, date] of workdays.entries()) {
    if (isForeign(date)) complain(["workdays", index], `${date} is not in the year ${id} of this file`);
  }
}

function checkTimeline({ yaml }: Draft["providers"][number], complain: Complain): void {
  const { timeline, facts } = yaml.value;
  const check = (path: readonly string[], key: string | undefined, kinds: readonly FactKind[]) => {
    if (key === undefined) return undefined;
    const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
    if (!fact) complain(["timeline", ...path], `there is no fact ${key} in this file`);
    else if (!kinds.includes(fact.kind)) {
      complain(["timeline", ...path], `${key} is of kind ${fact.kind}, not ${kinds.join(" or ")}`);
    }
    return fact;
  };
  check(["meanwhile"], timeline.meanwhile, ["rule"]);
  check(["cycle"], timeline.cycle, ["rule", "duration"]);
  check(["confirm"], timeline.confirm, ["rule"]);
  const { review } = timeline;
  const fact = check(["review", "fact"], review?.fact, ["duration"]);
  if (!review || !fact) return;
  for (const name of ["usually", "longest"] as const) {
    const span = review[name];
    if (span && !says(fact.value, span)) {
      complain(["timeline", "review", name], `the fact ${review.fact} does not say 「${spanWords(span)}」`);
    }
  }
}

/** The counted numbers may not drift away from the words that merchants read. */
function says(value: string, span: Span): boolean {
  return value.replaceAll(" ", "").includes(spanWords(span));
}

function spanWords({ days, of }: Span): string {
  return `${days}个${of === "working" ? "工作日" : "自然日"}`;
}
