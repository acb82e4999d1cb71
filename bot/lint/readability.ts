// Lint for readers who are worried and on a phone: short sentences, short steps, the answer at once.

import type { Report } from "../reading/content-error.ts";
import type { Draft, MarkdownEntry } from "../reading/draft.ts";
import { type DraftFact, draftFacts, resolveDraft } from "../reading/draft-facts.ts";
import { problemAt } from "../reading/source-files.ts";
import { leadOf, partUnder, plainText } from "../text/plain-text.ts";

/** Characters without blanks; a line on a phone holds about twenty. */
const AVERAGE_SENTENCE = 40;
const LONGEST_STEP = 60;
const LONGEST_LEAD = 160;

interface Sentence {
  readonly length: number;
  /** Offset of its line in the Markdown given. */
  readonly offset: number;
}

/** Measures what readers get: Markdown gone, facts filled in. */
export function checkReadability(draft: Draft, report: Report): void {
  const facts = new Map(draftFacts(draft).map((one) => [one.id, one]));
  const pages: MarkdownEntry<unknown>[] = [
    ...draft.articles,
    ...draft.faqs,
    ...draft.guides,
    ...draft.providers,
  ];
  for (const page of pages) {
    checkSentences(page, facts, report);
    checkSteps(page, facts, report);
  }
  for (const faq of [...draft.faqs, ...draft.articles]) checkLead(faq, facts, report);
  for (const faq of draft.faqs) checkAskedParts(faq, facts, report);
  for (const entry of draft.replies) {
    for (const key of Object.keys(entry.yaml.value)) {
      const raw = entry.yaml.rawOf([key]);
      if (raw) checkAverage(entry, { ...raw, field: key }, facts, report);
    }
  }
  for (const entry of draft.canned) {
    for (const key of Object.keys(entry.yaml.value)) {
      const raw = entry.yaml.rawOf([key, "text"]);
      if (raw) checkAverage(entry, { ...raw, field: `${key}.text` }, facts, report);
    }
  }
}

type Facts = ReadonlyMap<string, DraftFact>;

function checkSentences(page: MarkdownEntry<unknown>, facts: Facts, report: Report): void {
  const text = page.file.text.slice(page.bodyOffset);
  checkAverage(page, { text, offset: page.bodyOffset, field: "body" }, facts, report);
  const lead = leadOf(text);
  const offset = page.bodyOffset + text.indexOf(lead);
  checkAverage(page, { text: lead, offset, field: "answer" }, facts, report);
}

function checkAverage(
  { file }: Pick<MarkdownEntry<unknown>, "file">,
  { text, offset, field }: { text: string; offset: number; field: string },
  facts: Facts,
  report: Report,
): void {
  const sentences = sentencesOf(text, facts);
  const total = sentences.reduce((sum, { length }) => sum + length, 0);
  const average = Math.round(total / Math.max(1, sentences.length));
  const longest = sentences.reduce<Sentence>((a, b) => (b.length > a.length ? b : a), {
    length: 0,
    offset: 0,
  });
  if (average <= AVERAGE_SENTENCE) return;
  const problem = `sentences have ${average} characters on average, at most ${AVERAGE_SENTENCE} are read with ease; the longest, with ${longest.length}, is here`;
  report(problemAt(file, offset + longest.offset, field, problem));
}

function checkSteps(page: MarkdownEntry<unknown>, facts: Facts, report: Report): void {
  for (const { id, text } of page.steps) {
    const length = lengthOf(plainText(resolveDraft(text, facts)));
    if (length <= LONGEST_STEP) continue;
    const offset = Math.max(page.bodyOffset, page.file.text.indexOf(`{#${id}}`, page.bodyOffset));
    const problem = `this step has ${length} characters after its title, at most ${LONGEST_STEP} fit on a phone: split it, or move the rest to stuck`;
    report(problemAt(page.file, offset, `steps.${id}`, problem));
  }
}

function checkLead({ file, body, bodyOffset }: MarkdownEntry<unknown>, facts: Facts, report: Report): void {
  const length = lengthOf(plainText(resolveDraft(leadOf(body), facts)));
  if (length <= LONGEST_LEAD) return;
  const offset = file.text.indexOf(leadOf(body), bodyOffset);
  const problem = `the answer has ${length} characters before the first heading, at most ${LONGEST_LEAD}: answer in two sentences, the rest goes under a heading`;
  report(problemAt(file, offset, "answer", problem));
}

/** A part that the bot says by itself is as short as an answer. */
function checkAskedParts(
  { file, yaml, body, bodyOffset }: Draft["faqs"][number],
  facts: Facts,
  report: Report,
): void {
  const { asked, instead } = yaml.value;
  for (const heading of new Set([...Object.keys(asked), ...Object.values(instead)])) {
    const part = partUnder(body, heading) ?? "";
    const length = lengthOf(plainText(resolveDraft(part, facts)));
    if (length <= LONGEST_LEAD) continue;
    const offset = file.text.indexOf(part, bodyOffset);
    const problem = `the bot says this part by itself, and it has ${length} characters: at most ${LONGEST_LEAD} are read`;
    report(problemAt(file, offset, `part ${heading}`, problem));
  }
}

function sentencesOf(markdown: string, facts: Facts): Sentence[] {
  let offset = 0;
  return markdown.split("\n").flatMap((line) => {
    const at = offset;
    offset += line.length + 1;
    const bare = line.replace(/^\s*(?:[-*+]\s+)?(?:\w+[:：]\s+)?/, "");
    return plainText(resolveDraft(bare, facts))
      .split(/[。！？!?；;]/)
      .map((sentence) => ({ length: lengthOf(sentence), offset: at }))
      .filter(({ length }) => length > 0);
  });
}

function lengthOf(text: string): number {
  return [...text.replace(/\s/g, "")].length;
}
