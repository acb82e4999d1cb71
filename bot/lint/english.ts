// Lint of English texts, as readability.ts is of Chinese ones: counted in words, since letters say little there.

import type { Report } from "../reading/content-error.ts";
import { type Draft, entryProblem, type MarkdownEntry } from "../reading/draft.ts";
import { draftFacts, resolveDraft } from "../reading/draft-facts.ts";
import { saysSameNumbers } from "../reading/same-numbers.ts";
import { problemAt, type SourceFile } from "../reading/source-files.ts";
import { leadOf, plainText } from "../text/plain-text.ts";

/** Plain-language guides ask for 15 to 20 words a sentence; many readers here do not have English as their first. */
const AVERAGE_SENTENCE = 20;
/** As tall on a phone as the 60 and 160 characters that a Chinese step and answer may have. */
const LONGEST_STEP = 45;
const LONGEST_LEAD = 90;
const NUMBERED = /^\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:(?:needs|stuck|if):\s+)?/;

/** Looks only at files of `en/`; what stands in for them was checked as Chinese. */
export function checkEnglish(draft: Draft, report: Report): void {
  const facts = new Map(draftFacts(draft).map((one) => [one.id, one]));
  const isEnglish = ({ file }: { file: SourceFile }) => file.path.startsWith("en/");
  const pages: MarkdownEntry<unknown>[] = [
    ...draft.articles,
    ...draft.faqs,
    ...draft.guides,
    ...draft.providerWords,
  ];
  const check = (file: SourceFile, offset: number, field: string, text: string, longest?: number) => {
    const found = problemOf(plainText(resolveDraft(text, facts)), longest);
    if (found !== undefined) report(problemAt(file, offset, field, found));
  };
  for (const entry of draft.factWords) {
    for (const [id, { value }] of Object.entries(entry.yaml.value)) {
      const original = facts.get(id)?.fact.value;
      if (value === undefined || original === undefined || saysSameNumbers(original, value)) continue;
      const problem = `does not say the numbers of 「${original}」, so the original is shown: translate it again`;
      report(entryProblem(entry, [id, "value"], problem));
    }
  }
  for (const { file, bodyOffset, body, steps } of pages.filter(isEnglish)) {
    check(
      file,
      bodyOffset,
      "body",
      body.replaceAll(/^.*$/gm, (line) => line.replace(NUMBERED, "")),
    );
    for (const step of steps) check(file, bodyOffset, `steps.${step.id}`, step.text, LONGEST_STEP);
  }
  for (const { file, bodyOffset, body } of [...draft.faqs, ...draft.articles].filter(isEnglish)) {
    check(file, bodyOffset, "answer", leadOf(body), LONGEST_LEAD);
  }
  for (const { file, offset, field, text } of saidIn(draft)) check(file, offset, field, text);
}

/** What the bot says by key, and what people at the desk say. */
function saidIn(draft: Draft) {
  const replies = draft.replies.flatMap((entry) =>
    Object.entries(entry.yaml.value).map(([key, text]) => ({ entry, key, text })),
  );
  const canned = draft.canned.flatMap((entry) =>
    Object.entries(entry.yaml.value).map(([key, { text }]) => ({ entry, key, text })),
  );
  return [...replies, ...canned]
    .filter(({ entry }) => entry.file.path.startsWith("en/"))
    .map(({ entry: { file, yaml }, key, text }) => ({
      file,
      offset: yaml.offsetOf([key]),
      field: key,
      text,
    }));
}

function problemOf(text: string, longest: number | undefined): string | undefined {
  const sentences = text.split(/[.!?;:](?=\s|$)|\n/).flatMap((one) => wordCount(one) || []);
  const total = sentences.reduce((sum, count) => sum + count, 0);
  const average = Math.round(total / Math.max(1, sentences.length));
  if (average > AVERAGE_SENTENCE) {
    return `sentences have ${average} words on average, at most ${AVERAGE_SENTENCE} are read with ease`;
  }
  if (longest === undefined || total <= longest) return undefined;
  return `has ${total} words, at most ${longest} fit on a phone: split it, or move the rest under a heading or to stuck`;
}

/** A run of Chinese, out of a fact nobody translated, counts as one word. */
function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}
