// Names of companies that stand nowhere, told by where they stand in a message: 「汇卡的POS」, 「机器是德颐的」.
import { derive } from "../../knowledge/derived.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import { createLikeness } from "./likeness.ts";
import { type Place, placesOfNames } from "./name-places.ts";
import { sayingsOf } from "./sayings.ts";

const PAUSE = /[\s\p{P}]/u;
const NAME = /^(?:[\p{Script=Han}a-z\d]{2,8}|[a-z][a-z\d]{1,13})$/u;
const COMPANY = /^\p{Script=Han}{3,12}$/u;
const LATIN = /^[a-z][a-z\d]+$/;
/** What stands so often in what merchants say is a word, and no name. */
const WORD_FROM = 3;
/** Share of the pairs of characters of a name that merchants use otherwise, too. */
const MOST_KNOWN = 0.5;

export interface Strangeness {
  /** Whether something may be the name of a company: short, and nothing that a machine or its owner is called. */
  mayBeCompany(name: string): boolean;
  /** Whether merchants say it: often, or as a message of its own. */
  isSaid(words: string): boolean;
  /** Whether hardly anybody says words like these. */
  isStrange(name: string): boolean;
  /** Whether both are so; in Latin letters, whether nobody said it at all. */
  isName(name: string): boolean;
  /** Whether its form says that it is a company: 「厦门国际银行」, and no 「手机银行」. */
  isCompany(name: string): boolean;
  /** Whether it ends as many companies and their readers do, or is a Latin word. */
  looksLikeCompany(name: string): boolean;
}

/** Each two characters that stand side by side. */
function pairsOf(words: string): [string, string][] {
  const characters = [...words];
  return characters.slice(1).map((character, at) => [characters[at] ?? "", character]);
}

export function createStrangeness({ rules, intents }: Knowledge): Strangeness {
  const { text: said, inMessages } = derive(intents, sayingsOf);
  const isSaidPair = ([before, character]: readonly [string, string]) =>
    inMessages.times(before, character) > 0;
  const isSaid = (words: string) =>
    pairsOf(words).every(isSaidPair) && // most names end here, and the megabyte of messages is not read
    (said.split(words, WORD_FROM + 1).length > WORD_FROM || said.includes(`\n${words}\n`));
  const mayBeCompany = (name: string) =>
    NAME.test(name) && !hears(rules, RULES.noCompany, name) && !isSaid(name);
  const isStrange = (name: string) => {
    const pairs = pairsOf(name);
    return pairs.filter(isSaidPair).length <= pairs.length * MOST_KNOWN;
  };
  const isName = (name: string) =>
    mayBeCompany(name) && (LATIN.test(name) ? !said.includes(name) : isStrange(name));
  const isNoForm = (name: string) => hears(rules, RULES.noForm, name);
  const isCompany = (name: string) =>
    COMPANY.test(name) && hears(rules, RULES.companyForm, name) && !isNoForm(name);
  const looksLikeCompany = (name: string) =>
    (hears(rules, RULES.companyEnding, name) && !isNoForm(name)) || LATIN.test(name);
  return { mayBeCompany, isSaid, isStrange, isName, isCompany, looksLikeCompany };
}

/**
 * How likely a name must be by where it stands, and where it holds a word that no name has: told to be the terminal's, in answer
 * to whose it is, there where nothing else was understood, in a wish for a change, as the first message where something was
 * understood, where that is none of our matters, and where nothing was, where a name may stand in a sentence, or as a clause.
 */
const LIKELY_FROM = {
  told: { plain: -9.5, words: 0 },
  asked: { plain: -5, words: 2 },
  unsaid: { plain: -10, words: 2 },
  wanted: { plain: -4, words: 3 },
  first: { plain: 1, words: 6 },
  strayed: { plain: -2, words: 4 },
  unheard: { plain: -5, words: 4 },
  said: { plain: 2, words: 6 },
  alone: { plain: 4, words: 8 },
} as const;
/** What has the form of a company, and is nevertheless said: 「是不是要去银行」. */
const SENTENCE_BELOW = { plain: -16, words: -9 } as const;
/** A Latin word anywhere else is rather pinyin, as all words of a message without Chinese ones may be. */
const LATIN_TOLD: readonly string[] = ["told", "asked", "unsaid", "wanted"];
const SURELY = Number.MAX_VALUE;
/** What is told to be the terminal's comes before what is only likelier. */
const LENT_TO_TOLD = 4;

/** Where a message stands. */
export type Where = Exclude<keyof typeof LIKELY_FROM, "told" | "alone">;
/** Here only what is told to be the terminal's is one, and a message as a whole. */
const AS_WHOLE: readonly Where[] = ["first", "strayed", "unheard"];
const HAN = /\p{Script=Han}/u;
const QUOTES = /["'「」『』《》【】]/gu;

/** How likely what stands somewhere is a name; undefined where it is none. */
function createJudge(known: Knowledge): (name: string, slot: keyof typeof LIKELY_FROM) => number | undefined {
  const strangeness = derive(known, createStrangeness);
  const likeness = derive(known, createLikeness);
  const form = ruleOf(known.rules, RULES.companyForm);
  const wordsIn = (name: string) => (hears(known.rules, RULES.noCompany, name) ? "words" : "plain");
  const asCompany = (name: string) =>
    likeness(name) < SENTENCE_BELOW[wordsIn(form?.without(name) ?? name)] ? undefined : SURELY;
  const asWords = (name: string, slot: keyof typeof LIKELY_FROM) => {
    if (!NAME.test(name)) return undefined;
    const like = likeness(name);
    return like < LIKELY_FROM[slot][wordsIn(name)] || strangeness.isSaid(name) ? undefined : like;
  };
  return (name, slot) => {
    if (hears(known.rules, RULES.onlyTheMark, name)) return undefined;
    if (LATIN.test(name)) return LATIN_TOLD.includes(slot) && strangeness.isName(name) ? 0 : undefined;
    return slot !== "said" && strangeness.isCompany(name) ? asCompany(name) : asWords(name, slot);
  };
}

/**
 * Finds them in normalised text in which nobody is named whom we know: what stands where a company is named is one, unless
 * merchants say it otherwise.
 */
export function createUnheardOf(known: Knowledge): (normalised: string, where: Where) => string | undefined {
  const judge = createJudge(known);
  const likely = ({ name, isTold, isAlone }: Place, where: Where): number => {
    if (isTold) return (judge(name, "told") ?? Number.NEGATIVE_INFINITY) + LENT_TO_TOLD;
    return judge(name, where === "said" && isAlone ? "alone" : where) ?? Number.NEGATIVE_INFINITY;
  };
  return (normalised, where) => {
    if (where === "wanted" && !HAN.test(normalised)) return undefined;
    const clauses = normalised.replace(QUOTES, "").split(PAUSE).filter(Boolean);
    const isWhole = clauses.length === 1;
    const isPlace = ({ isTold, isAlone }: Place) =>
      AS_WHOLE.includes(where) ? isTold || (isAlone && isWhole) : !(isAlone && isWhole && where === "said");
    let best: { readonly name?: string; readonly like: number } = { like: Number.NEGATIVE_INFINITY };
    for (const place of clauses.flatMap((clause) => placesOfNames(clause, known.rules))) {
      if (!isPlace(place)) continue;
      const like = likely(place, where);
      if (like > best.like) best = { name: place.name, like };
    }
    return best.name;
  };
}
