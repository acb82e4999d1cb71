// A normalised query as weighted terms: in words, and as it sounds. User text is never read as a query language.

import { splitSyllables, syllablesOf } from "../text/syllables.ts";
import type { Token } from "../text/tokens.ts";
import { numbersAsked, PINYIN_FIELD, pairsOf, WORD_FIELD, wholeTerm } from "./fields.ts";
import type { Clause, CompactIndex } from "./scoring.ts";

const LONGEST_WORD = 48; // letters; a longer one is no sentence anybody typed

type WordWeights = Readonly<Record<Token["kind"], number>>;
/** Short texts are told apart by characters, long ones by pairs of them (measured, see docs/adr). */
const SHORT_TEXT: WordWeights = { char: 1, bigram: 0.5, word: 1 };
const LONG_TEXT: WordWeights = { char: 0.2, bigram: 1, word: 1 };
/** Up to four characters are a keyword rather than a question: there the pair is the word. */
const KEYWORD_LENGTH = 4;
const KEYWORD: WordWeights = { ...SHORT_TEXT, bigram: 1 };
/** From four pairs on, a query that means something here shares one with us; a word of four with two swapped has three. */
const FEW_PAIRS = 4;
/** Under this share of known pairs the query is taken for misspelt. */
const KNOWN_ENOUGH = 0.6;

export function wordClauses(tokens: readonly Token[], normalised: string): Clause[] {
  const isKeyword = tokens.filter(({ kind }) => kind === "char").length <= KEYWORD_LENGTH;
  const short = isKeyword ? KEYWORD : SHORT_TEXT;
  return [
    { term: wholeTerm(normalised), field: WORD_FIELD.whole, boost: 1 },
    ...tokens.flatMap(({ term, kind }) => [
      { term, field: WORD_FIELD.title, boost: short[kind] },
      { term, field: WORD_FIELD.questions, boost: short[kind] },
      { term, field: WORD_FIELD.body, boost: LONG_TEXT[kind] },
    ]),
    ...numbersAsked(normalised).map((term) => ({ term, field: WORD_FIELD.numbers, boost: 1 })),
  ];
}

/**
 * The parts of a query to look up by sound as well, none for most queries: letters, unless a page holds them beside
 * Chinese; and characters whose pairs mostly stand nowhere, as in 接算卡 for 结算卡.
 */
export function partsToSound(normalised: string, tokens: readonly Token[], words: CompactIndex): string[] {
  const pairs = tokens.filter(({ kind }) => kind === "bigram");
  const known = pairs.filter(({ term }) => words.has(term));
  const isMisspelt = known.length < KNOWN_ENOUGH * pairs.length;
  const isLatin = tokens.every(({ kind }) => kind === "word");
  const parts = normalised.match(/[a-z]{2,}|\p{Script=Han}+/gu) ?? [];
  return parts.filter((part) => (/[a-z]/.test(part) ? isLatin || !words.has(part) : isMisspelt));
}

/** Whether two characters stand side by side as they do nowhere here: a slip, or a word we do not have. */
export function holdsStrange(tokens: readonly Token[], words: CompactIndex): boolean {
  return tokens.some(({ kind, term }) => kind !== "char" && !words.has(term));
}

/**
 * Whether single characters are all that the content shares with the query, as with 魑魅来了没有: a page that holds
 * one of them would be no answer. A few characters may still be a misspelt word.
 */
export function isJunk(tokens: readonly Token[], words: CompactIndex): boolean {
  const telling = tokens.filter(({ kind }) => kind !== "char");
  return telling.length >= FEW_PAIRS && !telling.some(({ term }) => words.has(term));
}

/**
 * Letters are split into syllables or taken as initials; characters are read aloud. One syllable of a character tells
 * less than the character itself, so there only pairs count.
 */
export function pinyinClauses(parts: readonly string[], index: CompactIndex): Clause[] {
  const isSyllable = (syllable: string) => index.isIn(syllable, PINYIN_FIELD.syllables);
  const clauses: Clause[] = [];
  const syllables: string[] = [];
  for (const part of parts) {
    if (/[a-z]/.test(part)) {
      const typed = part.length > LONGEST_WORD ? [] : splitSyllables(part, isSyllable);
      syllables.push(...typed);
      clauses.push(
        { term: part, field: PINYIN_FIELD.initials, boost: 1 },
        ...typed.map((term) => ({ term, field: PINYIN_FIELD.syllables, boost: 1 })),
      );
    } else syllables.push(...syllablesOf(part).flat());
  }
  return [...clauses, ...pairsOf(syllables).map((term) => ({ term, field: PINYIN_FIELD.pairs, boost: 1 }))];
}
