// The fields of both indexes: which terms of a document go where, and how much each field counts.
import { normalise } from "../text/normalise.ts";
import { initialsOf, syllablesOf } from "../text/syllables.ts";
import { tokenise } from "../text/tokens.ts";
import type { SearchDocument } from "./documents.ts";
import type { DocumentTerms } from "./postings.ts";

export interface Field {
  readonly name: string;
  readonly boost: number;
}

/** A title says what a page is about; the questions are many words for the same; `whole` holds them uncut. */
export const WORD_FIELDS = [
  { name: "title", boost: 2 },
  { name: "questions", boost: 1 },
  { name: "body", boost: 1 },
  { name: "whole", boost: 1 },
  { name: "numbers", boost: 2 },
] as const satisfies readonly Field[];

/** Never over full text: there every syllable would stand somewhere. */
export const PINYIN_FIELDS = [
  { name: "syllables", boost: 1 },
  { name: "pairs", boost: 1 },
  { name: "initials", boost: 1 },
] as const satisfies readonly Field[];

/** The place of each field in a list of fields. */
export const WORD_FIELD = { title: 0, questions: 1, body: 2, whole: 3, numbers: 4 } as const;
export const PINYIN_FIELD = { syllables: 0, pairs: 1, initials: 2 } as const;

/** Characters, pairs and words of each part; see `WORD_FIELDS` for their order. */
export function wordTerms({
  title,
  names,
  questions,
  body,
  numbers: own = [],
}: SearchDocument): DocumentTerms {
  const whole = new Set([...names, ...questions].map((text) => wholeTerm(searchable(text))));
  const numbers = [body, ...own].flatMap((text) => numbersIn(searchable(text))).flatMap(beginningsOf);
  const short = own.flatMap((text) => numbersIn(searchable(text))).flatMap(firstThree);
  return [
    termsOf(title),
    questions.flatMap(termsOf),
    termsOf(body),
    [...whole],
    [...new Set([...numbers, ...short])],
  ];
}

/** Folded as everywhere; and what is written D+0 and D0 is one word. */
export function searchable(text: string): string {
  return normalise(text).replace(/(?<![a-z0-9])([dt])\s?\+\s?(\d)(?!\d)/g, "$1$2");
}

const SHORTEST_NUMBER = 4; // digits; three are the first of many a number

/** Numbers without their hyphens and blanks, each as a term that is no word. */
export function numbersIn(folded: string): string[] {
  const runs = folded.match(/(?<![\d.])\d(?:[\s-]?\d)*(?![\d.])/g) ?? [];
  return runs
    .map((run) => run.replace(/\D/g, ""))
    .filter((digits) => digits.length >= SHORTEST_NUMBER)
    .map((digits) => `#${digits}`);
}

/** What people put between the digits of a number, in brackets and with dots. */
const ASKED_RUN = /\d(?:[\s()./\u2010-\u2015-]{0,2}\d)*/g;
const SHORTEST_ASKED = 3;
/** As a phone shows who called: +86, 0086, or an area's code before a number that has none. */
const WITH_CODES = /^(?:(?:00)?86)?(?:0(?:10|2\d|[3-9]\d\d))?(\d{5,})$/;

/** The numbers of a query as a page writes them, and however else they are written, each also without the country's and an area's code. */
export function numbersAsked(folded: string): string[] {
  const digits = (folded.match(ASKED_RUN) ?? [])
    .map((run) => run.replace(/\D/g, ""))
    .filter(({ length }) => length >= SHORTEST_ASKED);
  const forms = digits.flatMap((one) => [one, WITH_CODES.exec(one)?.[1] ?? one]);
  return [...new Set([...numbersIn(folded), ...forms.map((one) => `#${one}`)])];
}

/** Of a hotline of five or six digits three say as much as four of ten. */
function firstThree(number: string): string[] {
  return /^#\d{5,6}$/.test(number) ? [number.slice(0, 1 + SHORTEST_ASKED)] : [];
}

/** A number is looked for while it is typed. */
function beginningsOf(number: string): string[] {
  return Array.from({ length: number.length - SHORTEST_NUMBER }, (_, more) =>
    number.slice(0, 1 + SHORTEST_NUMBER + more),
  );
}

/**
 * A question as one term, so that who asks in our very words gets that page; punctuation does not matter. The sign in
 * front keeps it rare where its characters are a common pair too.
 */
export function wholeTerm(normalised: string): string {
  return `=${normalised.replace(/[^\p{L}\p{N}]/gu, "")}`;
}

/** Names and questions as they are typed on a Latin keyboard; see `PINYIN_FIELDS` for the order. */
export function pinyinTerms({ names, questions }: SearchDocument): DocumentTerms {
  const texts = [...new Set([...names, ...questions].map(normalise))].map(syllablesOf);
  return [
    texts.flatMap((runs) => runs.flat()),
    texts.flatMap((runs) => runs.flatMap(pairsOf)),
    names.map(normalise).flatMap((name) => syllablesOf(name).flatMap(initialsOf)),
  ];
}

/** Two neighbours joined. */
export function pairsOf(syllables: readonly string[]): string[] {
  return syllables.slice(1).map((syllable, at) => `${syllables[at]}${syllable}`);
}

function termsOf(text: string): string[] {
  return tokenise(searchable(text)).map(({ term }) => term);
}
