// Takes a filled call sheet back: what is confirmed gets its new dates and source, the rest is for a writer to decide.
import { DAY_MS } from "../../bot/knowledge/calendar.ts";
import type { DraftFact } from "../../bot/reading/draft-facts.ts";
import { CALLS_ZH, isHedged } from "../view/wording/calls-zh-cn.ts";
import type { CallSheet } from "./call-sheet.ts";

export interface Answers {
  readonly confirmed: readonly DraftFact[];
  /** What a writer has to decide, a line each. */
  readonly open: readonly string[];
  /** Path in the content folder → its text with the new dates and sources. */
  readonly files: ReadonlyMap<string, string>;
}

interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * A yes to the very text that merchants read confirms it: its grade says so, `verified` becomes the day of the call, `recheck` stays as far
 * away as it was, the call becomes a source, and a value that names the day of comparison names this one. A no, or other
 * words, change nothing by themselves.
 */
export function readAnswers(sheet: CallSheet, facts: readonly DraftFact[]): Answers {
  const byId = new Map(facts.map((one) => [one.id, one]));
  const confirmed: DraftFact[] = [];
  const open: string[] = [];
  for (const { fact: id, written, answer } of sheet.calls.flatMap(({ questions }) => questions)) {
    const said = answer?.trim() ?? "";
    if (said === "") continue;
    const found = byId.get(id);
    const problem = problemWith(id, { said, written, found });
    if (problem !== undefined) open.push(problem);
    else if (found) confirmed.push(found);
  }
  const plainly = confirmed
    .filter(({ fact }) => isHedged(fact.value))
    .map(({ id, fact }) => `${id}: is confirmed, but still reads 「${fact.value}」: say it plainly`);
  open.push(...plainly, ...newlyTold(sheet));
  return { confirmed, open, files: editedFiles(confirmed, sheet.day) };
}

/** What nobody had published and the company said: no fact yet, so a writer makes one of it. */
function newlyTold({ calls, day }: CallSheet): string[] {
  return calls.flatMap(({ provider, unknown }) =>
    unknown.flatMap(({ ask, goes, answer }) => {
      const said = answer?.trim() ?? "";
      if (said === "") return [];
      return [
        `${provider}: 「${ask}」 「${said}」: write a fact of it in ${goes}, source ${CALLS_ZH.source(day)}`,
      ];
    }),
  );
}

function problemWith(
  id: string,
  { said, written, found }: { said: string; written: string; found: DraftFact | undefined },
): string | undefined {
  if (!found) return `${id}: is not in the content any more`;
  if (found.fact.value !== written)
    return `${id}: reads 「${found.fact.value}」 by now, the question was about 「${written}」: ask again`;
  if (isOneOf(CALLS_ZH.yes, said)) return undefined;
  if (isOneOf(CALLS_ZH.no, said)) return `${id}: 「${written}」 is not so: correct it, or take it out`;
  return `${id}: 「${written}」 should read 「${said}」: see npx huanka facts impact ${id}=…, then correct it`;
}

function isOneOf(words: readonly string[], said: string): boolean {
  return words.includes(said.toLowerCase().replace(/[。.!！]$/, ""));
}

function editedFiles(confirmed: readonly DraftFact[], day: string): ReadonlyMap<string, string> {
  const byFile = Map.groupBy(confirmed, ({ entry }) => entry.file);
  return new Map(
    [...byFile].map(([file, facts]) => {
      const edits = facts.flatMap((one) => editsOf(one, day)).sort((a, b) => b.offset - a.offset);
      const text = edits.reduce(
        (so, { offset, length, text }) => so.slice(0, offset) + text + so.slice(offset + length),
        file.text,
      );
      return [file.path, text];
    }),
  );
}

function editsOf({ fact, entry, path }: DraftFact, day: string): Edit[] {
  const span = Date.parse(fact.recheck) - Date.parse(fact.verified);
  const recheck = new Date(Date.parse(day) + Math.max(span, DAY_MS)).toISOString().slice(0, 10);
  const value = entry.yaml.rawOf([...path, "value"]);
  return [
    ...replaced(value, confirmedWords(value?.text.trimEnd() ?? "", fact.verified, day)),
    ...replaced(entry.yaml.rawOf([...path, "grade"]), "confirmed_by_phone"),
    ...replaced(entry.yaml.rawOf([...path, "verified"]), day),
    ...replaced(entry.yaml.rawOf([...path, "recheck"]), recheck),
    ...sourceAdded({ fact, entry, path }, CALLS_ZH.source(day)),
  ];
}

/** A value that names its day and its proof names these of the call. */
function confirmedWords(value: string, before: string, day: string): string {
  return value.replaceAll(before, day).replaceAll(CALLS_ZH.published, CALLS_ZH.phoned);
}

function replaced(raw: { text: string; offset: number } | undefined, text: string): Edit[] {
  return raw ? [{ offset: raw.offset, length: raw.text.trimEnd().length, text }] : [];
}

/** Behind the last source, in the form that the list has. */
function sourceAdded({ fact, entry, path }: Omit<DraftFact, "id">, source: string): Edit[] {
  const last = entry.yaml.rawOf([...path, "sources", String(fact.sources.length - 1)]);
  if (!last || fact.sources.includes(source)) return [];
  const { text } = entry.file;
  const lead = text.slice(text.lastIndexOf("\n", last.offset) + 1, last.offset);
  const offset = last.offset + last.text.trimEnd().length;
  return [{ offset, length: 0, text: /^\s*- $/.test(lead) ? `\n${lead}${source}` : `, ${source}` }];
}
