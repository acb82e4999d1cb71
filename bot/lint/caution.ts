// Lint of weak claims: what rests on one unofficial source, or promises time or money unofficially, says so.

import type { FactFields, FactKind } from "../knowledge/fact.ts";
import { REFERENCE } from "../knowledge/references.ts";
import type { Report } from "../reading/content-error.ts";
import type { Draft } from "../reading/draft.ts";
import { draftFacts, resolveDraft } from "../reading/draft-facts.ts";
import { problemAt } from "../reading/source-files.ts";

/** Kinds that read as a promise when nothing beside them says otherwise. */
const PROMISES: readonly FactKind[] = ["duration", "limit", "fee"];
/** Words that tell a reader that the claim is not certain, or whose word counts. */
const CAUTION =
  /以[^。；]{0,24}(?:为准|答复)|说法|一说|据说|据[^。；]{0,8}(?:介绍|报道)|报道|转载|转述|不是官方|非官方|没有?核实|未核实|不确定|不一定|可能|常见|(?:先|请)[^。；]{0,10}(?:问清|核对|确认|核实)|问清|不要靠|矛盾/;

const CAUTION_EN =
  /\b(?:may|might|often|usually|commonly|about|reported(?:ly)?|unofficial|not official|not confirmed|unconfirmed|say so|it is said|some sources|confirm|check|ask|decides?|decided by|final word|what (?:it|they|your \w+) says?)\b/i;

/** Whether a fact may be shown only beside words of caution. */
export function isWeak({ grade, kind }: Pick<FactFields, "grade" | "kind">): boolean {
  return grade === "single_unofficial" || (grade !== "official" && PROMISES.includes(kind));
}

/** Looks for the words in the paragraph or list item that shows the fact. */
export function checkCaution(draft: Draft, report: Report): void {
  const facts = new Map(draftFacts(draft).map((one) => [one.id, one]));
  for (const { file, field, text, offset } of draft.prose) {
    for (const { line, start } of linesOf(text)) {
      const words = resolveDraft(line, facts);
      if (CAUTION.test(words) || CAUTION_EN.test(words)) continue;
      for (const { id, written, index } of factsIn(line)) {
        const fact = facts.get(id)?.fact;
        if (!fact || !isWeak(fact)) continue;
        const problem = `${written} rests on ${fact.grade}: say beside it whose word counts, such as 以收单机构答复为准`;
        report(problemAt(file, offset + start + index, field, problem));
      }
    }
  }
}

function linesOf(text: string): { line: string; start: number }[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const found = { line, start };
    start += line.length + 1;
    return found;
  });
}

function factsIn(line: string): { id: string; written: string; index: number }[] {
  return [...line.matchAll(REFERENCE)].flatMap((match) => {
    const [written, kind, id = ""] = match;
    return kind === "fact" ? [{ id, written, index: match.index }] : [];
  });
}
