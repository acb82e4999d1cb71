// What time does to facts: those past their day of recheck must not be shown until somebody has looked again.

import type { Report } from "../reading/content-error.ts";
import { type Draft, type Entry, entryProblem } from "../reading/draft.ts";
import { draftFacts } from "../reading/draft-facts.ts";

interface Dated {
  readonly entry: Entry<unknown>;
  readonly path: readonly PropertyKey[];
  readonly verified: string;
  readonly recheck: string;
}

/**
 * Reports what should have been looked at before today, and what claims to have been verified in the future. `today`
 * is `YYYY-MM-DD`. A lint of the command line only: a server must not stop because a night has passed.
 */
export function checkDates(today: string): (draft: Draft, report: Report) => void {
  return (draft, report) => {
    for (const { entry, path, verified, recheck } of datedOf(draft)) {
      const complain = (field: "verified" | "recheck", problem: string) => {
        report(entryProblem(entry, [...path, field], problem));
      };
      if (recheck < today) complain("recheck", `expired on ${recheck}: compare it with its sources again`);
      if (verified > today) complain("verified", `${verified} lies in the future`);
    }
  };
}

function datedOf(draft: Draft): Dated[] {
  const facts = draftFacts(draft).map(({ fact, entry, path }) => ({ ...fact, entry, path }));
  const years = draft.calendar.map((entry) => ({ ...entry.yaml.value, entry, path: [] }));
  const scams = draft.scams.flatMap((entry) =>
    entry.yaml.value.map((scam, index) => ({ ...scam, entry, path: [index] })),
  );
  return [...facts, ...years, ...scams];
}
