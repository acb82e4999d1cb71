// Lint of office words in what merchants read in Chinese: a shop owner says it otherwise.
import type { Report } from "../reading/content-error.ts";
import type { Draft } from "../reading/draft.ts";
import { draftFacts } from "../reading/draft-facts.ts";
import { problemAt } from "../reading/source-files.ts";

interface OfficeWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Written 图标的 or 目标的, 标的 is no word. */
const OFFICE_WORDS: readonly OfficeWord[] = [
  { pattern: /主体/g, instead: "登记的公司或经营者，公司" },
  { pattern: /布放/g, instead: "装，放" },
  { pattern: /受理/g, instead: "办，接；受理编号是工单号" },
  { pattern: /(?<![目图坐商指鼠投])标的/g, instead: "卡，钱" },
];
/** What a page or a paper says is quoted as it stands there. */
const QUOTED = /“[^”\n]*”|「[^」\n]*」|《[^》\n]*》/g;

/** Looks at texts and facts; what merchants say, and names to search by, are theirs. */
export function checkPlainWords(draft: Draft, report: Report): void {
  for (const { file, field, text, offset } of draft.prose) {
    for (const { at, problem } of officeWordsIn(text)) report(problemAt(file, offset + at, field, problem));
  }
  for (const { fact, entry, path } of draftFacts(draft)) {
    for (const key of ["value", "scope"] as const) {
      for (const { problem } of officeWordsIn(fact[key] ?? "")) {
        report(problemAt(entry.file, entry.yaml.offsetOf([...path, key]), [...path, key].join("."), problem));
      }
    }
  }
}

/** Every office word outside quotes, with what to write instead. */
export function officeWordsIn(text: string): { readonly at: number; readonly problem: string }[] {
  const own = text.replace(QUOTED, (quote) => " ".repeat(quote.length));
  return OFFICE_WORDS.flatMap(({ pattern, instead }) =>
    [...own.matchAll(pattern)].map(({ index, 0: word }) => ({
      at: index,
      problem: `「${word}」 is an office word: write ${instead}`,
    })),
  );
}
