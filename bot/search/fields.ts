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
] as const satisfies readonly Field[];

/** Never over full text: there every syllable would stand somewhere. */
export const PINYIN_FIELDS = [
  { name: "syllables", boost: 1 },
  { name: "pairs", boost: 1 },
  { name: "initials", boost: 1 },
] as const satisfies readonly Field[];

/** The place of each field in a list of fields. */
export const WORD_FIELD = { title: 0, questions: 1, body: 2, whole: 3 } as const;
export const PINYIN_FIELD = { syllables: 0, pairs: 1, initials: 2 } as const;

/** Characters, pairs and words of each part; see `WORD_FIELDS` for their order. */
export function wordTerms({ title, names, questions, body }: SearchDocument): DocumentTerms {
  const whole = new Set([...names, ...questions].map((text) => wholeTerm(normalise(text))));
  return [termsOf(title), questions.flatMap(termsOf), termsOf(body), [...whole]];
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
  return tokenise(normalise(text)).map(({ term }) => term);
}
