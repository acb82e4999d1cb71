// Checks the sentences of the channel check: all are there, and none wants what is not known when it is said.
import { placeholdersIn } from "../knowledge/reply-text.ts";
import { EVIDENCE } from "../official/verdict.ts";
import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem } from "../reading/draft.ts";
import { problemAt } from "../reading/source-files.ts";

/** An unknown placeholder would make the turn fail in which it is said. */
export function checkEvidence(draft: Draft, report: Report): void {
  for (const entry of draft.replies) {
    for (const [key, text] of Object.entries(entry.yaml.value)) {
      const fills = EVIDENCE.get(key);
      for (const name of placeholdersIn(text)) {
        if (fills === undefined || fills.includes(name)) continue;
        const known = fills.map((fill) => `{${fill}}`).join(", ") || "nothing";
        report(entryProblem(entry, [key], `{${name}} is not filled in here: ${known} is`));
      }
    }
  }
}

/**
 * A missing sentence is said as it was before content held it; a writer should know, a server need not stop. A content
 * that has none of them is from before.
 */
export function checkEvidenceSaid(draft: Draft, report: Report): void {
  const [file] = draft.replies;
  if (!file) return;
  const said = new Set(draft.replies.flatMap(({ yaml }) => Object.keys(yaml.value)));
  if (![...EVIDENCE.keys()].some((key) => said.has(key))) return;
  for (const key of EVIDENCE.keys()) {
    if (!said.has(key)) report(problemAt(file.file, 0, key, "is missing: the channel check says it"));
  }
}
